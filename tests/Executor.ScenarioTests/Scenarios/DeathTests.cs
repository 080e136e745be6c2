using Executor.ScenarioTests.Board;
using Executor.ScenarioTests.Running;

namespace Executor.ScenarioTests.Scenarios;

/// <summary>The executor is killed, and what the exchange does meanwhile.</summary>
public sealed class DeathTests(Scoreboard board) : ScenarioTests(board)
{
    /// <summary>Who is dead notices nothing.</summary>
    private static readonly TimeSpan Dead = TimeSpan.FromSeconds(60);

    [Theory]
    [Scenario("P03")]
    [InlineData("OCO", "AcceptThenHold")]
    [InlineData("OCO", "LateAcceptance")]
    [InlineData("LEGS", "AcceptThenHold")]
    public Task P03_KilledAtEachRequestBetweenSendAndSave_HasOnePositionAndOneSetOfExits(string style, string fault) => LiveAsync(
        new ScenarioSetup { Style = style, Unnoticed = Dead },
        async scenario =>
        {
            // Carried out and never answered: the next request is struck. Or under way at the death and void when it arrives: it is sent again and passes,
            // and the one after it is struck.
            var isLate = fault == "LateAcceptance";
            object Rule(int skip) => new { fault, endpoint = "trading", skip, count = 1, delayMs = isLate ? 4_000 : 60_000 };
            var requests = style == "OCO" ? 4 : 2; // the entry, and its exits one after the other
            await scenario.StrikeAsync(Rule(0), () => scenario.PeakAsync());
            for (var request = 1; request < requests; request++)
            {
                await scenario.KillSiloAsync();
                await scenario.StrikeAsync(Rule(isLate ? 1 : 0), () => scenario.LaunchSiloAsync());
            }

            await scenario.KillSiloAsync();
            await scenario.StartSiloAsync();
            var open = await scenario.PositionAsync(position => position.IsProtected);

            Assert.Single(await scenario.OrdersAsync(), order => order.Side == "Buy");
            Assert.Equal(await scenario.BoughtAsync(), open.OpenQuantity);
            await AssertOneSetOfExitsAsync(scenario, open, style);
            await scenario.StrikeAsync(Rule(0), () => scenario.MoveAsync(open.Targets[0] + 5m));
            await scenario.KillSiloAsync();
            await scenario.StartSiloAsync();
            await scenario.JournalAsync("TP1_DONE_SL_TO_BE");
            var moved = await scenario.PositionAsync(position => position is { IsProtected: true, StopCause: "BreakEven" });
            Assert.Equal(open.TradeKey, moved.TradeKey);
            Assert.Equal(moved.OpenQuantity, (await scenario.StopsAsync(stops => stops.All(stop => stop.StopPrice == moved.Stop))).Sum(stop => stop.Open));
        });

    [Theory]
    [Scenario("P08")]
    [InlineData("OCO")]
    [InlineData("LEGS")]
    public Task P08_MarketFallsWhileNobodyLives_TheStopsOnTheExchangeSell(string style) => LiveAsync(new ScenarioSetup { Style = style, Unnoticed = Dead }, async scenario =>
    {
        var before = await scenario.HeldAsync();
        var open = await scenario.OpenAsync();
        await scenario.KillSiloAsync();

        await scenario.MoveAsync(open.Stop!.Value - 100m);

        var orders = await scenario.OrdersAsync();
        Assert.Equal(open.OpenQuantity, orders.Where(order => order.IsStop).Sum(order => order.ExecutedQuantity));
        Assert.DoesNotContain(orders, order => order.Rests);
        Assert.InRange(await scenario.HeldAsync() - before, 0m, 0.00001m);
        await scenario.StartSiloAsync();
        Assert.Equal("SL", (await scenario.FlatAsync()).LastCloseReason);
        Assert.Equal(orders.Count, (await scenario.OrdersAsync()).Count);
    });

    [Fact]
    [Scenario("P08")]
    public Task P08_EntryFillsAndMarketFallsWhileNobodyLives_TheBracketOnTheExchangeSells() => LiveAsync(
        new ScenarioSetup { Style = "BRACKET", Unnoticed = Dead },
        async scenario =>
        {
            var before = await scenario.HeldAsync();
            var price = scenario.Price;
            await scenario.PeakAtAsync(price - 50m);
            await scenario.OrdersAsync(orders => orders.Any(order => order is { IsEntry: true, Status: "New" }));
            await scenario.KillSiloAsync();

            await scenario.MoveAsync(price - 55m);
            Assert.Equal("Filled", Assert.Single(await scenario.OrdersAsync(), order => order.IsEntry).Status);
            Assert.Contains(await scenario.StopsAsync(), stop => stop.Open == stop.Quantity);
            await scenario.MoveAsync(price - 600m);

            Assert.DoesNotContain(await scenario.OrdersAsync(), order => order.Rests);
            Assert.InRange(await scenario.HeldAsync() - before, -0.00001m, 0.0001m);
            await scenario.StartSiloAsync();
            Assert.Equal("SL", (await scenario.FlatAsync()).LastCloseReason);
        });

    [Fact]
    [Scenario("P10")]
    public Task P10_RestartWithOrdersThatAreGoneStrangeAndAsTheyWere_EachSymbolReconcilesByItself() => LiveAsync(
        new ScenarioSetup
        {
            Symbols = ["BTCUSDT", "ETHUSDT", "BNBUSDT", "SOLUSDT"],
            Unnoticed = Dead,
            Settings = new Dictionary<string, string> { ["RECONCILE_EVERY_SEC"] = "6" }, // four symbols share the weight of a minute
        },
        async scenario =>
        {
            foreach (var symbol in new[] { "BTCUSDT", "ETHUSDT", "BNBUSDT" })
                await scenario.PeakAsync("long", symbol);
            foreach (var symbol in new[] { "BTCUSDT", "ETHUSDT", "BNBUSDT" })
                await scenario.PositionAsync(position => position.IsProtected, symbol);
            var before = await scenario.PositionAsync(_ => true);
            await scenario.KillSiloAsync();
            // BTC as it was; of ETH one stop is gone; for BNB an order of a later owner rests.
            var lost = (await scenario.Exchange.OrdersAsync("ETHUSDT")).First(order => order is { Rests: true, IsStop: true });
            await scenario.Exchange.CancelByHandAsync("ETHUSDT", lost.OrderId);
            var stop = (await scenario.Exchange.OrdersAsync("BNBUSDT")).First(order => order is { Rests: true, IsStop: true });
            var ofALaterOwner = stop.ClientOrderId[..(stop.ClientOrderId.LastIndexOf('_') + 1)] + "9e99";
            await scenario.Exchange.PlaceByHandAsync(
                new { symbol = "BNBUSDT", side = "Sell", type = "Limit", quantity = 0.1m, price = 900m, clientOrderId = ofALaterOwner });

            await scenario.StartSiloAsync();

            var held = await scenario.PositionAsync(position => position.Hold is not null, "BNBUSDT");
            Assert.Equal("Quarantined", held.Hold);
            Assert.Contains("SECOND_OWNER", held.HoldDetail, StringComparison.Ordinal);
            Assert.Equal(before.TradeKey, (await scenario.PositionAsync(position => position is { IsProtected: true, Hold: null })).TradeKey);
            await scenario.PositionAsync(position => position is { IsProtected: true, Hold: null }, "ETHUSDT");
            await scenario.OpenAsync("long", "SOLUSDT");
            foreach (var symbol in new[] { "BTCUSDT", "ETHUSDT", "BNBUSDT", "SOLUSDT" })
            {
                var position = await scenario.PositionAsync(position => position.Coverage == 1m, symbol);
                Assert.Equal(position.OpenQuantity, (await scenario.StopsAsync(symbol)).Sum(order => order.Open));
            }
        });

    private static async Task AssertOneSetOfExitsAsync(Scenario scenario, PositionSeen open, string style)
    {
        var stops = await scenario.StopsAsync();
        Assert.Equal(style == "OCO" ? 3 : 1, stops.Count);
        Assert.Equal(open.OpenQuantity, stops.Sum(stop => stop.Open));
        Assert.All(stops, stop => Assert.Equal(open.Stop, stop.StopPrice));
    }
}
