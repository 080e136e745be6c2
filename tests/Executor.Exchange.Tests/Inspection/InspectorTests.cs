using System.Globalization;
using Executor.Core.Exchange;
using Executor.Exchange.Inspection;
using Executor.Exchange.Tests.Scripted;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Executor.Exchange.Tests.Inspection;

/// <summary>A look, read by read.</summary>
public sealed class InspectorTests
{
    private const string SpotAccount = """{"canTrade":true,"balances":[{"asset":"ETH","free":"1","locked":"0"},{"asset":"BTC","free":"0.00000000","locked":"0.01998000"}]}""";

    private static readonly DateTimeOffset Server = DateTimeOffset.FromUnixTimeMilliseconds(1764000001000);

    private static ExchangeCommand.Inspect Look(TradingAccount account, DateTimeOffset? trades = null, DateTimeOffset? loans = null, params OrderReference[] orders) =>
        new(Sample.Symbol, [.. orders], trades) { Account = account, LoansSince = loans };

    private static string Trade(long id, DateTimeOffset at, long orderId = 4217) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"symbol":"BTCUSDT","id":{{id}},"orderId":{{orderId}},"price":"61260.00","qty":"0.01","commission":"0.00001","commissionAsset":"BTC","time":{{at.ToUnixTimeMilliseconds()}},"isBuyer":true,"isMaker":true}""");

    private static long Number(HttpContext context, string name) => long.Parse(context.Request.Query[name]!, CultureInfo.InvariantCulture);

    [Fact]
    public async Task Spot_ReadsBalancesFirstAndExecutionsLast()
    {
        await using var bench = await AdapterBench.StartAsync(time: new FakeTimeProvider(Server));
        bench.Server.On("GET /api/v3/account", SpotAccount)
            .On("GET /api/v3/openOrders", $"[{Sample.Row(4301, "EX_SL1_a1_0e7", "STOP_LOSS_LIMIT", stopPrice: "60000", listId: 88)}]")
            .On("GET /api/v3/order", Sample.Row(4300, "cx91", "STOP_LOSS_LIMIT", "CANCELED", stopPrice: "59000"))
            .On("GET /api/v3/order", "{\"code\":-2013,\"msg\":\"Order does not exist.\"}", 400)
            .On("GET /api/v3/myTrades", $"[{Trade(9001, Server)}]");

        var reply = await bench.SendAsync(Look(
            TradingAccount.Spot,
            Server.AddHours(-1),
            null,
            new OrderReference("EX_SL1_a1_0e7", 4301),
            new OrderReference("EX_SL1_old", 4300),
            new OrderReference("EX_TP1_a1_0e7")));

        var view = Assert.IsType<ExchangeReply.Inspected>(reply).View;
        Assert.Equal(Server - TimeSpan.FromMilliseconds(50), view.At);
        Assert.Equal((new Balance("BTC", 0m, 0.01998m), new Balance("USDT", 0m, 0m)), (view.Base, view.Quote));
        Assert.Equal([(4301, "EX_SL1_a1_0e7"), (4300, "EX_SL1_old")], view.Orders.Select(order => (order.OrderId, order.ClientOrderId)));
        Assert.Equal(4301, Assert.Single(view.OpenOrders).OrderId);
        Assert.Equal(new Fill(9001, 4217, 61260m, 0.01m, 0.00001m, "BTC", Server, true), Assert.Single(view.Trades));
        Assert.Null(view.MarginLevel);
        Assert.Equal(
            ["exchangeInfo", "account", "openOrders", "order", "order", "myTrades"], bench.Server.Calls.Select(call => call.Path.Split('/')[^1]));
        Assert.Equal(["symbol=BTCUSDT&orderId=4300", "symbol=BTCUSDT&origClientOrderId=EX_TP1_a1_0e7"], bench.Server.To("GET /api/v3/order").Select(call => call.Own));
    }

    [Fact]
    public async Task LooksAtTheSameTime_ShareOneReadingOfTheAccountThatBeginsAfterAllOfThem()
    {
        await using var bench = await AdapterBench.StartAsync(time: new FakeTimeProvider(Server));
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        bench.Server.On("GET /api/v3/account", async context =>
        {
            begun.TrySetResult();
            await goOn.Task;
            await ScriptedServer.WriteAsync(context, 200, SpotAccount.Replace("0.01998000", "0.00500000", StringComparison.Ordinal));
        }).On("GET /api/v3/account", SpotAccount).On("GET /api/v3/openOrders", "[]");

        var first = bench.SendAsync(Look(TradingAccount.Spot));
        await begun.Task;
        var others = Enumerable.Range(0, 5).Select(_ => bench.SendAsync(Look(TradingAccount.Spot))).ToList();
        Assert.Single(bench.Server.To("GET /api/v3/account")); // nobody is given what was read before he asked, and nobody reads at once
        goOn.SetResult();

        Assert.Equal(0.005m, Assert.IsType<ExchangeReply.Inspected>(await first).View.Base.Locked);
        Assert.All(await Task.WhenAll(others), reply => Assert.Equal(0.01998m, Assert.IsType<ExchangeReply.Inspected>(reply).View.Base.Locked));
        Assert.Equal(2, bench.Server.To("GET /api/v3/account").Count);
    }

    [Fact]
    public async Task UrgentLook_HasRoomWhereRoutineOnesHaveNone()
    {
        await using var bench = await AdapterBench.StartAsync(options => options.Budget.QueryPatience = TimeSpan.Zero, time: new FakeTimeProvider(Server));
        bench.Server.On("GET /api/v3/account", SpotAccount, 200, ("X-MBX-USED-WEIGHT-1M", "4000")).On("GET /api/v3/openOrders", "[]");
        Assert.IsType<ExchangeReply.Unknown>(await bench.SendAsync(Look(TradingAccount.Spot))); // its first answer tells that others have used two thirds

        var routine = await bench.SendAsync(Look(TradingAccount.Spot));
        var urgent = await bench.SendAsync(Look(TradingAccount.Spot) with { IsUrgent = true });

        Assert.Contains("no room for Query requests", Assert.IsType<ExchangeReply.Unknown>(routine).Reason, StringComparison.Ordinal);
        Assert.IsType<ExchangeReply.Inspected>(urgent);
    }

    [Fact]
    public async Task UrgentLook_DoesNotShareTheReadingThatRoutineOnesWaitFor()
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On("GET /api/v3/account", SpotAccount, 200, ("X-MBX-USED-WEIGHT-1M", "4000")).On("GET /api/v3/openOrders", "[]");
        var first = await bench.SendAsync(Look(TradingAccount.Spot) with { IsUrgent = true });
        var routine = bench.SendAsync(Look(TradingAccount.Spot)); // waits for room until its patience ends

        var urgent = await bench.SendAsync(Look(TradingAccount.Spot) with { IsUrgent = true });

        Assert.False(routine.IsCompleted);
        Assert.All([first, urgent], reply => Assert.IsType<ExchangeReply.Inspected>(reply));
        Assert.IsType<ExchangeReply.Unknown>(await routine);
    }

    [Fact]
    public async Task ReadingThatHangs_HoldsUpTheNextForAMomentOnly()
    {
        var time = new FakeTimeProvider(Server);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (hangs, readings) = (new TaskCompletionSource<int>(), 0);
        var shared = new SharedRead<int>(
            () =>
            {
                var reading = ++readings;
                begun.TrySetResult();
                return reading == 1 ? hangs.Task : Task.FromResult(reading);
            },
            time);
        var first = shared.ReadAsync(AdapterBench.Token);
        await begun.Task;

        var next = shared.ReadAsync(AdapterBench.Token);
        time.Advance(SharedRead<int>.Patience);

        Assert.Equal(2, await next);
        Assert.False(first.IsCompleted);
        hangs.SetResult(1);
        Assert.Equal(1, await first);
    }

    [Fact]
    public async Task ReadingThatFails_FailsForThoseWhoShareItAndIsNotKept()
    {
        await using var bench = await AdapterBench.StartAsync(options => options.ReadRetries = 0, time: new FakeTimeProvider(Server));
        bench.Server.On("GET /api/v3/account", "{}", 500).On("GET /api/v3/account", SpotAccount).On("GET /api/v3/openOrders", "[]");

        Assert.IsType<ExchangeReply.Unknown>(await bench.SendAsync(Look(TradingAccount.Spot)));
        Assert.IsType<ExchangeReply.Inspected>(await bench.SendAsync(Look(TradingAccount.Spot)));
    }

    [Theory] // found by hostile input
    [InlineData("""{"balances":[{"asset":"BTC","free":"-1","locked":"0"}]}""", "[]")]
    [InlineData("""{"balances":[null]}""", "[]")]
    [InlineData(SpotAccount, "[null]")]
    [InlineData(SpotAccount, """[{"id":1,"orderId":1,"price":"0","qty":"1","commission":"0","commissionAsset":"BTC","time":1764000000000}]""")]
    public async Task LookWithImpossibleParts_IsUnknown(string account, string trades)
    {
        await using var bench = await AdapterBench.StartAsync(time: new FakeTimeProvider(Server));
        bench.Server.On("GET /api/v3/account", account).On("GET /api/v3/openOrders", "[]").On("GET /api/v3/myTrades", trades);

        Assert.IsType<ExchangeReply.Unknown>(await bench.SendAsync(Look(TradingAccount.Spot, Server.AddHours(-1))));
    }

    [Fact]
    public async Task LoanRecords_OfMoreThanAPage_AreAllRead()
    {
        await using var bench = await AdapterBench.StartAsync(time: new FakeTimeProvider(Server));
        CrossWithout(bench).On("GET /sapi/v1/margin/borrow-repay", context => ScriptedServer.WriteAsync(context, 200, context.Request.Query["type"] == "BORROW"
            ? Loans(from: (Number(context, "current") - 1) * 100, count: Number(context, "current") < 3 ? 100 : 7)
            : Loans(0, 0)));

        var view = Assert.IsType<ExchangeReply.Inspected>(await bench.SendAsync(Look(TradingAccount.CrossMargin, loans: Server.AddHours(-1)))).View;

        Assert.Equal(207, view.Loans.Length);
        Assert.Equal(["1", "2", "3", "1"], bench.Server.To("GET /sapi/v1/margin/borrow-repay").Select(call => call.Parameter("current")));
    }

    [Fact]
    public async Task LoanRecords_ThatComeAgainAndAgain_EndTheLook()
    {
        await using var bench = await AdapterBench.StartAsync(time: new FakeTimeProvider(Server));
        CrossWithout(bench).On("GET /sapi/v1/margin/borrow-repay", Loans(0, 100));

        var unknown = Assert.IsType<ExchangeReply.Unknown>(await bench.SendAsync(Look(TradingAccount.CrossMargin, loans: Server.AddHours(-1))));

        Assert.Contains("the same loan records came again", unknown.Reason, StringComparison.Ordinal);
    }

    private static ScriptedServer CrossWithout(AdapterBench bench) => bench.Server
        .On("GET /sapi/v1/margin/account", """{"marginLevel":"999","userAssets":[]}""").On("GET /sapi/v1/margin/openOrders", "[]");

    private static string Loans(long from, long count) => $$"""{"rows":[{{string.Join(',', Enumerable.Range(0, (int)count).Select(number => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"type\":\"MANUAL\",\"amount\":\"1\",\"asset\":\"USDT\",\"interest\":\"0\",\"principal\":\"1\",\"status\":\"CONFIRMED\",\"timestamp\":{Server.ToUnixTimeMilliseconds()},\"txId\":{from + number + 1}}}")))}}],"total":207}""";

    [Theory]
    [InlineData("GET /api/v3/account")]
    [InlineData("GET /api/v3/openOrders")]
    [InlineData("GET /api/v3/order")]
    [InlineData("GET /api/v3/myTrades")]
    public async Task AnyPartWithoutAnAnswer_MakesAllOfItUnknown(string broken)
    {
        foreach (var (status, body) in new[]
        {
            (502, "<html/>"), (200, "{\"balances\":"), (200, "7"), (429, "{\"code\":-1003,\"msg\":\"Too much\"}"), (401, "{\"code\":-2015,\"msg\":\"Invalid API-key\"}"),
            (400, "{\"code\":-1100,\"msg\":\"Illegal\"}"),
        })
        {
            await using var bench = await AdapterBench.StartAsync(options => options.ReadRetries = 0);
            bench.Server.On(broken, body, status)
                .On("GET /api/v3/account", SpotAccount).On("GET /api/v3/openOrders", "[]")
                .On("GET /api/v3/order", "{\"code\":-2013,\"msg\":\"Order does not exist.\"}", 400).On("GET /api/v3/myTrades", "[]");

            Assert.IsType<ExchangeReply.Unknown>(await bench.SendAsync(Look(TradingAccount.Spot, Server, null, new OrderReference("EX_TP1_a1_0e7"))));
        }
    }

    [Fact]
    public async Task UnexplainedOrder_KeepsTheNameThatTheExchangeShows()
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On("GET /api/v3/account", SpotAccount).On("GET /api/v3/openOrders", "[]").On("GET /api/v3/order", Sample.Row(77, "EX_TP2_a1_0e6", "LIMIT", "FILLED"));

        var reply = await bench.SendAsync(Look(TradingAccount.Spot, null, null, new OrderReference("", 77)));

        Assert.Equal("EX_TP2_a1_0e6", Assert.Single(Assert.IsType<ExchangeReply.Inspected>(reply).View.Orders).ClientOrderId);
    }

    [Fact]
    public async Task OldExecutions_AreFoundDayByDay_ThenFollowedById()
    {
        var first = Server.AddDays(-4);
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On("GET /api/v3/account", SpotAccount).On("GET /api/v3/openOrders", "[]").On("GET /api/v3/myTrades", context =>
        {
            if (context.Request.Query.ContainsKey("startTime"))
            {
                var (from, to) = (Number(context, "startTime"), Number(context, "endTime"));
                Assert.Equal(86_400_000, to - from);
                var holdsTheFirst = from <= first.ToUnixTimeMilliseconds() && first.ToUnixTimeMilliseconds() <= to;
                return ScriptedServer.WriteAsync(context, 200, holdsTheFirst ? $"[{Trade(100, first)}]" : "[]");
            }

            // 1000 more, then two: the page that is not full is the last.
            var fromId = Number(context, "fromId");
            var count = fromId == 101 ? 1000 : 2;
            return ScriptedServer.WriteAsync(context, 200, $"[{string.Join(',', Enumerable.Range(0, count).Select(i => Trade(fromId + i, first.AddMinutes(i + 1))))}]");
        });

        var reply = await bench.SendAsync(Look(TradingAccount.Spot, Server.AddDays(-6)));

        var trades = Assert.IsType<ExchangeReply.Inspected>(reply).View.Trades;
        Assert.Equal(Enumerable.Range(100, 1003).Select(id => (long)id), trades.Select(fill => fill.TradeId));
        Assert.Equal(
            ["startTime", "startTime", "fromId", "fromId"],
            bench.Server.To("GET /api/v3/myTrades").Select(call => call.Own.Split('&')[1].Split('=')[0]));
    }

    [Fact]
    public async Task PagesThatRepeatThemselves_EndAsUnknown()
    {
        await using var bench = await AdapterBench.StartAsync();
        var page = $"[{string.Join(',', Enumerable.Range(0, 1000).Select(i => Trade(i + 1, Server)))}]";
        bench.Server.On("GET /api/v3/account", SpotAccount).On("GET /api/v3/openOrders", "[]").On("GET /api/v3/myTrades", page);

        Assert.IsType<ExchangeReply.Unknown>(await bench.SendAsync(Look(TradingAccount.Spot, Server.AddHours(-1))));
    }

    [Fact]
    public async Task Isolated_ReadsItsOwnWalletAndLoans()
    {
        await using var bench = await AdapterBench.StartAsync(time: new FakeTimeProvider(Server));
        bench.Server.On("GET /sapi/v1/margin/isolated/account", """
            {"assets":[{"symbol":"BTCUSDT","isolatedCreated":true,"marginLevel":"3.20000000",
             "baseAsset":{"asset":"BTC","borrowed":"0.00400000","free":"0.00000000","interest":"0.00000002","locked":"0.00000000","netAsset":"-0.00400002"},
             "quoteAsset":{"asset":"USDT","borrowed":"0.00000000","free":"784.87000000","interest":"0.00000000","locked":"0.00000000"}}]}
            """)
            .On("GET /sapi/v1/margin/openOrders", "[]")
            .On("GET /sapi/v1/margin/order", """
            {"clientOrderId":"EX_EN_a1_0e7","cummulativeQuoteQty":"245.12","executedQty":"0.004","icebergQty":"0","isWorking":true,"orderId":880123,"origQty":"0.004","price":"0",
             "side":"SELL","status":"FILLED","stopPrice":"0","symbol":"BTCUSDT","isIsolated":true,"time":1764000000000,"timeInForce":"GTC","type":"MARKET","updateTime":1764000000500}
            """)
            .On("GET /sapi/v1/margin/borrow-repay", context => ScriptedServer.WriteAsync(context, 200, context.Request.Query["type"] == "BORROW"
                ? $$"""{"rows":[{"type":"AUTO","amount":"0.001","asset":"BTC","interest":"0","principal":"0.001","status":"CONFIRMED","timestamp":{{Server.ToUnixTimeMilliseconds()}},"txId":12},{"type":"MANUAL","amount":"0.003","asset":"BTC","interest":"0","principal":"0.003","status":"PENDING","timestamp":{{Server.AddMinutes(-1).ToUnixTimeMilliseconds()}},"txId":11},{"type":"MANUAL","amount":"5","asset":"ETH","interest":"0","principal":"5","status":"CONFIRMED","timestamp":{{Server.ToUnixTimeMilliseconds()}},"txId":13}],"total":3}"""
                : $$"""{"rows":[{"type":"MANUAL","amount":"0.0005","asset":"BTC","interest":"0.0001","principal":"0.0004","status":"FAILED","timestamp":{{Server.AddSeconds(-30).ToUnixTimeMilliseconds()}},"txId":14}],"total":1}"""));

        var reply = await bench.SendAsync(Look(TradingAccount.IsolatedMargin, null, Server.AddHours(-1), new OrderReference("EX_EN_a1_0e7")));

        var view = Assert.IsType<ExchangeReply.Inspected>(reply).View;
        Assert.Equal(new Balance("BTC", 0m, 0m) { Borrowed = 0.004m, Interest = 0.00000002m }, view.Base);
        Assert.Equal((784.87m, 3.2m), (view.Quote.Free, view.MarginLevel));
        Assert.Equal((OrderStatus.Filled, 0.004m), (Assert.Single(view.Orders).Status, view.Orders[0].ExecutedQuantity));
        Assert.Equal(
            [
                new LoanRecord(11, LoanKind.Borrow, "BTC", 0.003m, 0.003m, 0m, LoanStatus.Pending, false, Server.AddMinutes(-1)),
                new LoanRecord(14, LoanKind.Repay, "BTC", 0.0005m, 0.0004m, 0.0001m, LoanStatus.Failed, false, Server.AddSeconds(-30)),
                new LoanRecord(12, LoanKind.Borrow, "BTC", 0.001m, 0.001m, 0m, LoanStatus.Confirmed, true, Server),
            ],
            view.Loans);
        Assert.Equal("symbol=BTCUSDT&isIsolated=TRUE", bench.Server.To("GET /sapi/v1/margin/openOrders")[0].Own);
        Assert.Equal("symbol=BTCUSDT&isIsolated=TRUE&origClientOrderId=EX_EN_a1_0e7", bench.Server.To("GET /sapi/v1/margin/order")[0].Own);
        Assert.All(bench.Server.To("GET /sapi/v1/margin/borrow-repay"), call => Assert.Equal("BTCUSDT", call.Parameter("isolatedSymbol")));
    }

    [Fact]
    public async Task Cross_WithoutDebts_HasNoMarginLevel()
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On("GET /sapi/v1/margin/openOrders", "[]")
            .On("GET /sapi/v1/margin/account", """{"marginLevel":"999.00000000","userAssets":[{"asset":"USDT","free":"10","locked":"1","borrowed":"0","interest":"0"}],"TotalCollateralValueInUSDT":"1"}""")
            .On("GET /sapi/v1/margin/account", """{"marginLevel":"2.5","userAssets":[{"asset":"USDT","free":"10","locked":"1","borrowed":"4","interest":"0.1"}]}""");

        var free = Assert.IsType<ExchangeReply.Inspected>(await bench.SendAsync(Look(TradingAccount.CrossMargin))).View;
        var owing = Assert.IsType<ExchangeReply.Inspected>(await bench.SendAsync(Look(TradingAccount.CrossMargin))).View;

        Assert.Equal((null, 11m, 0m), (free.MarginLevel, free.Quote.Total, free.Base.Total));
        Assert.Equal((2.5m, 4.1m), (owing.MarginLevel, owing.Quote.Debt));
        Assert.Empty(bench.Server.To("GET /sapi/v1/margin/borrow-repay"));
    }

    [Theory] // margin shows orders without the list that they are legs of
    [InlineData(TradingAccount.CrossMargin, "")]
    [InlineData(TradingAccount.IsolatedMargin, "symbol=BTCUSDT&isIsolated=TRUE")]
    public async Task LegsOfAListWhoseAnswerWasLost_AreSeenAsItsLegs(TradingAccount account, string asked)
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On("GET /sapi/v1/margin/account", """{"marginLevel":"999","userAssets":[]}""")
            .On("GET /sapi/v1/margin/isolated/account", """{"assets":[{"symbol":"BTCUSDT","baseAsset":{"asset":"BTC","free":"0","locked":"0"},"quoteAsset":{"asset":"USDT","free":"0","locked":"0"}}]}""")
            .On("GET /sapi/v1/margin/openOrders", $"[{MarginRow(4301, "EX_SL1_a1_0e7", "STOP_LOSS_LIMIT")},{MarginRow(4302, "EX_TP1_a1_0e7", "LIMIT_MAKER")}]")
            .On("GET /sapi/v1/margin/openOrderList", """
                [{"orderListId":7,"symbol":"ETHUSDT","orders":[{"symbol":"ETHUSDT","orderId":4301,"clientOrderId":"other"}]},
                 {"orderListId":88,"symbol":"BTCUSDT","orders":[{"symbol":"BTCUSDT","orderId":4301,"clientOrderId":"EX_SL1_a1_0e7"},{"symbol":"BTCUSDT","orderId":4302,"clientOrderId":"EX_TP1_a1_0e7"}]}]
                """);

        var lost = await bench.SendAsync(Look(account, null, null, new OrderReference("EX_SL1_a1_0e7"), new OrderReference("EX_TP1_a1_0e7")));
        var known = await bench.SendAsync(Look(account, null, null, new OrderReference("EX_SL1_a1_0e7", 4301), new OrderReference("EX_TP1_a1_0e7", 4302)));

        Assert.Equal([88, 88], Assert.IsType<ExchangeReply.Inspected>(lost).View.Orders.Select(order => order.OrderListId));
        Assert.Equal([null, null], Assert.IsType<ExchangeReply.Inspected>(known).View.OpenOrders.Select(order => order.OrderListId));
        Assert.Equal(asked, Assert.Single(bench.Server.To("GET /sapi/v1/margin/openOrderList")).Own);
    }

    private static string MarginRow(long orderId, string clientOrderId, string type) =>
        Sample.Row(orderId, clientOrderId, type, stopPrice: "60000.00000000").Replace("\"orderListId\":-1,", "", StringComparison.Ordinal);

    [Fact]
    public async Task SymbolThatIsNotListed_IsUnknown()
    {
        await using var bench = await AdapterBench.StartAsync();

        Assert.IsType<ExchangeReply.Unknown>(await bench.SendAsync(new ExchangeCommand.Inspect("NOPE", [], null)));
    }
}
