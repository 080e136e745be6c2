// The package "binance" against the simulator: only addresses are changed, it signs for itself.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import binance from 'binance';
import { Inbox, keysOf, repeatUntil, rest, sockets, sweep, trade } from './venue.mjs';

const { MainClient, WebsocketAPIClient, WebsocketClient, WS_KEY_MAP } = binance;
const symbol = 'ETHUSDT';
const bid = { symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 0.1, price: 2000 };
const silent = { trace() {}, info() {}, error() {} };
const oldOco = { symbol, side: 'SELL', quantity: 0.1, price: 3300, stopPrice: 2800, stopLimitPrice: 2790, stopLimitTimeInForce: 'GTC' };
const working = { symbol, workingType: 'LIMIT', workingSide: 'BUY', workingPrice: 2000, workingQuantity: 0.1, workingTimeInForce: 'GTC', pendingSide: 'SELL' };
const pendingPair = { pendingAboveType: 'LIMIT_MAKER', pendingAbovePrice: 3300, pendingBelowType: 'STOP_LOSS', pendingBelowStopPrice: 1900 };

function open(kind) {
  const { key, secret } = keysOf('binance')[kind];
  return new MainClient({ api_key: key, api_secret: secret, baseUrl: rest });
}

describe('binance over HTTP', () => {
  const client = open('hmac');
  before(() => sweep(symbol, 3000));

  test('reads markets and market data', async () => {
    await trade(symbol, 3000);
    await client.testConnectivity();
    assert.equal((await client.getSystemStatus()).msg, 'normal');
    assert.equal((await client.getExchangeInfo({ symbols: [symbol, 'BTCUSDT'] })).symbols.length, 2);
    assert.equal(Number((await client.getSymbolPriceTicker({ symbol })).price), 3000);
    assert.ok(Number((await client.getSymbolOrderBookTicker({ symbol })).bidPrice) < 3000);
    assert.equal(Number((await client.get24hrChangeStatistics({ symbol })).lastPrice), 3000);
    assert.equal(Number((await client.getTradingDayTicker({ symbol })).lastPrice), 3000);
    assert.equal(Number((await client.getRollingWindowTicker({ symbol, windowSize: '1h' })).lastPrice), 3000);
    assert.equal((await client.getOrderBook({ symbol, limit: 5 })).asks.length, 5);
    assert.ok((await client.getRecentTrades({ symbol })).length > 0);
    assert.ok((await client.getHistoricalTrades({ symbol })).length > 0);
    assert.ok((await client.getAggregateTrades({ symbol })).length > 0);
    assert.equal(Number((await client.getKlines({ symbol, interval: '1m' })).at(-1)[4]), 3000);
    assert.equal((await client.getAvgPrice({ symbol })).mins, 5);
  });

  test('reads the accounts, their fees and their rights', async () => {
    assert.ok((await client.getAccountInformation()).balances.length > 0);
    assert.ok((await client.getBalances()).some(row => row.coin === 'USDT'));
    assert.equal((await client.getApiKeyPermissions()).enableWithdrawals, false);
    assert.equal(Number((await client.getTradeFee({ symbol }))[0].takerCommission), 0.001);
    assert.ok((await client.getOrderRateLimit()).length > 0);
    assert.ok((await client.queryCrossMarginAccountDetails()).userAssets.length > 0);
    assert.equal((await client.getIsolatedMarginAccountInfo({ symbols: symbol })).assets[0].symbol, symbol);
    assert.ok((await client.getAllMarginAssets()).length > 0);
    assert.ok((await client.getAllCrossMarginPairs()).some(row => row.symbol === symbol));
    assert.equal(Number((await client.queryMarginPriceIndex({ symbol })).price), 3000);
  });

  test('places, reads, replaces and cancels an order, and executes one', async () => {
    await client.testNewOrder(bid);
    const placed = await client.submitNewOrder(bid);
    assert.equal((await client.getOrder({ symbol, orderId: placed.orderId })).status, 'NEW');
    const replaced = await client.replaceOrder({ ...bid, price: 2001, cancelReplaceMode: 'STOP_ON_FAILURE', cancelOrderId: placed.orderId });
    assert.equal((await client.getOpenOrders({ symbol })).length, 1);
    assert.equal((await client.cancelOrder({ symbol, orderId: replaced.newOrderResponse.orderId })).status, 'CANCELED');
    const bought = await client.submitNewOrder({ symbol, side: 'BUY', type: 'MARKET', quantity: 0.1, newOrderRespType: 'FULL' });
    assert.equal(bought.status, 'FILLED');
    assert.ok((await client.getAccountTradeList({ symbol })).some(row => row.orderId === bought.orderId));
    assert.ok((await client.getAllOrders({ symbol })).some(row => row.orderId === placed.orderId));
  });

  for (const [name, place] of [
    ['OCO in the old form', () => client.submitNewOCO(oldOco)],
    ['OTO', () => client.submitNewOrderListOTO({ ...working, pendingType: 'MARKET', pendingQuantity: 0.1 })],
    ['OTOCO', () => client.submitNewOrderListOTOCO({ ...working, ...pendingPair, pendingQuantity: 0.1 })],
    ['OPO', () => client.submitNewOrderListOPO({ ...working, pendingType: 'LIMIT_MAKER', pendingPrice: 3300 })],
    ['OPOCO', () => client.submitNewOrderListOPOCO({ ...working, ...pendingPair })],
  ]) {
    test(`places, reads and cancels: ${name}`, async () => {
      const list = await place();
      assert.equal((await client.getOCO({ orderListId: list.orderListId })).listOrderStatus, 'EXECUTING');
      assert.equal((await client.cancelOCO({ symbol, orderListId: list.orderListId })).listOrderStatus, 'ALL_DONE');
    });
  }

  for (const isIsolated of ['FALSE', 'TRUE']) {
    test(`trades on margin, isIsolated ${isIsolated}`, async () => {
      const where = { symbol, isIsolated };
      const placed = await client.marginAccountNewOrder({ ...bid, isIsolated });
      assert.equal((await client.queryMarginAccountOrder({ ...where, orderId: placed.orderId })).status, 'NEW');
      assert.equal((await client.queryMarginAccountOpenOrders(where)).length, 1);
      await client.marginAccountCancelOrder({ ...where, orderId: placed.orderId });
      await client.marginAccountNewOrder({ ...where, side: 'BUY', type: 'MARKET', quantity: 0.2 });
      assert.ok((await client.queryMarginAccountTradeList(where)).length > 0);
      const list = await client.marginAccountNewOCO({ ...oldOco, isIsolated });
      assert.equal((await client.queryMarginAccountOCO({ ...where, orderListId: list.orderListId })).contingencyType, 'OCO');
      await client.marginAccountCancelOCO({ ...where, orderListId: list.orderListId });
      await client.submitMarginOTOOrder({ ...working, isIsolated, pendingType: 'MARKET', pendingQuantity: 0.1 });
      await client.submitMarginOTOCOOrder({ ...working, ...pendingPair, isIsolated, pendingQuantity: 0.1 });
      assert.equal((await client.marginAccountCancelOpenOrders(where)).length, 2);
    });

    test(`borrows and repays on margin, isIsolated ${isIsolated}`, async () => {
      const loan = { asset: 'USDT', isIsolated, ...(isIsolated === 'TRUE' ? { symbol } : {}) };
      const refused = Object; // this client throws plain objects
      assert.ok((await repeatUntil(() => client.submitMarginAccountBorrowRepay({ ...loan, amount: '100', type: 'BORROW' }), refused)).tranId > 0);
      assert.ok((await repeatUntil(() => client.submitMarginAccountBorrowRepay({ ...loan, amount: '50', type: 'REPAY' }), refused)).tranId > 0);
      const place = isIsolated === 'TRUE' ? { isolatedSymbol: symbol } : {};
      assert.ok((await client.getMarginAccountBorrowRepayRecords({ type: 'BORROW', asset: 'USDT', ...place })).rows.length > 0);
      assert.ok((await client.getMarginInterestHistory({ asset: 'USDT', ...place })).rows.length > 0);
      assert.ok(Number((await client.queryMaxBorrow({ asset: 'USDT', ...place })).amount) > 0);
    });
  }

  for (const kind of ['ed25519', 'rsa']) {
    test(`signs with ${kind}`, async () => {
      const own = open(kind);
      const placed = await own.submitNewOrder(bid);
      assert.equal((await own.cancelOrder({ symbol, orderId: placed.orderId })).status, 'CANCELED');
    });
  }
});

for (const kind of ['hmac', 'ed25519', 'rsa']) {
  test(`binance over the WebSocket API with ${kind}`, async () => {
    const { key, secret } = keysOf('binance')[kind];
    const options = { api_key: key, api_secret: secret, wsUrl: sockets, attachEventListeners: false, muteLatencyWarning: true };
    const api = new WebsocketAPIClient(options, silent);
    const events = new Inbox();
    api.getWSClient().on('message', message => events.add(message.event ?? message));
    try {
      await api.subscribeUserDataStream(WS_KEY_MAP.mainWSAPI);
      const placed = (await api.submitNewSpotOrder({ ...bid, timestamp: Date.now() })).result;
      await events.first('NEW', event => event.e === 'executionReport' && event.i === placed.orderId && event.x === 'NEW');
      assert.equal((await api.cancelSpotOrder({ symbol, orderId: placed.orderId, timestamp: Date.now() })).result.status, 'CANCELED');
      await events.first('CANCELED', event => event.e === 'executionReport' && event.i === placed.orderId && event.x === 'CANCELED');
      await events.first('balances', event => event.e === 'outboundAccountPosition');
    } finally {
      api.getWSClient().closeAll(true);
    }
  });
}

test('binance receives market streams', async () => {
  const client = new WebsocketClient({ wsUrl: sockets }, silent);
  const events = new Inbox();
  client.on('message', message => events.add(message.e ?? (message.a && message.b ? 'bookTicker' : '')));
  const names = ['trade', 'aggTrade', 'bookTicker', 'kline_1m', 'depth', 'miniTicker'].map(name => `${symbol.toLowerCase()}@${name}`);
  try {
    await client.subscribe(names, WS_KEY_MAP.main);
    const kinds = ['trade', 'aggTrade', 'bookTicker', 'kline', 'depthUpdate', '24hrMiniTicker'];
    const all = Promise.all(kinds.map(kind => events.first(kind, seen => seen === kind)));
    let isDone = false;
    const done = all.finally(() => { isDone = true; });
    for (let turn = 0; !isDone; turn++) {
      await trade(symbol, 3000 + turn % 2);
      await Promise.race([done, new Promise(resolve => setTimeout(resolve, 200))]);
    }
    await done;
  } finally {
    client.closeAll(true);
  }
});
