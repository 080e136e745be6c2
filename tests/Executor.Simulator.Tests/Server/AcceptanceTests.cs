using System.Text.Json;
using Executor.Simulator.Engine;
using Executor.Simulator.Server;
using Executor.Simulator.Server.Scenarios;
using System.Collections.Immutable;

namespace Executor.Simulator.Tests.Server;

/// <summary>The twelve acceptance scenarios of the protocol, over HTTP. Last price 61250, fee 0.1 % of what is received.</summary>
public sealed class AcceptanceTests
{
    private const string Order = "/api/v3/order";
    private const string Insufficient = "400 -2010 Account has insufficient balance for requested action.";

    [Fact]
    public async Task Scenario1_StopLocksTheHolding_AndAnOcoLocksItOnce()
    {
        await using var server = await TestServer.StartAsync(WithBitcoin(1m));
        var client = server.Client();

        var stop = await client.PostAsync(Order, "symbol=BTCUSDT&side=SELL&type=STOP_LOSS_LIMIT&timeInForce=GTC&quantity=1&price=59900&stopPrice=60000&newOrderRespType=RESULT");
        Assert.Equal((200, "NEW"), (stop.Status, stop["status"]));
        Assert.Equal(("0.00000000", "1.00000000"), (await client.GetAsync("/api/v3/account")).Balance("BTC"));
        Assert.Equal(Insufficient, (await client.PostAsync(Order, "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.5&price=64000")).Refusal);

        Assert.Equal(200, (await client.DeleteAsync(Order, $"symbol=BTCUSDT&orderId={stop["orderId"]}")).Status);
        Assert.Equal(("1.00000000", "0.00000000"), (await client.GetAsync("/api/v3/account")).Balance("BTC"));

        var oco = await client.PostAsync("/api/v3/orderList/oco",
            "symbol=BTCUSDT&side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=64000&belowType=STOP_LOSS_LIMIT&belowPrice=59900&belowStopPrice=60000&belowTimeInForce=GTC");
        Assert.Equal(200, oco.Status);
        Assert.Equal("3", oco.Headers["X-MBX-ORDER-COUNT-10S"]);
        Assert.Equal(("0.00000000", "1.00000000"), (await client.GetAsync("/api/v3/account")).Balance("BTC"));
        Assert.Equal(2, (await client.GetAsync("/api/v3/openOrders", "symbol=BTCUSDT")).Json.GetArrayLength());
    }

    [Fact]
    public async Task Scenario2_FeeInBaseMakesTheHoldingSmallerThanTheOrder()
    {
        await using var server = await TestServer.StartAsync(WithBitcoin(0m));
        var client = server.Client();

        var buy = await client.PostAsync(Order, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.02&price=61300");
        Assert.Equal(("FILLED", "0.02000000"), (buy["status"], buy["executedQty"]));
        Assert.Equal("0.00002000", buy.Json.GetProperty("fills")[0].GetProperty("commission").GetString());
        Assert.Equal(("0.01998000", "0.00000000"), (await client.GetAsync("/api/v3/account")).Balance("BTC"));

        Assert.Equal(Insufficient, (await client.PostAsync(Order, "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.02&price=64000")).Refusal);
        Assert.Equal(200, (await client.PostAsync(Order, "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.01998&price=64000")).Status);
    }

    [Theory]
    [InlineData("otoco", "&pendingQuantity=0.02", "EXPIRED", "0.02000000")]
    [InlineData("opoco", "", "NEW", "0.01998000")]
    public async Task Scenario3_PendingLegsExpireWhenTheFeeLeavesTooLittle_UnlessTheEntryPaysThem(string kind, string quantity, string status, string shown)
    {
        await using var server = await TestServer.StartAsync(WithBitcoin(0m));
        var client = server.Client();

        var list = await client.PostAsync($"/api/v3/orderList/{kind}",
            "symbol=BTCUSDT&workingType=LIMIT&workingSide=BUY&workingPrice=61300&workingQuantity=0.02&workingTimeInForce=GTC&pendingSide=SELL" + quantity
            + "&pendingAboveType=LIMIT_MAKER&pendingAbovePrice=64000&pendingBelowType=STOP_LOSS_LIMIT&pendingBelowStopPrice=60000&pendingBelowPrice=59900&pendingBelowTimeInForce=GTC");

        Assert.Equal("OTO", list["contingencyType"]);
        Assert.Equal(["FILLED", "PENDING_NEW", "PENDING_NEW"], list.Json.GetProperty("orderReports").EnumerateArray().Select(row => row.GetProperty("status").GetString()!));
        foreach (var leg in list.Json.GetProperty("orders").EnumerateArray().Skip(1))
        {
            var order = await client.GetAsync(Order, $"symbol=BTCUSDT&orderId={leg.GetProperty("orderId")}");
            Assert.Equal((status, shown), (order["status"], order["origQty"]));
            if (status == "EXPIRED")
                Assert.Equal("REJECTED", order["expiryReason"]);
        }
    }

    [Fact]
    public async Task Scenario4_StopOnTheWrongSideAndOcoOnTheWrongSideAreRefused()
    {
        await using var server = await TestServer.StartAsync(WithBitcoin(1m));
        var client = server.Client();

        var stop = await client.PostAsync(Order, "symbol=BTCUSDT&side=SELL&type=STOP_LOSS_LIMIT&timeInForce=GTC&quantity=0.5&price=61200&stopPrice=61300");
        var oco = await client.PostAsync("/api/v3/orderList/oco",
            "symbol=BTCUSDT&side=SELL&quantity=0.5&aboveType=LIMIT_MAKER&abovePrice=61000&belowType=STOP_LOSS&belowStopPrice=60000");

        Assert.Equal("400 -2010 Order would trigger immediately.", stop.Refusal);
        Assert.Equal("400 -2010 The relationship of the prices for the orders is not correct.", oco.Refusal);
    }

    [Theory]
    [InlineData(true, "400 -1013 Filter failure: MAX_NUM_ALGO_ORDERS")]
    [InlineData(false, "400 -2022 Order cancel-replace failed.")]
    public async Task Scenario5_AtTheCapOfStopsACancelReplaceFailsAsAWhole(bool reportsFilter, string refusal)
    {
        await using var server = await TestServer.StartAsync(scenario =>
            WithBitcoin(1m)(scenario) with { Switches = new SwitchScenario { ReplaceReportsFilter = reportsFilter } });
        var client = server.Client();
        const string stop = "symbol=BTCUSDT&side=SELL&type=STOP_LOSS&quantity=0.1&stopPrice=60000";
        var id = "";
        for (var count = 0; count < 5; count++)
            id = (await client.PostAsync(Order, stop))["orderId"];

        Assert.Equal("400 -1013 Filter failure: MAX_NUM_ALGO_ORDERS", (await client.PostAsync(Order, stop)).Refusal);
        var replace = await client.PostAsync("/api/v3/order/cancelReplace", $"{stop}&cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId={id}");
        Assert.Equal(refusal, replace.Refusal);
        Assert.Equal("NEW", (await client.GetAsync(Order, $"symbol=BTCUSDT&orderId={id}"))["status"]);
    }

    [Fact]
    public async Task Scenario6_AnIdWhoseOrderFilledIsTakenAgain()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();
        const string order = "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&newClientOrderId=same";

        var first = await client.PostAsync(Order, order);
        var second = await client.PostAsync(Order, order);

        Assert.Equal(("FILLED", "FILLED"), (first["status"], second["status"]));
        Assert.NotEqual(first["orderId"], second["orderId"]);
    }

    [Fact]
    public async Task Scenario7_ACancelRenamesTheOrderAndFreesItsId()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();
        var events = Listen(server.Venue);
        const string order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000&newClientOrderId=X";
        var placed = await client.PostAsync(Order, order);

        var cancelled = await client.DeleteAsync(Order, "symbol=BTCUSDT&origClientOrderId=X&newClientOrderId=Y");

        Assert.Equal((placed["orderId"], "X", "Y", "CANCELED"), (cancelled["orderId"], cancelled["origClientOrderId"], cancelled["clientOrderId"], cancelled["status"]));
        var change = Assert.Single(events, change => change.Kind == ExecutionKind.Canceled);
        Assert.Equal(("X", "Y"), (change.PreviousName, change.Order.CancelId));
        Assert.Equal(200, (await client.PostAsync(Order, order)).Status);
    }

    [Fact]
    public async Task Scenario8_APartialTargetTakesTheStopAway()
    {
        await using var server = await TestServer.StartAsync(WithBitcoin(1m));
        var client = server.Client();
        var oco = await client.PostAsync("/api/v3/orderList/oco",
            "symbol=BTCUSDT&side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=64000&aboveClientOrderId=tp&belowType=STOP_LOSS&belowStopPrice=60000&belowClientOrderId=sl");
        server.Venue.Liquidity.Current = new FixedLiquidity(0.3m);

        server.Venue.Trade("BTCUSDT", 64_000.01m, 1m, isBuyerMaker: false);

        var stop = await client.GetAsync(Order, "symbol=BTCUSDT&origClientOrderId=sl");
        var target = await client.GetAsync(Order, "symbol=BTCUSDT&origClientOrderId=tp");
        Assert.Equal(("EXPIRED", "OCO_TRIGGER"), (stop["status"], stop["expiryReason"]));
        Assert.Equal(("PARTIALLY_FILLED", "0.30000000"), (target["status"], target["executedQty"]));
        Assert.Equal("EXECUTING", (await client.GetAsync("/api/v3/orderList", $"orderListId={oco["orderListId"]}"))["listOrderStatus"]);
    }

    [Theory]
    [InlineData(1_001, "400 -1021 Timestamp for this request was 1000ms ahead of the server's time.")]
    [InlineData(1_000, "400 -1021 Timestamp for this request was 1000ms ahead of the server's time.")]
    [InlineData(-5_001, "400 -1021 Timestamp for this request is outside of the recvWindow.")]
    public async Task Scenario9_UntimelyRequestsAreRefused(int offset, string refusal)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.Client().SignedAsync(HttpMethod.Get, "/api/v3/account", "", TestServer.Noon.ToUnixTimeMilliseconds() + offset);

        Assert.Equal(refusal, answer.Refusal);
    }

    [Theory]
    [InlineData(-5_000)]
    [InlineData(999)]
    public async Task Scenario9_RequestsAtTheEdgeAreTaken(int offset)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.Client().SignedAsync(HttpMethod.Get, "/api/v3/account", "", TestServer.Noon.ToUnixTimeMilliseconds() + offset);

        Assert.Equal(200, answer.Status);
    }

    [Fact]
    public async Task Scenario10_AMarketOrderLargerThanTheBookExpiresPartlyFilled()
    {
        await using var server = await TestServer.StartAsync();
        server.Venue.Liquidity.Current = new FixedLiquidity(0.4m);
        var events = new List<VenueEvent>();
        using var subscription = server.Venue.Events.Subscribe(events.Add);

        var order = await server.Client().PostAsync(Order, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1");

        Assert.Equal((200, "EXPIRED", "0.40000000", "INSUFFICIENT_LIQUIDITY"), (order.Status, order["status"], order["executedQty"], order["expiryReason"]));
        Assert.Equal(
            [ExecutionKind.New, ExecutionKind.Trade, ExecutionKind.Expired],
            events.OfType<VenueEvent.OrdersChanged>().Select(change => ((EngineEvent.OrderChanged)change.Change).Kind));
        Assert.IsType<VenueEvent.BalancesChanged>(events[^1]);
        Assert.Single(events.OfType<VenueEvent.BalancesChanged>());
    }

    [Fact]
    public async Task Scenario11_AnIsolatedOrderIsFoundOnItsOwnAccountOnly()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();
        var order = await client.PostAsync("/sapi/v1/margin/order", "symbol=BTCUSDT&isIsolated=TRUE&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000");

        var onCross = await client.GetAsync("/sapi/v1/margin/order", $"symbol=BTCUSDT&orderId={order["orderId"]}");
        var onIsolated = await client.GetAsync("/sapi/v1/margin/order", $"symbol=BTCUSDT&isIsolated=TRUE&orderId={order["orderId"]}");

        Assert.Equal("400 -2013 Order does not exist.", onCross.Refusal);
        Assert.Equal(("NEW", JsonValueKind.True), (onIsolated["status"], onIsolated.Json.GetProperty("isIsolated").ValueKind));
    }

    [Fact]
    public async Task Scenario12_TwoLoansAtOnceAreOneTooMany()
    {
        await using var server = await TestServer.StartAsync();
        var client = server.Client();
        const string loan = "asset=USDT&isIsolated=FALSE&amount=100&type=BORROW";

        var first = await client.PostAsync("/sapi/v1/margin/borrow-repay", loan);
        server.Time.Advance(TimeSpan.FromMilliseconds(10));
        var second = await client.PostAsync("/sapi/v1/margin/borrow-repay", loan);

        Assert.Equal(JsonValueKind.Number, first.Json.GetProperty("tranId").ValueKind);
        Assert.Equal("400 -3007 You have pending transaction, please try again later.", second.Refusal);
    }

    private static Func<Scenario, Scenario> WithBitcoin(decimal amount) => scenario => scenario with
    {
        Customers = scenario.Customers.SetItem(0, scenario.Customers[0] with
        {
            Spot = ImmutableDictionary<string, decimal>.Empty.Add("USDT", 100_000m).AddRange(amount == 0m ? [] : [KeyValuePair.Create("BTC", amount)]),
        }),
    };

    private static List<EngineEvent.OrderChanged> Listen(Venue venue)
    {
        var events = new List<EngineEvent.OrderChanged>();
        venue.Events.Subscribe(happened =>
        {
            if (happened is VenueEvent.OrdersChanged { Change: EngineEvent.OrderChanged change })
                events.Add(change);
        });
        return events;
    }
}
