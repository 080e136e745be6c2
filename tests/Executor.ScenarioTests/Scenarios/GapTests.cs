using Executor.ScenarioTests.Board;
using Executor.ScenarioTests.Running;

namespace Executor.ScenarioTests.Scenarios;

/// <summary>Prices that skip what lies between two trades, and targets that fill together or in another order.</summary>
public sealed class GapTests(Scoreboard board) : ScenarioTests(board)
{
    [Theory]
    [Scenario("P26")]
    [InlineData("OCO")]
    [InlineData("LEGS")]
    [InlineData("BRACKET")]
    public Task P26_PriceFallsFivePercentThroughEntryAndStop_OneCleanExit(string style) => LiveAsync(new ScenarioSetup { Style = style }, async scenario =>
    {
        var before = await scenario.HeldAsync();
        var price = scenario.Price;
        await scenario.PeakAtAsync(price - 50m);
        await scenario.OrdersAsync(orders => orders.Any(order => order is { IsEntry: true, Status: "New" }));

        await scenario.JumpAsync(price * 0.95m);

        await AssertOneCleanExitAsync(scenario, before);
    });

    [Fact]
    [Scenario("P26")]
    public Task P26_PriceFallsFivePercentThroughTheStopOfAnOpenPosition_OneCleanExit() => LiveAsync(
        new ScenarioSetup(),
        async scenario =>
        {
            var before = await scenario.HeldAsync();
            await scenario.OpenAsync();

            await scenario.JumpAsync(scenario.Price * 0.95m);

            await AssertOneCleanExitAsync(scenario, before);
        });

    [Theory]
    [Scenario("P26")]
    [InlineData("OCO")]
    [InlineData("LEGS")]
    public Task P26_PriceRisesFivePercentThroughBothTargetsAndFallsBelowTheEntry_OneCleanExit(string style) => LiveAsync(
        new ScenarioSetup { Style = style },
        async scenario =>
        {
            var before = await scenario.HeldAsync();
            var price = scenario.Price;
            await scenario.OpenAsync();

            await scenario.JumpAsync(price * 1.05m);
            await scenario.JournalAsync("TP2_DONE");
            await scenario.PositionAsync(position => position.IsProtected);
            await scenario.JumpAsync(price * 0.98m);

            await AssertOneCleanExitAsync(scenario, before);
        });

    [Theory]
    [Scenario("P27")]
    [InlineData("OCO", "both")]
    [InlineData("LEGS", "both")]
    [InlineData("OCO", "second first")]
    public Task P27_BothTargetsFillInOneInstantOrAreToldTheOtherWayRound_TheLegsSettleByThemselvesAndTheRunnerTrails(string style, string told) => LiveAsync(
        new ScenarioSetup { Style = style, Settings = new Dictionary<string, string> { ["TRAIL_SOURCE"] = "BINANCE", ["TRAIL_SWING_LOOKBACK"] = "0" } },
        async scenario =>
        {
            var before = await scenario.HeldAsync();
            var open = await scenario.OpenAsync();
            if (told == "second first")
                await scenario.Exchange.FaultAsync(new { fault = "EventReorder", endpoint = "executionReport" });

            await scenario.JumpAsync(open.Targets[1] + 20m);

            await scenario.JournalAsync("TP1_DONE");
            await scenario.JournalAsync("TP2_DONE");
            await scenario.JournalAsync("TRAIL_ACTIVATED_AFTER_TP2");
            var runner = await scenario.PositionAsync(position => position is { IsProtected: true, StopCause: "Trail" } && position.Stop > open.Entry + 100m);
            var stop = Assert.Single(await scenario.StopsAsync(stops => stops.Count == 1 && stops[0].StopPrice == runner.Stop));
            Assert.Equal(runner.OpenQuantity, stop.Quantity);
            await AssertNothingSentForWhatIsGoneAsync(scenario, open);
            await scenario.MoveAsync(scenario.Price + 200m);
            var higher = await scenario.PositionAsync(position => position.Stop > runner.Stop && position.IsProtected);
            await scenario.MoveAsync(higher.Stop!.Value - 5m);
            await AssertOneCleanExitAsync(scenario, before);
            Assert.Equal(open.OpenQuantity, (await scenario.OrdersAsync()).Where(order => order.Side == "Sell").Sum(order => order.ExecutedQuantity));
        });

    [Fact]
    [Scenario("P27")]
    public Task P27_SecondTargetFillsBeforeTheFirst_TheFirstLegGoesOnUnderItsOwnOrders() => LiveAsync(
        new ScenarioSetup { Settings = new Dictionary<string, string> { ["MANUAL_CHANGES"] = "ADOPT" } },
        async scenario =>
        {
            var before = await scenario.HeldAsync();
            var open = await scenario.OpenAsync();
            // Somebody takes the first target away, so that price can go to the second without it.
            var first = (await scenario.OrdersAsync()).First(order => order is { Rests: true, Type: "LimitMaker" } && order.Price == open.Targets[0]);
            await scenario.Exchange.CancelByHandAsync(scenario.Symbol, first.OrderId);
            await scenario.JournalAsync("MANUAL_CHANGE_ADOPTED");
            await scenario.StopsAsync(stops => stops.Sum(stop => stop.Open) == open.OpenQuantity);

            await scenario.JumpAsync(open.Targets[1] + 20m);

            await scenario.JournalAsync("TP2_DONE");
            var rest = await scenario.PositionAsync(position => position.OpenQuantity < open.OpenQuantity && position.IsProtected);
            await scenario.StopsAsync(stops => stops.Sum(stop => stop.Open) == rest.OpenQuantity);
            await scenario.MoveAsync(open.Stop!.Value - 5m);
            await AssertOneCleanExitAsync(scenario, before);
            Assert.Equal(open.OpenQuantity, (await scenario.OrdersAsync()).Where(order => order.Side == "Sell").Sum(order => order.ExecutedQuantity));
        });

    /// <summary>Flat, no order left, everything that was bought is sold, and the ledger has exactly the exchange's executions.</summary>
    private static async Task AssertOneCleanExitAsync(Scenario scenario, decimal before)
    {
        await scenario.JournalAsync("TRADE_CLOSED");
        await scenario.FlatAsync();
        var orders = await scenario.OrdersAsync();
        Assert.DoesNotContain(orders, order => order.Rests);
        Assert.Single(orders, order => order.Side == "Buy");
        Assert.InRange(await scenario.HeldAsync() - before, 0m, 0.00001m);
        Assert.Single(scenario.Journal, entry => entry.Name == "TRADE_CLOSED");
        await scenario.AssertLedgerIsTheExchangesAsync();
    }

    private static async Task AssertNothingSentForWhatIsGoneAsync(Scenario scenario, PositionSeen open)
    {
        var sold = (await scenario.OrdersAsync()).Where(order => order.Side == "Sell").Sum(order => order.ExecutedQuantity);
        Assert.True((await scenario.StopsAsync()).Sum(stop => stop.Open) <= open.OpenQuantity - sold, $"{sold}");
        Assert.DoesNotContain(await scenario.Exchange.ReceivedAsync(), request => request.Code == -2010);
    }
}
