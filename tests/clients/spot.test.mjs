// @binance/spot, the exchange's own connector, against the simulator: only addresses are changed, it signs for itself.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { Spot } from '@binance/spot';
import { Inbox, keysOf, rest, sockets, sweep, trade } from './venue.mjs';

const symbol = 'SOLUSDT';
const bid = { symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: 1, price: 100 };
const working = { symbol, workingType: 'LIMIT', workingSide: 'BUY', workingPrice: 100, workingQuantity: 1, workingTimeInForce: 'GTC', pendingSide: 'SELL' };
const pendingPair = { pendingAboveType: 'LIMIT_MAKER', pendingAbovePrice: 170, pendingBelowType: 'STOP_LOSS', pendingBelowStopPrice: 90 };

const lists = {
  oco: [{ symbol, side: 'SELL', quantity: 1, aboveType: 'LIMIT_MAKER', abovePrice: 170, belowType: 'STOP_LOSS', belowStopPrice: 130 }, 'OCO', 2],
  oto: [{ ...working, pendingType: 'MARKET', pendingQuantity: 1 }, 'OTO', 2],
  otoco: [{ ...working, ...pendingPair, pendingQuantity: 1 }, 'OTO', 3],
  opo: [{ ...working, pendingType: 'LIMIT_MAKER', pendingPrice: 170 }, 'OTO', 2],
  opoco: [{ ...working, ...pendingPair }, 'OTO', 3],
};
const titled = name => name[0].toUpperCase() + name.slice(1);

function open(kind) {
  const { key, secret } = keysOf('spot')[kind];
  const account = kind === 'hmac' ? { apiKey: key, apiSecret: secret } : { apiKey: key, privateKey: secret };
  return new Spot({
    configurationRestAPI: { ...account, basePath: rest },
    configurationWebsocketAPI: { ...account, wsURL: `${sockets}/ws-api/v3` },
    configurationWebsocketStreams: { wsURL: sockets },
  });
}

const data = async reply => (await reply).data();
const result = async reply => { const answer = await reply; return typeof answer.data === 'function' ? answer.data() : answer.data; };

describe('@binance/spot over HTTP', () => {
  const api = open('hmac').restAPI;
  before(() => sweep(symbol, 150));

  test('reads what is traded, in every form of the question', async () => {
    await api.ping();
    assert.ok(Number((await data(api.time())).serverTime) > 0);
    const [market] = (await data(api.exchangeInfo({ symbol }))).symbols;
    assert.equal(market.symbol, symbol);
    assert.equal((await data(api.exchangeInfo({ symbols: [symbol, 'BTCUSDT'] }))).symbols.length, 2);
    assert.ok((await data(api.exchangeInfo({ permissions: ['MARGIN'], showPermissionSets: false }))).symbols.length > 1);
    assert.ok((await data(api.exchangeInfo({ symbolStatus: 'TRADING' }))).symbols.length > 1);
    assert.equal((await data(api.executionRules({ symbol }))).symbolRules[0].symbol, symbol);
  });

  test('reads prices, books, trades and candles', async () => {
    await trade(symbol, 150);
    assert.equal((await data(api.tickerPrice({ symbol }))).price, '150.00000000');
    assert.ok(Number((await data(api.tickerBookTicker({ symbol }))).askPrice) > 150);
    for (const read of ['ticker', 'ticker24hr', 'tickerTradingDay']) {
      assert.equal((await data(api[read]({ symbol }))).lastPrice, '150.00000000', read);
      assert.equal((await data(api[read]({ symbols: [symbol, 'BTCUSDT'] }))).length, 2, read);
    }
    assert.equal((await data(api.ticker({ symbol, windowSize: '4h', type: 'MINI' }))).priceChange, undefined);
    assert.equal((await data(api.depth({ symbol, limit: 5 }))).bids.length, 5);
    assert.equal((await data(api.getTrades({ symbol }))).at(-1).price, '150.00000000');
    assert.equal((await data(api.historicalTrades({ symbol }))).at(-1).price, '150.00000000');
    assert.equal((await data(api.aggTrades({ symbol }))).at(-1).p, '150.00000000');
    assert.equal((await data(api.klines({ symbol, interval: '1m' }))).at(-1)[4], '150.00000000');
    assert.equal((await data(api.uiKlines({ symbol, interval: '1d', timeZone: '+8:00' }))).length, 1);
    assert.equal((await data(api.avgPrice({ symbol }))).mins, 5);
  });

  test('reads the account', async () => {
    assert.ok((await data(api.getAccount({ omitZeroBalances: true, recvWindow: 5000.5 }))).balances.some(row => row.asset === 'USDT'));
    assert.ok((await data(api.accountCommission({ symbol }))).standardCommission);
    assert.equal((await data(api.rateLimitOrder())).length, 2);
    assert.ok(await data(api.myFilters({ symbol })));
    assert.deepEqual(await data(api.myAllocations({ symbol })), []);
  });

  for (const [name, order] of [
    ['LIMIT', bid],
    ['LIMIT_MAKER', { symbol, side: 'SELL', type: 'LIMIT_MAKER', quantity: 1, price: 170 }],
    ['STOP_LOSS', { symbol, side: 'SELL', type: 'STOP_LOSS', quantity: 1, stopPrice: 130 }],
    ['STOP_LOSS_LIMIT', { symbol, side: 'SELL', type: 'STOP_LOSS_LIMIT', timeInForce: 'GTC', quantity: 1, price: 129, stopPrice: 130 }],
    ['TAKE_PROFIT', { symbol, side: 'SELL', type: 'TAKE_PROFIT', quantity: 1, stopPrice: 170 }],
    ['TAKE_PROFIT_LIMIT', { symbol, side: 'SELL', type: 'TAKE_PROFIT_LIMIT', timeInForce: 'GTC', quantity: 1, price: 170, stopPrice: 169 }],
    ['trailing STOP_LOSS', { symbol, side: 'SELL', type: 'STOP_LOSS', quantity: 1, trailingDelta: 100 }],
  ]) {
    test(`places, reads and cancels: ${name}`, async () => {
      const placed = await data(api.newOrder({ ...order, strategyId: 5, strategyType: 1_000_001, newOrderRespType: 'RESULT', selfTradePreventionMode: 'EXPIRE_TAKER' }));
      assert.equal(placed.status, 'NEW');
      assert.equal((await data(api.getOrder({ symbol, orderId: placed.orderId }))).clientOrderId, placed.clientOrderId);
      assert.equal((await data(api.deleteOrder({ symbol, orderId: placed.orderId }))).status, 'CANCELED');
    });
  }

  for (const [kind, [order, contingencyType, legs]] of Object.entries(lists)) {
    test(`places, reads and cancels: ${kind.toUpperCase()}`, async () => {
      const list = await data(api[`orderList${titled(kind)}`](order));
      assert.equal(list.contingencyType, contingencyType);
      assert.equal(list.orderReports.length, legs);
      assert.equal((await data(api.getOrderList({ orderListId: list.orderListId }))).listOrderStatus, 'EXECUTING');
      assert.ok((await data(api.openOrderList())).some(row => row.orderListId === list.orderListId));
      assert.equal((await data(api.deleteOrderList({ symbol, orderListId: list.orderListId }))).listOrderStatus, 'ALL_DONE');
      assert.ok((await data(api.allOrderList())).some(row => row.orderListId === list.orderListId));
    });
  }

  test('tests, amends and replaces an order, and cancels all', async () => {
    assert.ok((await data(api.orderTest({ ...bid, computeCommissionRates: true }))).standardCommissionForOrder);
    const placed = await data(api.newOrder(bid));
    const amended = await data(api.orderAmendKeepPriority({ symbol, orderId: placed.orderId, newQty: 0.5 }));
    assert.equal(amended.amendedOrder.qty, '0.50000000');
    const [amendment] = await data(api.orderAmendments({ symbol, orderId: placed.orderId }));
    assert.deepEqual([amendment.origQty, amendment.newQty], ['1.00000000', '0.50000000']);
    const replaced = await data(api.orderCancelReplace({ ...bid, price: 101, cancelReplaceMode: 'STOP_ON_FAILURE', cancelOrderId: placed.orderId }));
    assert.equal(replaced.newOrderResult, 'SUCCESS');
    assert.equal((await data(api.getOpenOrders({ symbol }))).length, 1);
    assert.equal((await data(api.deleteOpenOrders({ symbol })))[0].orderId, replaced.newOrderResponse.orderId);
    assert.ok((await data(api.allOrders({ symbol }))).some(row => row.orderId === placed.orderId));
  });

  test('executes at market and reads the trades', async () => {
    const bought = await data(api.newOrder({ symbol, side: 'BUY', type: 'MARKET', quoteOrderQty: 100 }));
    assert.equal(bought.status, 'FILLED');
    assert.ok(bought.fills.length > 0);
    assert.ok((await data(api.myTrades({ symbol, orderId: bought.orderId }))).length > 0);
  });

  for (const kind of ['ed25519', 'rsa']) {
    test(`signs with ${kind}`, async () => {
      const own = open(kind).restAPI;
      const placed = await data(own.newOrder({ ...bid, newClientOrderId: `signed-with_${kind}` }));
      assert.equal((await data(own.deleteOrder({ symbol, origClientOrderId: `signed-with_${kind}` }))).orderId, placed.orderId);
    });
  }
});

for (const kind of ['hmac', 'ed25519', 'rsa']) {
  test(`@binance/spot over the WebSocket API with ${kind}`, async () => {
    const api = await open(kind).websocketAPI.connect();
    try {
      if (kind === 'ed25519')
        await api.sessionLogon();
      const { stream } = await (kind === 'ed25519' ? api.userDataStreamSubscribe() : api.userDataStreamSubscribeSignature());
      const events = new Inbox();
      stream.on('message', event => events.add(event));
      assert.ok((await result(api.accountStatus())).balances.length > 0);
      assert.equal((await result(api.tickerPrice({ symbols: [symbol, 'BTCUSDT'] }))).length, 2);
      const placed = await result(api.orderPlace(bid));
      const news = await events.first('NEW', event => event.e === 'executionReport' && event.x === 'NEW' && event.c === placed.clientOrderId);
      assert.equal(news.s, symbol);
      await events.first('balances', event => event.e === 'outboundAccountPosition');
      assert.equal((await result(api.orderStatus({ symbol, orderId: placed.orderId }))).status, 'NEW');
      assert.equal((await result(api.orderAmendKeepPriority({ symbol, orderId: placed.orderId, newQty: 0.5 }))).amendedOrder.qty, '0.50000000');
      assert.equal((await result(api.orderCancel({ symbol, orderId: placed.orderId }))).status, 'CANCELED');
      await events.first('CANCELED', event => event.e === 'executionReport' && event.x === 'CANCELED' && event.i === placed.orderId);
      for (const [name, [order]] of Object.entries(lists)) {
        const list = await result(api[`orderListPlace${titled(name)}`](order));
        assert.equal((await result(api.orderListCancel({ symbol, orderListId: list.orderListId }))).listOrderStatus, 'ALL_DONE');
      }
      await events.first('listStatus', event => event.e === 'listStatus' && event.L === 'ALL_DONE');
      assert.ok((await result(api.allOrderLists())).length >= Object.keys(lists).length);
      await api.userDataStreamUnsubscribe();
    } finally {
      await api.disconnect();
    }
  });
}

test('@binance/spot receives market streams', async () => {
  const streams = await open('hmac').websocketStreams.connect();
  try {
    const names = {
      trade: { symbol }, aggTrade: { symbol }, bookTicker: { symbol }, miniTicker: { symbol }, ticker: { symbol }, avgPrice: { symbol },
      kline: { symbol, interval: '1m' }, klineOffset: { symbol, interval: '1d' }, partialBookDepth: { symbol, levels: '5' },
      diffBookDepth: { symbol }, rollingWindowTicker: { symbol, windowSize: '1h' }, allMiniTicker: {},
    };
    const inboxes = [];
    for (const [name, parameters] of Object.entries(names)) {
      const events = new Inbox();
      streams[name](parameters).on('message', event => events.add(event));
      inboxes.push([name, events]);
      await new Promise(resolve => setTimeout(resolve, 250)); // five messages a second may be sent
    }
    const all = Promise.all(inboxes.map(([name, events]) => events.first(name, () => true)));
    let isDone = false;
    const done = all.finally(() => { isDone = true; });
    for (let turn = 0; !isDone; turn++) {
      await trade(symbol, 150 + turn % 2 / 100);
      await Promise.race([done, new Promise(resolve => setTimeout(resolve, 200))]);
    }
    assert.equal((await done).length, Object.keys(names).length);
  } finally {
    await streams.disconnect();
  }
});
