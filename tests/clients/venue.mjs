// The simulator as the tests see it: where it is, the keys of each client's customer, and its control API.
import { readFileSync } from 'node:fs';

const address = process.env.SIMULATOR_URL;
const rsaKeyFile = process.env.SIMULATOR_RSA_KEY;
if (!address || !rsaKeyFile)
  throw new Error('SIMULATOR_URL and SIMULATOR_RSA_KEY must name the running simulator and the RSA key of its customers.');

/** Base addresses, in the forms that clients ask for. */
export const rest = address;
export const sockets = address.replace(/^http/, 'ws');

/** The private key of the logon example in the exchange's documentation. */
const ed25519 = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u\n-----END PRIVATE KEY-----\n';

/** Keys of a customer of the scenario, by kind; ids and HMAC secrets are padded to the length of real ones. */
export const keysOf = customer => ({
  hmac: { key: `${customer}HmacKey`.padEnd(64, '0'), secret: `${customer}HmacSecret`.padEnd(64, '0') },
  ed25519: { key: `${customer}Ed25519Key`.padEnd(64, '0'), secret: ed25519 },
  rsa: { key: `${customer}RsaKey`.padEnd(64, '0'), secret: readFileSync(rsaKeyFile, 'utf8') },
});

async function control(path, body) {
  const answer = await fetch(`${address}/_sim/${path}`, {
    method: body === null ? 'DELETE' : 'POST', headers: { 'Content-Type': 'application/json' }, body: body === null ? undefined : JSON.stringify(body),
  });
  if (!answer.ok)
    throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
}

/** The price goes to a level; every order on the way reacts. */
export const sweep = (symbol, price) => control(`markets/${symbol}/price`, { price, move: 'Sweep' });

/** One trade of the market. */
export const trade = (symbol, price, quantity = 0.5) => control(`markets/${symbol}/price`, { price, move: 'Jump', quantity });

/** Shapes the book of a market; null makes it deep again. */
export const shapeBook = (symbol, shape) => control(`markets/${symbol}/book`, shape);

/** Moves the venue's clock forward, so that what runs by it comes due. */
export const advance = milliseconds => control('clock', { advanceMs: milliseconds });

/** Collects what arrives, so that a test can wait for the first thing that fits, whether it came before or comes later. */
export class Inbox {
  #seen = [];
  #waiting = [];

  add(item) {
    this.#seen.push(item);
    this.#waiting = this.#waiting.filter(({ fits, resolve }) => !(fits(item) && (resolve(item), true)));
  }

  first(what, fits) {
    const found = this.#seen.find(fits);
    if (found !== undefined)
      return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`${what} has not arrived; came: ${JSON.stringify(this.#seen)}`)), 10_000);
      this.#waiting.push({ fits, resolve: item => { clearTimeout(limit); resolve(item); } });
    });
  }
}

/** Repeats a call while the exchange answers that another one of its kind is still under way. */
export async function repeatUntil(call, kindOfError) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      if (attempt === 20 || !(error instanceof kindOfError) || !JSON.stringify([error.message, error.body, error.code]).includes('-3007'))
        throw error;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}
