// ccxt (REST and its Pro part) against the simulator: only addresses are changed, it signs for itself.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import ccxt from 'ccxt';
import { keysOf, repeatUntil, rest, sockets, sweep, trade } from './venue.mjs';

const symbol = 'BTC/USDT';
const pair = 'BTCUSDT';

async function open(kind) {
  const { key, secret } = keysOf('ccxt')[kind];
  const client = new ccxt.pro.binance({ apiKey: key, secret, enableRateLimit: false, options: { fetchMarkets: { types: ['spot'] } } });
  for (const [name, address] of Object.entries(client.urls.api)) {
    if (typeof address === 'string')
      client.urls.api[name] = address.replace('https://api.binance.com', rest);
  }
  client.urls.api.ws.spot = client.urls.api.ws.margin = `${sockets}/ws`;
  client.urls.api.ws['ws-api'].spot = `${sockets}/ws-api/v3`;
  await client.loadHttpProxyAgent(); // ccxt asks for this where sockets are not encrypted
  await client.loadMarkets();
  return client;
}

describe('ccxt', () => {
  let client; // stays open: what it still waits for when it is closed counts as a failure, and the runner ends the process
  before(async () => {
    await sweep(pair, 61_250);
    client = await open('hmac');
  });

  test('loads markets, currencies and their limits', () => {
    const market = client.market(symbol);
    assert.equal(market.id, pair);
    assert.equal(market.spot && market.margin, true);
    assert.equal(market.precision.price, 0.01);
    assert.equal(market.limits.cost.min, 5);
    assert.ok(client.currencies.BTC);
  });

  test('reads market data', async () => {
    await trade(pair, 61_250);
    assert.equal((await client.fetchTicker(symbol)).last, 61_250);
    assert.ok(Object.keys(await client.fetchTickers()).includes(symbol));
    assert.ok((await client.fetchBidsAsks([symbol]))[symbol].bid < 61_250);
    const book = await client.fetchOrderBook(symbol, 10);
    assert.equal(book.bids.length, 10);
    assert.ok(book.bids[0][0] < book.asks[0][0]);
    assert.equal((await client.fetchTrades(symbol)).at(-1).price, 61_250);
    assert.equal((await client.fetchOHLCV(symbol, '1m')).at(-1)[4], 61_250);
    assert.ok(Math.abs(await client.fetchTime() - Date.now()) < 60_000);
    assert.equal((await client.fetchStatus()).status, 'ok');
  });

  test('reads balances and fees of every account', async () => {
    assert.ok((await client.fetchBalance()).USDT.total > 0);
    assert.ok((await client.fetchBalance({ type: 'margin' })).USDT.total > 0);
    assert.ok((await client.fetchBalance({ marginMode: 'isolated' })).info.assets.some(row => row.symbol === pair && Number(row.quoteAsset.free) > 0));
    assert.equal((await client.fetchTradingFee(symbol)).taker, 0.001);
    assert.ok(symbol in await client.fetchTradingFees());
  });

  for (const [name, type, side, price, parameters] of [
    ['limit', 'limit', 'buy', 50_000, {}],
    ['limit that only makes', 'limit', 'sell', 64_000, { postOnly: true }],
    ['stop-loss', 'market', 'sell', undefined, { stopLossPrice: 60_000 }],
    ['stop-loss limit', 'limit', 'sell', 59_900, { stopLossPrice: 60_000 }],
    ['take-profit', 'market', 'sell', undefined, { takeProfitPrice: 63_000 }],
    ['take-profit limit', 'limit', 'sell', 63_000, { takeProfitPrice: 63_000 }],
    ['trailing stop', 'STOP_LOSS', 'sell', undefined, { trailingDelta: 100 }],
  ]) {
    test(`places, reads and cancels: ${name}`, async () => {
      const placed = await client.createOrder(symbol, type, side, 0.01, price, parameters);
      assert.equal((await client.fetchOrder(placed.id, symbol)).status, 'open');
      assert.ok((await client.fetchOpenOrders(symbol)).some(order => order.id === placed.id));
      assert.equal((await client.cancelOrder(placed.id, symbol)).status, 'canceled');
      assert.equal((await client.fetchOrder(placed.id, symbol)).status, 'canceled');
    });
  }

  test('executes at market by quantity and by cost, and reads the trades', async () => {
    const bought = await client.createOrder(symbol, 'market', 'buy', 0.01);
    assert.equal(bought.status, 'closed');
    assert.equal(bought.filled, 0.01);
    assert.equal((await client.createMarketBuyOrderWithCost(symbol, 100)).status, 'closed');
    assert.ok((await client.fetchMyTrades(symbol)).some(each => each.order === bought.id && each.takerOrMaker === 'taker'));
    assert.ok((await client.fetchOrders(symbol)).some(order => order.id === bought.id));
  });

  test('replaces, tests and cancels all', async () => {
    const placed = await client.createOrder(symbol, 'limit', 'buy', 0.01, 50_000);
    const replaced = await client.editOrder(placed.id, symbol, 'limit', 'buy', 0.01, 50_100);
    assert.notEqual(replaced.id, placed.id);
    await client.createOrder(symbol, 'limit', 'buy', 0.01, 50_000, { test: true });
    assert.equal((await client.fetchOpenOrders(symbol)).length, 1);
    await client.cancelAllOrders(symbol);
    assert.equal((await client.fetchOpenOrders(symbol)).length, 0);
  });

  test('places and cancels an OCO in the new and in the old form', async () => {
    const shared = { symbol: pair, side: 'SELL', quantity: '0.01' };
    for (const list of [
      await client.privatePostOrderListOco({ ...shared, aboveType: 'LIMIT_MAKER', abovePrice: '64000', belowType: 'STOP_LOSS', belowStopPrice: '60000' }),
      await client.privatePostOrderOco({ ...shared, price: '64000', stopPrice: '60000', stopLimitPrice: '59900', stopLimitTimeInForce: 'GTC' }),
    ]) {
      assert.equal(list.contingencyType, 'OCO');
      const cancelled = await client.privateDeleteOrderList({ symbol: pair, orderListId: list.orderListId });
      assert.equal(cancelled.listOrderStatus, 'ALL_DONE');
    }
  });

  test('names what is wrong as Binance does', async () => {
    await assert.rejects(client.createOrder(symbol, 'limit', 'buy', 10, 50_000), ccxt.InsufficientFunds);
    await assert.rejects(client.cancelOrder('987654321', symbol), ccxt.OrderNotFound);
    await assert.rejects(client.createOrder(symbol, 'limit', 'sell', 0.01, 61_000, { postOnly: true }), ccxt.OrderImmediatelyFillable);
  });

  for (const marginMode of ['cross', 'isolated']) {
    test(`trades on ${marginMode} margin`, async () => {
      const placed = await client.createOrder(symbol, 'limit', 'buy', 0.01, 50_000, { marginMode });
      assert.equal((await client.fetchOrder(placed.id, symbol, { marginMode })).status, 'open');
      assert.equal((await client.fetchOpenOrders(symbol, undefined, undefined, { marginMode })).length, 1);
      await client.cancelOrder(placed.id, symbol, { marginMode });
      const short = await client.createOrder(symbol, 'market', 'sell', 0.01, undefined, { marginMode, sideEffectType: 'MARGIN_BUY' });
      assert.equal(short.status, 'closed');
      assert.ok((await client.fetchMyTrades(symbol, undefined, undefined, { marginMode })).some(each => each.order === short.id));
      const bought = await client.createOrder(symbol, 'market', 'buy', 0.02, undefined, { marginMode });
      assert.equal(bought.filled, 0.02);
    });
  }

  test('borrows and repays on both margin accounts', async () => {
    for (const [borrow, repay] of [
      [() => client.borrowCrossMargin('USDT', 100), () => client.repayCrossMargin('USDT', 50)],
      [() => client.borrowIsolatedMargin(symbol, 'USDT', 100), () => client.repayIsolatedMargin(symbol, 'USDT', 50)],
    ]) {
      assert.ok(Number((await repeatUntil(borrow, ccxt.ExchangeError)).id) > 0);
      assert.ok(Number((await repeatUntil(repay, ccxt.ExchangeError)).id) > 0); // one at a time: the exchange answers -3007 until the loan is through
    }
    assert.ok((await client.fetchBorrowInterest('USDT')).length > 0);
    assert.ok(Number((await client.sapiGetMarginMaxBorrowable({ asset: 'USDT' })).amount) > 0);
    assert.ok((await client.transfer('USDT', 10, 'spot', 'margin')).id);
  });

  for (const [name, watch] of [
    ['trade', () => client.watchTrades(symbol)],
    ['aggTrade', () => client.watchTrades(symbol, undefined, undefined, { name: 'aggTrade' })],
    ['ticker', () => client.watchTicker(symbol)],
    ['bookTicker', () => client.watchBidsAsks([symbol])],
    ['kline', () => client.watchOHLCV(symbol, '1m')],
    ['depth', () => client.watchOrderBook(symbol)],
    ['miniTicker of all', () => client.watchTickers(undefined, { name: 'miniTicker' })],
  ]) {
    test(`watches the market: ${name}`, async () => {
      assert.ok(await whileMoving(watch(), turn => trade(pair, 61_250 + turn % 2)));
    });
  }

  test('watches orders, trades and balances of the spot account', async () => {
    const act = turn => client.createOrder(symbol, 'market', turn % 2 ? 'buy' : 'sell', 0.001);
    assert.equal((await whileMoving(client.watchOrders(symbol), act))[0].symbol, symbol);
    assert.equal((await whileMoving(client.watchMyTrades(symbol), act))[0].amount, 0.001);
    assert.ok((await whileMoving(client.watchBalance(), act)).USDT.total > 0);
  });

  for (const marginMode of ['cross', 'isolated']) {
    test(`watches orders and balances of ${marginMode} margin`, async () => {
      const own = await open('hmac'); // a client of ccxt listens to one margin account
      const account = marginMode === 'cross' ? { type: 'margin' } : { type: 'margin', marginMode, symbol };
      const act = async () => {
        const order = await client.createOrder(symbol, 'limit', 'buy', 0.001, 50_000, { marginMode });
        await client.cancelOrder(order.id, symbol, { marginMode });
      };
      assert.equal((await whileMoving(own.watchOrders(symbol, undefined, undefined, account), act))[0].symbol, symbol);
      assert.ok((await whileMoving(own.watchBalance(account), act)).USDT.total > 0);
    });
  }

  for (const kind of ['hmac', 'ed25519', 'rsa']) {
    test(`signs with ${kind} over HTTP and over the WebSocket API`, async () => {
      const own = await open(kind);
      try {
        const placed = await own.createOrder(symbol, 'limit', 'buy', 0.01, 50_000);
        assert.equal((await own.cancelOrder(placed.id, symbol)).status, 'canceled');
        const sent = await own.createOrderWs(symbol, 'limit', 'buy', 0.01, 50_000);
        const edited = await own.editOrderWs(sent.id, symbol, 'limit', 'buy', 0.01, 50_100);
        assert.equal((await own.cancelOrderWs(edited.id, symbol)).status, 'canceled');
        assert.ok((await own.fetchBalanceWs()).info.balances.some(row => row.asset === 'USDT' && Number(row.free) > 0));
        assert.ok((await own.fetchMyTradesWs(symbol)).length > 0);
      } finally {
        await own.close();
      }
    });
  }
});

/** Acts again and again until what is awaited has come. */
async function whileMoving(awaited, act) {
  let isDone = false;
  const done = awaited.finally(() => { isDone = true; });
  for (let turn = 0; !isDone; turn++) {
    await act(turn);
    await Promise.race([done, new Promise(resolve => setTimeout(resolve, 200))]);
  }
  return done;
}
