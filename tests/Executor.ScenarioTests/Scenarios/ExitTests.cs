using Executor.ScenarioTests.Board;
using Executor.ScenarioTests.Running;

namespace Executor.ScenarioTests.Scenarios;

/// <summary>Stops that are moved, refused, run past or too large, and exits beside them.</summary>
public sealed class ExitTests(Scoreboard board) : ScenarioTests(board)
{
    private const string PlaceList = "POST /api/v3/orderList/oco";
    private const string Replace = "POST /api/v3/order/cancelReplace";

    [Fact]
    [Scenario("P05")]
    public Task P05_NewListIsRefusedAfterTheOldOneWasCancelled_TheOldLevelIsBack() => LiveAsync(new ScenarioSetup(), async scenario =>
    {
        var open = await scenario.OpenAsync();
        var lists = await scenario.Exchange.ReceivedAsync(PlaceList);

        await scenario.StrikeAsync(
            new { fault = "TooManyOrders", endpoint = PlaceList, count = 1, retryAfterSeconds = 1 }, () => scenario.MoveAsync(open.Targets[0] + 5m));

        await scenario.JournalAsync("TP1_DONE_SL_TO_BE");
        var placed = (await scenario.Exchange.ReceivedAsync(PlaceList)).Skip(lists.Count).ToList();
        Assert.Equal(-1015, placed[0].Code);
        Assert.Equal(open.Stop, decimal.Parse(placed[1].Parameters["belowStopPrice"], System.Globalization.CultureInfo.InvariantCulture));
        await AssertGapsAreJournalledAsync(scenario, "Target2", TimeSpan.FromSeconds(3));
    });

    [Fact]
    [Scenario("P05")]
    public Task P05_ReplacementIsRefusedAltogether_TheOldStopNeverLeaves() => LiveAsync(new ScenarioSetup { Style = "LEGS" }, async scenario =>
    {
        var open = await scenario.OpenAsync();

        await scenario.StrikeAsync(new { fault = "Overloaded", endpoint = Replace, count = 1 }, () => scenario.MoveAsync(open.Targets[0] + 5m));

        await scenario.JournalAsync("TP1_DONE_SL_TO_BE");
        var stops = (await scenario.OrdersAsync()).Where(order => order.IsStop).ToList();
        Assert.Equal(2, stops.Count);
        Assert.True(stops[1].CreatedAt - stops[0].UpdatedAt < TimeSpan.FromSeconds(1), $"{stops[0].UpdatedAt:O} {stops[1].CreatedAt:O}");
    });

    [Fact]
    [Scenario("P05")]
    public Task P05_PriceIsPastTheNewLevelWhenItIsSent_TheQuantityLeavesAtMarket() => LiveAsync(new ScenarioSetup(), async scenario =>
    {
        var before = await scenario.HeldAsync();
        var open = await scenario.OpenAsync();

        // The old list is cancelled, the answer comes late, and by then price is below the entry.
        await scenario.StrikeAsync(
            new { fault = "EventsBeforeReply", endpoint = "DELETE /api/v3/order", delayMs = 1_500 }, () => scenario.MoveAsync(open.Targets[0] + 5m));
        await scenario.JumpAsync(open.Entry!.Value - 60m);
        await scenario.Exchange.EndFaultsAsync();

        await scenario.FlatAsync();
        var orders = await scenario.OrdersAsync();
        Assert.Contains(orders, order => order is { Type: "Market", Side: "Sell", Status: "Filled" });
        Assert.Equal(open.OpenQuantity, orders.Where(order => order.Side == "Sell").Sum(order => order.ExecutedQuantity));
        Assert.InRange(await scenario.HeldAsync() - before, 0m, 0.00001m);
        await AssertGapsAreJournalledAsync(scenario, "Target2", TimeSpan.FromSeconds(5));
    });

    [Theory]
    [Scenario("P07")]
    [InlineData("OCO")]
    [InlineData("LEGS")]
    public Task P07_PriceRunsPastTheLimitOfAStop_LeavesAtMarketOnceAfterTheGrace(string style) => LiveAsync(
        new ScenarioSetup { Style = style, Settings = new Dictionary<string, string> { ["SL_WATCHDOG_GRACE_SEC"] = "2" } },
        async scenario =>
        {
            var before = await scenario.HeldAsync();
            var open = await scenario.OpenAsync();

            await scenario.JumpAsync(open.Stop!.Value - 300m);

            await scenario.FlatAsync();
            var trigger = await scenario.JournalAsync("SL_WATCHDOG_TRIGGER");
            var fallback = await scenario.JournalAsync("SL_MARKET_FALLBACK");
            Assert.True(fallback.At - trigger.At >= TimeSpan.FromSeconds(2), $"{fallback.At - trigger.At}");
            var sales = (await scenario.OrdersAsync()).Where(order => order is { Type: "Market", Side: "Sell" }).ToList();
            Assert.Equal(style == "OCO" ? 3 : 1, sales.Count); // a leg leaves by itself, and once
            Assert.Equal(open.OpenQuantity, sales.Sum(order => order.ExecutedQuantity));
            Assert.InRange(await scenario.HeldAsync() - before, 0m, 0.00001m);
        });

    [Fact]
    [Scenario("P07")]
    public Task P07_StopExecutesInPartAndPriceRunsAway_OnlyTheRestLeavesAtMarket() => LiveAsync(new ScenarioSetup { Style = "LEGS" }, async scenario =>
    {
        var open = await scenario.OpenAsync();
        scenario.IsAlive = false;
        await scenario.Exchange.BookAsync(scenario.Symbol, new { levels = 1, quantity = 0.003m, fillPerTouch = 0m });
        await scenario.JumpAsync(open.Stop!.Value - 0.01m);
        await scenario.OrdersAsync(orders => orders.Any(order => order is { IsStop: true, ExecutedQuantity: 0.003m }));
        await scenario.Exchange.DeepBookAsync(scenario.Symbol);
        scenario.IsAlive = true;
        await scenario.JumpAsync(open.Stop.Value - 200m);

        Assert.Equal("SL_PARTIAL_FALLBACK", (await scenario.FlatAsync()).LastCloseReason);
        var sale = Assert.Single(await scenario.OrdersAsync(), order => order is { Type: "Market", Side: "Sell" });
        Assert.Equal(open.OpenQuantity - 0.003m, sale.ExecutedQuantity);
    });

    [Theory]
    [Scenario("P09")]
    [InlineData("OCO")]
    [InlineData("LEGS")]
    [InlineData("BRACKET")]
    public Task P09_TargetFillsWithTheSiblingStopLive_NoExitIsLeftForWhatIsGone(string style) => LiveAsync(
        new ScenarioSetup { Style = style },
        async scenario =>
        {
            var before = await scenario.HeldAsync();
            var open = await scenario.OpenAsync();

            await scenario.MoveAsync(open.Targets[0] + 5m);

            await scenario.JournalAsync("TP1_DONE_SL_TO_BE");
            var rest = await scenario.PositionAsync(position => position.IsProtected);
            Assert.True(rest.OpenQuantity < open.OpenQuantity);
            Assert.Equal(rest.OpenQuantity, (await scenario.StopsAsync(stops => stops.Sum(stop => stop.Open) == rest.OpenQuantity)).Sum(stop => stop.Open));
            await scenario.MoveAsync(rest.Stop!.Value - 5m);
            await scenario.FlatAsync();
            var orders = await scenario.OrdersAsync();
            Assert.DoesNotContain(orders, order => order.Rests);
            Assert.Equal(open.OpenQuantity, orders.Where(order => order.Side == "Sell").Sum(order => order.ExecutedQuantity));
            Assert.InRange(await scenario.HeldAsync() - before, -0.00001m, 0.00001m);
        });

    [Fact]
    [Scenario("P17")]
    public Task P17_StopWouldLieOutsideThePriceFilter_TheEntryIsNotSentAndTheReasonIsTold() => LiveAsync(
        new ScenarioSetup { FeedLow = 9_000m }, // the stop goes below the lowest price of the feed, the exchange takes none below a fifth of the present one
        async scenario =>
        {
            var answer = await scenario.Silo.SubmitAsync(scenario.Symbol, ScoutFiles.Line("long", scenario.Price, TimeSpan.Zero));

            Assert.Contains("ladder_refused", answer, StringComparison.Ordinal);
            Assert.Contains("PERCENT_PRICE_BY_SIDE", answer, StringComparison.Ordinal);
            Assert.Equal("ladder_refused", (await scenario.JournalAsync("SKIP_OPEN")).Fields["reason"]);
            Assert.Empty(await scenario.OrdersAsync());
        });

    [Theory]
    [Scenario("P17")]
    [InlineData("tickSize", 200, "PRICE_RELATION")]
    [InlineData("maxAlgoOrders", 2, "MAX_NUM_ALGO_ORDERS")]
    [InlineData("minNotional", 170, "NOTIONAL")]
    public Task P17_ExchangeChangedItsRulesWhileWeWereAway_NothingIsEnteredAndTheReasonIsTold(string rule, int value, string filter) => LiveAsync(
        new ScenarioSetup(),
        async scenario =>
        {
            await scenario.KillSiloAsync();
            await scenario.Exchange.RulesAsync(scenario.Symbol, new Dictionary<string, int> { [rule] = value });
            await scenario.StartSiloAsync();

            await scenario.PeakAsync();

            Assert.Equal("symbol_held", (await scenario.JournalAsync("SKIP_PEAK")).Fields["reason"]);
            var held = await scenario.PositionAsync(position => position.Hold == "Quarantined");
            Assert.Contains(filter, held.HoldDetail, StringComparison.Ordinal);
            Assert.Empty(await scenario.OrdersAsync());
        });

    [Fact]
    [Scenario("P18")]
    public Task P18_MarketCloseIsTooLargeForOneOrder_LeavesInPartsUntilTheFillsSayZero() => LiveAsync(
        new ScenarioSetup { Style = "LEGS" },
        async scenario =>
        {
            var before = await scenario.HeldAsync();
            var open = await scenario.OpenAsync();
            // Nobody has told us yet: the first order is refused, the rules are read again.
            await scenario.Exchange.RulesAsync(scenario.Symbol, new { marketMaxQuantity = 0.003m });

            await scenario.Silo.FlattenAsync(scenario.Symbol);

            await scenario.FlatAsync();
            var sales = (await scenario.OrdersAsync()).Where(order => order is { Type: "Market", Side: "Sell" }).ToList();
            Assert.Equal(3, sales.Count);
            Assert.All(sales, sale => Assert.True(sale.Quantity <= 0.003m, $"{sale}"));
            Assert.Equal(open.OpenQuantity, sales.Sum(sale => sale.ExecutedQuantity));
            Assert.InRange(await scenario.HeldAsync() - before, 0m, 0.00001m);
        });

    [Theory]
    [Scenario("P18")]
    [InlineData("OCO")]
    [InlineData("LEGS")]
    public Task P18_MarketCloseExpires_ContinuesUnderItsStopUntilTheFillsSayZero(string style) => LiveAsync(
        new ScenarioSetup { Style = style, Settings = new Dictionary<string, string> { ["SL_WATCHDOG_RETRY_SEC"] = "3" } },
        async scenario =>
        {
            var before = await scenario.HeldAsync();
            var open = await scenario.OpenAsync();
            await scenario.Exchange.BookAsync(scenario.Symbol, new { quantity = 5m, bidsEmpty = true });

            await scenario.Silo.FlattenAsync(scenario.Symbol);

            await scenario.OrdersAsync(orders => orders.Any(order => order is { Type: "Market", ExecutedQuantity: 0m, Rests: false }));
            await scenario.StopsAsync(stops => stops.Sum(stop => stop.Open) == open.OpenQuantity);
            Assert.Equal("Closing", (await scenario.PositionAsync(_ => true)).Status);
            await scenario.Exchange.DeepBookAsync(scenario.Symbol);
            Assert.Equal("OPERATOR", (await scenario.FlatAsync()).LastCloseReason);
            Assert.InRange(await scenario.HeldAsync() - before, 0m, 0.00001m);
        });

    /// <summary>Every time between two stops of a slot is in the journal with its cause, and none is longer than the bound.</summary>
    private static async Task AssertGapsAreJournalledAsync(Scenario scenario, string slot, TimeSpan bound)
    {
        var windows = scenario.Journal.Where(entry => entry.Name == "UNCOVERED_WINDOW").ToList();
        Assert.Contains(windows, entry => entry.Fields["cause"].StartsWith("stop is being moved", StringComparison.Ordinal) || entry.Fields["cause"].StartsWith("leg leaves", StringComparison.Ordinal));
        Assert.All(windows, entry => Assert.True(entry.Number("seconds") <= (decimal)bound.TotalSeconds, $"{slot}: {entry}"));
        var stops = (await scenario.OrdersAsync()).Where(order => order.IsStop).ToList();
        Assert.NotEmpty(stops);
    }
}
