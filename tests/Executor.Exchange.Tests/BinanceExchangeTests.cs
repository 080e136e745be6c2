using Executor.Core.Exchange;
using Executor.Exchange.Tests.Scripted;

namespace Executor.Exchange.Tests;

/// <summary>Commands from end to end against scripted answers.</summary>
public sealed class BinanceExchangeTests
{
    [Theory]
    [InlineData(TradingAccount.Spot, "POST /api/v3/orderList/oco")]
    [InlineData(TradingAccount.CrossMargin, "POST /sapi/v1/margin/order/oco")]
    [InlineData(TradingAccount.IsolatedMargin, "POST /sapi/v1/margin/order/oco")]
    public async Task Oco_ShowsItsLegsAboveThenBelow(TradingAccount account, string route)
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On(route, Sample.OcoAnswer);

        var reply = await bench.SendAsync(new ExchangeCommand.PlaceOco(Sample.Symbol, Sample.Oco) { Account = account });

        Assert.Equal([(4302, 88), (4301, 88)], Assert.IsType<ExchangeReply.Accepted>(reply).Orders.Select(order => (order.OrderId, order.OrderListId!.Value)));
    }

    [Fact]
    public async Task ListAnswerThatLacksALeg_IsUnknown()
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On("POST /api/v3/orderList/oco", Sample.List(Sample.Row(4301, "EX_SL1_a1_0e7", "STOP_LOSS_LIMIT")));

        Assert.IsType<ExchangeReply.Unknown>(await bench.SendAsync(new ExchangeCommand.PlaceOco(Sample.Symbol, Sample.Oco)));
    }

    [Fact]
    public async Task Opoco_ShowsTheEntryFirst_AndItsExitsWaiting()
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On("POST /api/v3/orderList/opoco", Sample.List(
            """{"symbol":"BTCUSDT","orderId":4302,"clientOrderId":"EX_TP1_a1_0e7","status":"PENDING_NEW","type":"LIMIT_MAKER","side":"SELL","price":"64000","workingTime":-1},"""
            + """{"symbol":"BTCUSDT","orderId":4301,"clientOrderId":"EX_SL1_a1_0e7","status":"PENDING_NEW","type":"STOP_LOSS_LIMIT","side":"SELL","price":"59900","stopPrice":"60000","workingTime":-1},"""
            + Sample.Filled(Sample.Entry, 4300)));

        var reply = await bench.SendAsync(new ExchangeCommand.PlaceOto(Sample.Symbol, new NewOto("L1", Sample.Entry, [Sample.Target, Sample.Stop], true)));

        var orders = Assert.IsType<ExchangeReply.Accepted>(reply).Orders;
        Assert.Equal([4300L, 4302L, 4301L], orders.Select(order => order.OrderId));
        Assert.Equal([2, 0, 0], orders.Select(order => order.Fills.Length));
        Assert.Equal([false, false], orders.Skip(1).Select(order => order.IsWorking));
    }

    [Fact]
    public async Task CancelOfALeg_ShowsTheWholeListUnderItsOldNames()
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On("DELETE /api/v3/order", Sample.List(
            Sample.Row(4301, "cx1", "STOP_LOSS_LIMIT", "CANCELED", original: "EX_SL1_a1_0e7") + "," + Sample.Row(4302, "cx1", "LIMIT_MAKER", "CANCELED", original: "EX_TP1_a1_0e7")));

        var reply = await bench.SendAsync(new ExchangeCommand.Cancel(Sample.Symbol, new OrderReference("EX_SL1_a1_0e7", 4301)));

        Assert.Equal(["EX_SL1_a1_0e7", "EX_TP1_a1_0e7"], Assert.IsType<ExchangeReply.Accepted>(reply).Orders.Select(order => order.ClientOrderId));
    }

    [Fact]
    public async Task CancelOfWhatIsGone_IsRejected()
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On("DELETE /sapi/v1/margin/order", "{\"code\":-2011,\"msg\":\"Unknown order sent.\"}", 400);

        var reply = await bench.SendAsync(new ExchangeCommand.Cancel(Sample.Symbol, new OrderReference("EX_SL1_a1_0e7", 4301)) { Account = TradingAccount.CrossMargin });

        Assert.Equal(new ExchangeReply.Rejected(-2011, "Unknown order sent."), reply);
    }

    [Theory]
    [InlineData(true, new[] { 4301L, 4302L })]
    [InlineData(false, new[] { 4301L })]
    public async Task AmendedLeg_IsShownWithItsSibling_WhenThatCanBeRead(bool isReadable, long[] shown)
    {
        await using var bench = await AdapterBench.StartAsync(options => options.ReadRetries = 0);
        bench.Server.On("PUT /api/v3/order/amend/keepPriority", """
            {"transactTime":1764000007000,"executionId":5,"amendedOrder":{"symbol":"BTCUSDT","orderId":4301,"orderListId":88,"origClientOrderId":"EX_SL1_a1_0e7",
             "clientOrderId":"EX_SL1_a1_0e7","price":"59900","qty":"0.01","executedQty":"0","preventedQty":"0","quoteOrderQty":"0","cumulativeQuoteQty":"0","status":"NEW",
             "timeInForce":"GTC","type":"STOP_LOSS_LIMIT","side":"SELL","workingTime":-1},
             "listStatus":{"orderListId":88,"contingencyType":"OCO","orders":[{"symbol":"BTCUSDT","orderId":4301,"clientOrderId":"EX_SL1_a1_0e7"},
              {"symbol":"BTCUSDT","orderId":4302,"clientOrderId":"EX_TP1_a1_0e7"}]}}
            """).On("GET /api/v3/order", isReadable ? Sample.Row(4302, "EX_TP1_a1_0e7", "LIMIT_MAKER", listId: 88) : "<html/>", isReadable ? 200 : 502);

        var reply = await bench.SendAsync(new ExchangeCommand.Amend(Sample.Symbol, new OrderReference("EX_SL1_a1_0e7", 4301), 0.01m));

        var orders = Assert.IsType<ExchangeReply.Accepted>(reply).Orders;
        Assert.Equal(shown, orders.Select(order => order.OrderId));
        Assert.Equal((0.01m, "EX_SL1_a1_0e7", 1764000007000L), (orders[0].Quantity, orders[0].ClientOrderId, orders[0].UpdatedAt.ToUnixTimeMilliseconds()));
    }

    [Fact]
    public async Task Loan_TouchesNoOrder_AndWithoutAnIdIsUnknown()
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On("POST /sapi/v1/margin/borrow-repay", "{\"tranId\":100000123}").On("POST /sapi/v1/margin/borrow-repay", "{}")
            .On("POST /sapi/v1/margin/borrow-repay", "{\"code\":-3007,\"msg\":\"You have pending transaction, please try again later.\"}", 400);
        var borrow = new ExchangeCommand.Borrow(Sample.Symbol, "USDT", 1m) { Account = TradingAccount.IsolatedMargin };

        Assert.Empty(Assert.IsType<ExchangeReply.Accepted>(await bench.SendAsync(borrow)).Orders);
        Assert.IsType<ExchangeReply.Unknown>(await bench.SendAsync(borrow));
        Assert.Equal(ErrorCodes.LoanPending, Assert.IsType<ExchangeReply.Rejected>(await bench.SendAsync(borrow)).Code);
    }

    [Fact]
    public async Task ReplaceOnMargin_IsRefusedWithoutARequest()
    {
        await using var bench = await AdapterBench.StartAsync();

        var reply = await bench.SendAsync(new ExchangeCommand.Replace(Sample.Symbol, new OrderReference("a", 1), Sample.Stop) { Account = TradingAccount.CrossMargin });

        Assert.Equal(-2010, Assert.IsType<ExchangeReply.Rejected>(reply).Code);
        Assert.Empty(bench.Server.All);
    }
}
