using Executor.ScenarioTests.Board;
using Executor.ScenarioTests.Running;

namespace Executor.ScenarioTests.Scenarios;

/// <summary>Orders and executions of somebody else, hands on the account, and a stream that says nothing.</summary>
public sealed class StrangerTests(Scoreboard board) : ScenarioTests(board)
{
    [Fact]
    [Scenario("P11")]
    public Task P11_ExecutionBelongsToAnEarlierTrade_IsCountedForNoOther() => LiveAsync(new ScenarioSetup(), async scenario =>
    {
        var first = await scenario.OpenAsync();
        await scenario.MoveAsync(first.Stop!.Value - 0.02m);
        await scenario.FreeAsync();
        var earlier = (await scenario.OrdersAsync()).First(order => order.IsStop).ClientOrderId;
        await scenario.MoveAsync(61_250m);
        await scenario.PeakAtAsync(61_250.3m);
        var second = await scenario.PositionAsync(position => position.IsProtected && position.TradeKey != first.TradeKey);

        // An order by the name of the trade before executes, another rests.
        var lineage = earlier[..(earlier.LastIndexOf('_') + 1)];
        await scenario.Exchange.PlaceByHandAsync(
            new { symbol = scenario.Symbol, side = "Buy", type = "Market", quantity = 0.001m, clientOrderId = lineage + "8e1" });
        await scenario.Exchange.PlaceByHandAsync(
            new { symbol = scenario.Symbol, side = "Sell", type = "Limit", quantity = 0.001m, price = 70_000m, clientOrderId = lineage + "9e1" });

        await scenario.JournalAsync("FOREIGN_ORDER");
        var still = await scenario.PositionAsync(position => position.IsProtected);
        Assert.Equal((second.TradeKey, second.OpenQuantity), (still.TradeKey, still.OpenQuantity));
        Assert.Equal(second.OpenQuantity, (await scenario.StopsAsync()).Sum(stop => stop.Open));
        await scenario.MoveAsync(still.Stop!.Value - 0.02m);
        await scenario.FreeAsync();
        var closed = await scenario.JournalAsync("TRADE_CLOSED", entry => entry.TradeKey == second.TradeKey);
        var sold = (await scenario.OrdersAsync()).Where(order => order is { Side: "Sell", IsStop: true } && order.CreatedAt > scenario.EventTime("FILLED", second.TradeKey!));
        Assert.Equal(second.OpenQuantity, sold.Sum(order => order.ExecutedQuantity));
        Assert.Equal("SL", closed.Fields["close_reason"]);

        // The stranger rests under our prefix: nothing is entered beside it until somebody has looked.
        await scenario.MoveAsync(61_250m);
        await scenario.PeakAtAsync(61_250.6m);
        var held = await scenario.PositionAsync(position => position.Hold is not null);
        Assert.Equal("Quarantined", held.Hold);
        Assert.Equal(2, (await scenario.OrdersAsync()).Count(order => order.IsEntry));
        Assert.Contains(await scenario.OrdersAsync(), order => order.ClientOrderId == lineage + "9e1" && order.Rests);
    });

    [Fact]
    [Scenario("P12")]
    public Task P12_Restore_StopThatIsCancelledByHandIsBackAndAManualCloseIsAdopted() => LiveAsync(new ScenarioSetup(), async scenario =>
    {
        await scenario.Exchange.FundsAsync("BTC", -1m); // whose BTC is sold by hand is beyond doubt
        var open = await scenario.OpenAsync();
        await scenario.Exchange.CancelByHandAsync(scenario.Symbol, (await scenario.StopsAsync())[^1].OrderId);

        await scenario.JournalAsync("EXIT_CANCELLED_OUTSIDE");
        await scenario.StopsAsync(stops => stops.Count == 3 && stops.Sum(stop => stop.Open) == open.OpenQuantity);

        await scenario.Exchange.SellAllByHandAsync(scenario.Symbol);
        Assert.Equal("MANUAL_CLOSE_DETECTED", (await scenario.FlatAsync()).LastCloseReason);
        Assert.DoesNotContain(await scenario.OrdersAsync(), order => order.Rests);
        Assert.InRange(await scenario.HeldAsync(), 0m, 0.00001m);
    });

    [Fact]
    [Scenario("P12")]
    public Task P12_Restore_ReductionByHandIsAdoptedAndTheRestStaysProtected() => LiveAsync(new ScenarioSetup(), async scenario =>
    {
        await scenario.Exchange.FundsAsync("BTC", -1m);
        var open = await scenario.OpenAsync();
        var runner = (await scenario.StopsAsync())[^1];
        await scenario.KillSiloAsync();
        await scenario.Exchange.CancelByHandAsync(scenario.Symbol, runner.OrderId);
        await scenario.Exchange.PlaceByHandAsync(new { symbol = scenario.Symbol, side = "Sell", type = "Market", quantity = 0.002m });
        await scenario.StartSiloAsync();

        await scenario.JournalAsync("POSITION_REDUCED_OUTSIDE");
        var rest = await scenario.PositionAsync(position => position.IsProtected && position.OpenQuantity < open.OpenQuantity);
        Assert.Equal(open.OpenQuantity - 0.002m, rest.OpenQuantity);
        Assert.Equal(rest.OpenQuantity, (await scenario.StopsAsync(stops => stops.Sum(stop => stop.Open) == rest.OpenQuantity)).Sum(stop => stop.Open));
    });

    [Fact]
    [Scenario("P12")]
    public Task P12_Adopt_TargetThatIsCancelledStaysAwayAndItsStopIsBack() => LiveAsync(
        new ScenarioSetup { Settings = new Dictionary<string, string> { ["MANUAL_CHANGES"] = "ADOPT" } },
        async scenario =>
        {
            var open = await scenario.OpenAsync();
            var target = (await scenario.OrdersAsync()).First(order => order is { Rests: true, Type: "LimitMaker" });

            await scenario.Exchange.CancelByHandAsync(scenario.Symbol, target.OrderId); // its stop goes with it

            await scenario.JournalAsync("MANUAL_CHANGE_ADOPTED");
            var stops = await scenario.StopsAsync(stops => stops.Sum(stop => stop.Open) == open.OpenQuantity);
            Assert.Equal(3, stops.Count);
            Assert.Equal(1, (await scenario.OrdersAsync()).Count(order => order is { Rests: true, Type: "LimitMaker" }));
        });

    [Fact]
    [Scenario("P12")]
    public Task P12_Halt_StopThatIsCancelledByHandTakesOurHandsOffUntilTheRelease() => LiveAsync(
        new ScenarioSetup { Settings = new Dictionary<string, string> { ["MANUAL_CHANGES"] = "HALT" } },
        async scenario =>
        {
            var open = await scenario.OpenAsync();
            await scenario.Exchange.CancelByHandAsync(scenario.Symbol, (await scenario.StopsAsync())[^1].OrderId);

            var held = await scenario.PositionAsync(position => position.Hold is not null);
            var sent = (await scenario.OrdersAsync()).Count;
            Assert.Equal("Halted", held.Hold);
            var looks = (await scenario.Exchange.ReceivedAsync("GET /api/v3/openOrders")).Count;
            await scenario.UntilAsync(async () => (await scenario.Exchange.ReceivedAsync("GET /api/v3/openOrders")).Count >= looks + 2);
            Assert.Equal(sent, (await scenario.OrdersAsync()).Count);
            Assert.Equal(2, (await scenario.StopsAsync()).Count);

            await scenario.Silo.ReleaseAsync(scenario.Symbol);
            await scenario.StopsAsync(stops => stops.Count == 3 && stops.Sum(stop => stop.Open) == open.OpenQuantity);
        });

    [Theory]
    [Scenario("P13")]
    [InlineData("OCO")]
    [InlineData("LEGS")]
    public Task P13_StreamIsConnectedAndSilent_SweepsMissNothing(string style) => LiveAsync(new ScenarioSetup { Style = style, Unnoticed = TimeSpan.FromSeconds(15) }, async scenario =>
    {
        await scenario.LoseEventsAsync();
        var open = await scenario.OpenAsync();

        await scenario.MoveAsync(open.Targets[0] + 5m);
        await scenario.JournalAsync("TP1_DONE_SL_TO_BE");
        var rest = await scenario.PositionAsync(position => position.IsProtected);
        Assert.Equal(rest.OpenQuantity, (await scenario.StopsAsync()).Sum(stop => stop.Open));
        await scenario.MoveAsync(rest.Stop!.Value - 0.01m);
        await scenario.FlatAsync();

        Assert.Equal(open.OpenQuantity, (await scenario.OrdersAsync()).Where(order => order.Side == "Sell").Sum(order => order.ExecutedQuantity));
        await scenario.JournalAsync("TRADE_CLOSED");
    });
}
