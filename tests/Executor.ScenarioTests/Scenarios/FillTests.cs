using Executor.ScenarioTests.Board;
using Executor.ScenarioTests.Running;

namespace Executor.ScenarioTests.Scenarios;

/// <summary>What has executed: how it is told, in which parts, and how much of it can be sold.</summary>
public sealed class FillTests(Scoreboard board) : ScenarioTests(board)
{
    private const decimal LotStep = 0.00001m;

    [Theory]
    [Scenario("P04")]
    [InlineData("EventDuplicate")]
    [InlineData("EventDelay")]
    [InlineData("EventReorder")]
    public Task P04_ExecutionsAreToldTwiceLateOrOutOfOrder_CountOnce(string fault) => LiveAsync(new ScenarioSetup(), async scenario =>
    {
        await scenario.Exchange.FaultAsync(new { fault, endpoint = "executionReport", delayMs = fault == "EventDelay" ? 700 : (int?)null });
        var (price, opened) = (scenario.Price, new List<decimal>());
        await scenario.Exchange.BookAsync(scenario.Symbol, new { quantity = 5m, fillPerTouch = 0.002m });
        await scenario.PeakAtAsync(price - 50m);
        await scenario.OrdersAsync(orders => orders.Any(order => order is { IsEntry: true, Status: "New" }));

        await scenario.MoveAsync(price - 51m); // every trade of the market takes a part
        await scenario.PositionAsync(position =>
        {
            opened.Add(position.OpenQuantity);
            return position.IsProtected;
        });
        await scenario.Exchange.DeepBookAsync(scenario.Symbol);
        var entry = Assert.Single(await scenario.OrdersAsync(), order => order.IsEntry);
        Assert.True((await scenario.Exchange.FillsAsync(scenario.Symbol)).Count(fill => fill.OrderId == entry.OrderId) >= 4);
        Assert.Equal(opened.Order(), opened);
        Assert.Equal(await scenario.BoughtAsync(), opened[^1]);
        Assert.Equal(opened[^1], (await scenario.StopsAsync()).Sum(stop => stop.Open));

        var targets = (await scenario.PositionAsync(_ => true)).Targets;
        await scenario.MoveAsync(targets[0] + 5m);
        await scenario.JournalAsync("TP1_DONE_SL_TO_BE");
        await scenario.MoveAsync(entry.Price!.Value - 100m);
        await scenario.FlatAsync();
        var closed = await scenario.JournalAsync("TRADE_CLOSED");
        await AssertProfitIsThatOfTheFillsAsync(scenario, closed);
    });

    [Fact]
    [Scenario("P14")]
    public Task P14_CommissionIsTakenInBase_ExitsAreForWhatWasReceivedAndNoneIsRefused() => LiveAsync(new ScenarioSetup(), async scenario =>
    {
        await scenario.Exchange.FundsAsync("BTC", -1m); // nothing else could stand in for what the fee took
        var open = await scenario.OpenAsync();

        var entry = Assert.Single(await scenario.OrdersAsync(), order => order.IsEntry);
        var held = await scenario.HeldAsync();
        Assert.Equal(entry.ExecutedQuantity * 0.999m, held);
        Assert.Equal(held - (held % LotStep), open.OpenQuantity);
        Assert.Equal(open.OpenQuantity, (await scenario.StopsAsync()).Sum(stop => stop.Open));
        Assert.DoesNotContain(await scenario.Exchange.ReceivedAsync(), request => request.Code == -2010);
    });

    [Fact]
    [Scenario("P14")]
    public Task P14_LessIsHeldThanWasReceived_IsReadAndPlannedAnewAndNotRepeatedForEver() => LiveAsync(new ScenarioSetup { Unnoticed = TimeSpan.FromSeconds(30) }, async scenario =>
    {
        await scenario.Exchange.FundsAsync("BTC", -1m);
        // The answer to the entry is held back until a part of what it bought has been taken away.
        await scenario.EnterWithoutAnswerAsync(TimeSpan.FromSeconds(1.5));
        await scenario.LoseEventsAsync();
        await scenario.Exchange.FundsAsync("BTC", -0.002m);

        var open = await scenario.PositionAsync(position => position is { IsProtected: true, OpenQuantity: < 0.007m });

        var held = await scenario.HeldAsync();
        Assert.Equal(held - (held % LotStep), open.OpenQuantity);
        Assert.Equal(open.OpenQuantity, (await scenario.StopsAsync()).Sum(stop => stop.Open));
        var refused = (await scenario.Exchange.ReceivedAsync()).Count(request => request.Code == -2010);
        Assert.InRange(refused, 1, 12); // once a second, until the smaller holding is believed
        await scenario.JournalAsync("POSITION_REDUCED_OUTSIDE");
    });

    [Fact]
    [Scenario("P15")]
    public Task P15_StopExecutesAllButLessThanAnOrder_TheRestIsWrittenOffAndTheTradeEnds() => LiveAsync(
        new ScenarioSetup { Style = "LEGS", Settings = new Dictionary<string, string> { ["QTY_USD"] = "18" } },
        async scenario =>
        {
            var before = await scenario.HeldAsync();
            var open = await scenario.OpenAsync();
            Assert.All(await scenario.StopsAsync(), stop => Assert.True(stop.Quantity * stop.Price >= 5m, $"{stop}"));
            // The stop executes in part; what is left is worth less than the least order.
            var rest = 0.00004m;
            await scenario.Exchange.BookAsync(scenario.Symbol, new { levels = 1, quantity = open.OpenQuantity - rest, fillPerTouch = 0m });
            scenario.IsAlive = false;
            await scenario.JumpAsync(open.Stop!.Value - 0.01m);
            await scenario.OrdersAsync(orders => orders.Any(order => order.IsStop && order.ExecutedQuantity == open.OpenQuantity - rest));
            scenario.IsAlive = true;
            await scenario.JumpAsync(open.Stop.Value - 50m);

            await scenario.FlatAsync();
            await scenario.JournalAsync("SL_DUST_REMAINDER");
            await scenario.JournalAsync("TRADE_CLOSED");
            Assert.DoesNotContain(await scenario.OrdersAsync(), order => order.Rests);
            Assert.InRange(await scenario.HeldAsync() - before, 0m, rest + LotStep);
        });

    [Theory]
    [Scenario("P15")]
    [InlineData("0.00029", 3)]
    [InlineData("0.00019", 2)]
    [InlineData("0.00010", 1)]
    public Task P15_LittleOfTheEntryFills_IsSplitIntoLegsThatCanBeSoldAloneAndCloses(string filled, int legs) => LiveAsync(
        new ScenarioSetup { Settings = new Dictionary<string, string> { ["QTY_USD"] = "18", ["LIVE_ENTRY_TIMEOUT_SEC"] = "3", ["ENTRY_MODE"] = "LIMIT_ONLY" } },
        async scenario =>
        {
            var before = await scenario.HeldAsync();
            await FillInPartAsync(scenario, decimal.Parse(filled, System.Globalization.CultureInfo.InvariantCulture));
            var open = await scenario.PositionAsync(position => position.IsProtected);

            var stops = await scenario.StopsAsync(stops => stops.Sum(stop => stop.Open) == open.OpenQuantity);
            Assert.Equal(legs, stops.Count);
            Assert.All(stops, stop => Assert.True(stop.Quantity * stop.Price >= 5m, $"{stop}"));
            Assert.Equal(await scenario.BoughtAsync(), open.OpenQuantity);
            await scenario.MoveAsync(open.Stop!.Value - 5m);
            await scenario.FlatAsync();

            Assert.DoesNotContain(await scenario.OrdersAsync(), order => order.Rests);
            Assert.InRange(await scenario.HeldAsync() - before, 0m, LotStep);
        });

    [Fact]
    [Scenario("P15")]
    public Task P15_LessThanAnOrderOfTheEntryFills_IsWrittenOffAndTheTradeEnds() => LiveAsync(
        new ScenarioSetup { Settings = new Dictionary<string, string> { ["QTY_USD"] = "18", ["LIVE_ENTRY_TIMEOUT_SEC"] = "3", ["ENTRY_MODE"] = "LIMIT_ONLY" } },
        async scenario =>
        {
            await FillInPartAsync(scenario, 0.00004m);

            await scenario.JournalAsync("SL_DUST_REMAINDER");
            Assert.Equal("DUST", (await scenario.FlatAsync()).LastCloseReason);
            Assert.DoesNotContain(await scenario.OrdersAsync(), order => order.Side == "Sell");
        });

    [Theory]
    [Scenario("P16")]
    [InlineData("OCO")]
    [InlineData("LEGS")]
    [InlineData("BRACKET")]
    public Task P16_EntryFillsInPartsThenStalls_EachPartIsProtectedAtOnce(string style) => LiveAsync(
        new ScenarioSetup { Style = style, Settings = new Dictionary<string, string> { ["LIVE_ENTRY_TIMEOUT_SEC"] = "8", ["ENTRY_MODE"] = "LIMIT_ONLY" } },
        async scenario =>
        {
            await FillInPartAsync(scenario, 0.002m);
            await StopsCoverAsync(scenario, 0.00199m);
            if (style != "BRACKET") // the bracket gives up the rest of its entry with the first part, the others take more of it
            {
                await scenario.JumpAsync(scenario.Price - 1m);
                await StopsCoverAsync(scenario, 0.00399m);
            }

            var open = await scenario.PositionAsync(position => position.IsProtected);
            Assert.Equal("Canceled", Assert.Single(await scenario.OrdersAsync(), order => order.IsEntry).Status);
            Assert.Equal(await scenario.BoughtAsync(), open.OpenQuantity);
            await StopsCoverAsync(scenario, open.OpenQuantity);
            Assert.All(scenario.Journal.Where(entry => entry.Name == "UNCOVERED_WINDOW"), entry => Assert.True(entry.Number("seconds") < 2m, $"{entry}"));
        });

    /// <summary>A limit entry below the market rests, then one trade of the market takes a part of it, and no more come.</summary>
    private static async Task FillInPartAsync(Scenario scenario, decimal quantity)
    {
        var price = scenario.Price;
        await scenario.PeakAtAsync(price - 50m);
        await scenario.OrdersAsync(orders => orders.Any(order => order is { IsEntry: true, Status: "New" }));
        scenario.IsAlive = false;
        await scenario.Exchange.BookAsync(scenario.Symbol, new { quantity = 5m, fillPerTouch = quantity });
        await scenario.JumpAsync(price - 51m);
    }

    private static async Task StopsCoverAsync(Scenario scenario, decimal quantity) => await scenario.StopsAsync(stops => stops.Sum(stop => stop.Open) == quantity);

    /// <summary>Quote received less quote paid, and what is kept as dust at what it cost.</summary>
    private static async Task AssertProfitIsThatOfTheFillsAsync(Scenario scenario, JournalEntry closed)
    {
        var orders = (await scenario.OrdersAsync()).ToDictionary(order => order.OrderId);
        var fills = await scenario.Exchange.FillsAsync(scenario.Symbol);
        var quote = fills.Sum(fill => (orders[fill.OrderId].Side == "Sell" ? 1m : -1m) * fill.Price * fill.Quantity)
            - fills.Where(fill => fill.CommissionAsset == "USDT").Sum(fill => fill.Commission);
        var dust = fills.Sum(fill => (orders[fill.OrderId].Side == "Buy" ? 1m : -1m) * fill.Quantity)
            - fills.Where(fill => fill.CommissionAsset == "BTC").Sum(fill => fill.Commission);
        Assert.InRange(dust, 0m, 2 * LotStep);
        Assert.InRange(closed.Number("pnl_quote") - quote, 0m, dust * scenario.Price);
    }
}
