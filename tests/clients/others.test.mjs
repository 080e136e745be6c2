// Three clients that many older bots are built on, against the simulator: only addresses are changed, they sign for themselves.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { before, describe, test } from 'node:test';
import { Inbox, keysOf, rest, sockets, sweep, trade } from './venue.mjs';

const require = createRequire(import.meta.url); // all three are CommonJS
const { Spot } = require('@binance/connector');
const binanceApiNode = require('binance-api-node').default;
const NodeBinanceApi = require('node-binance-api').default ?? require('node-binance-api');

const symbol = 'BNBUSDT';
const { key, secret } = keysOf('others').hmac;
before(() => sweep(symbol, 600));

describe('@binance/connector', () => {
  const client = new Spot(key, secret, { baseURL: rest, wsURL: sockets });
  const data = async call => (await call).data;

  test('reads markets and the account', async () => {
    assert.equal((await data(client.exchangeInfo({ symbol }))).symbols[0].symbol, symbol);
    assert.ok((await data(client.depth(symbol, { limit: 5 }))).bids.length > 0);
    for (const call of [client.klines(symbol, '1m', { limit: 2 }), client.aggTrades(symbol), client.ticker24hr(symbol), client.rollingWindowTicker(symbol), client.avgPrice(symbol)])
      assert.ok(await data(call));
    assert.ok((await data(client.account())).balances.some(balance => balance.asset === 'USDT'));
    assert.ok((await data(client.tradeFee())).some(fee => fee.symbol === symbol));
  });

  test('places, replaces and cancels', async () => {
    await client.newOrderTest(symbol, 'BUY', 'LIMIT', { price: '500', quantity: 0.1, timeInForce: 'GTC' });
    const { orderId } = await data(client.newOrder(symbol, 'BUY', 'LIMIT', { price: '500', quantity: 0.1, timeInForce: 'GTC' }));
    assert.equal((await data(client.getOrder(symbol, { orderId }))).status, 'NEW');
    const replaced = await data(client.cancelAndReplace(symbol, 'BUY', 'LIMIT', 'STOP_ON_FAILURE', { cancelOrderId: orderId, price: '490', quantity: 0.1, timeInForce: 'GTC' }));
    assert.deepEqual([replaced.cancelResult, replaced.newOrderResult], ['SUCCESS', 'SUCCESS']);
    assert.equal((await data(client.openOrders({ symbol }))).length, 1);
    assert.equal((await data(client.cancelOpenOrders(symbol))).length, 1);
    assert.ok((await data(client.allOrders(symbol))).length >= 2);
  });

  test('trades on margin', async () => {
    const account = await data(client.marginAccount());
    assert.equal(account.tradeEnabled, true);
    assert.ok(Number((await data(client.marginMaxBorrowable('BNB'))).amount) > 0);
    assert.equal((await data(client.newMarginOrder(symbol, 'BUY', 'MARKET', { quantity: 0.1 }))).status, 'FILLED');
    assert.equal((await data(client.marginMyTrades(symbol))).length, 1);
    assert.ok((await data(client.marginAllPairs())).some(pair => pair.symbol === symbol));
  });
});

describe('binance-api-node', () => {
  const client = binanceApiNode({ apiKey: key, apiSecret: secret, httpBase: rest, wsBase: `${sockets}/ws` });

  test('places every kind of order, a list included', async () => {
    const { orderId } = await client.order({ symbol, side: 'BUY', quantity: '0.1', price: '500' });
    assert.equal((await client.getOrder({ symbol, orderId })).status, 'NEW');
    await client.cancelOrder({ symbol, orderId });
    assert.equal((await client.order({ symbol, side: 'BUY', type: 'MARKET', quantity: '0.1' })).status, 'FILLED');
    const list = await client.orderOco({ symbol, side: 'SELL', quantity: '0.05', price: '700', stopPrice: '550', stopLimitPrice: '549' });
    assert.equal(list.contingencyType, 'OCO');
    assert.equal((await client.openOrders({ symbol })).length, 2);
    await client.cancelOpenOrders({ symbol });
    assert.ok((await client.myTrades({ symbol })).length >= 1);
  });

  test('trades on margin, with a list', async () => {
    assert.ok((await client.marginAccountInfo()).userAssets.length > 0);
    assert.equal((await client.marginOrder({ symbol, side: 'BUY', type: 'MARKET', quantity: '0.1' })).status, 'FILLED');
    const list = await client.marginOrderOco({ symbol, side: 'SELL', quantity: '0.05', price: '700', stopPrice: '550', stopLimitPrice: '549' });
    assert.equal(list.contingencyType, 'OCO');
    assert.equal((await client.marginOpenOrders({ symbol })).length, 2);
    await client.marginCancelOpenOrders({ symbol });
  });

  test('follows the market', async () => {
    const inbox = new Inbox();
    const ends = [
      client.ws.trades([symbol], () => inbox.add('trades')), client.ws.aggTrades([symbol], () => inbox.add('aggTrades')),
      client.ws.candles(symbol, '1m', () => inbox.add('candles')), client.ws.depth(symbol, () => inbox.add('depth')),
      client.ws.ticker(symbol, () => inbox.add('ticker')), client.ws.miniTicker(symbol, () => inbox.add('miniTicker')),
    ];
    let price = 600;
    const beat = setInterval(() => trade(symbol, price = 1_201 - price).catch(() => {}), 300); // up and down, so that the book changes
    for (const stream of ['trades', 'aggTrades', 'candles', 'depth', 'ticker', 'miniTicker'])
      await inbox.first(stream, item => item === stream);
    clearInterval(beat);
    ends.forEach(end => end());
  });
});

describe('node-binance-api', () => {
  const client = new NodeBinanceApi().options({
    APIKEY: key, APISECRET: secret, family: 4,
    urls: { base: `${rest}/api/`, sapi: `${rest}/sapi/`, stream: `${sockets}/ws/`, combineStream: `${sockets}/stream?streams=` },
  });

  test('trades', async () => {
    await client.useServerTime();
    assert.ok(Number((await client.balance()).USDT.available) > 0);
    const { orderId } = await client.buy(symbol, 0.1, 500);
    assert.equal((await client.orderStatus(symbol, orderId)).status, 'NEW');
    await client.cancel(symbol, orderId);
    assert.equal((await client.marketBuy(symbol, 0.1)).status, 'FILLED');
    assert.ok((await client.trades(symbol)).length >= 1);
  });

  test('trades on margin', async () => {
    assert.equal((await client.mgAccount()).tradeEnabled, true);
    assert.equal((await client.mgMarketBuy(symbol, 0.1)).status, 'FILLED');
    assert.ok(Number((await client.maxBorrowable('BNB')).amount) > 0);
  });
});
