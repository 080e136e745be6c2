using Executor.ScenarioTests.Board;
using Executor.ScenarioTests.Running;

namespace Executor.ScenarioTests.Scenarios;

/// <summary>Rules and states of the market that change under a live position.</summary>
public sealed class MarketRuleTests(Scoreboard board) : ScenarioTests(board)
{
    private const string ReadRules = "GET /api/v3/exchangeInfo";

    [Theory]
    [Scenario("P29")]
    [InlineData("tickSize", 0.5)]
    [InlineData("lotStep", 0.0001)]
    public Task P29_TickOrLotStepChangesUnderALivePosition_RulesAreReadAgainAndOrdersFollowThem(string rule, double value) => LiveAsync(
        new ScenarioSetup(),
        async scenario =>
        {
            var before = await scenario.HeldAsync();
            var open = await scenario.OpenAsync();
            await RulesAreOldAsync(scenario);
            var read = (await scenario.Exchange.ReceivedAsync(ReadRules)).Count;
            await scenario.Exchange.RulesAsync(scenario.Symbol, new Dictionary<string, double> { [rule] = value });

            await scenario.MoveAsync(open.Targets[0] + 5m); // the move of the stop is refused under the old rules

            await scenario.JournalAsync("TP1_DONE_SL_TO_BE");
            Assert.True((await scenario.Exchange.ReceivedAsync(ReadRules)).Count > read);
            var rest = await scenario.PositionAsync(position => position.IsProtected && position.OpenQuantity < open.OpenQuantity);
            var stops = await scenario.StopsAsync(stops => stops.Sum(stop => stop.Open) == rest.OpenQuantity && stops.All(stop => stop.StopPrice > open.Stop));
            Assert.All(stops, stop => Assert.Equal(0m, rule == "tickSize" ? stop.StopPrice!.Value % 0.5m : stop.Quantity % 0.0001m));
            await scenario.MoveAsync(rest.Stop!.Value - 50m);
            await scenario.FlatAsync();
            Assert.DoesNotContain(await scenario.OrdersAsync(), order => order.Rests);
            Assert.InRange(await scenario.HeldAsync() - before, 0m, rule == "tickSize" ? 0.00001m : 0.0002m);
        });

    [Fact]
    [Scenario("P29")]
    public Task P29_MarketTakesNoNewOrders_TheEntryIsRefusedWithTheReason() => LiveAsync(new ScenarioSetup(), async scenario =>
    {
        await RulesAreOldAsync(scenario);
        await scenario.Exchange.StatusAsync(scenario.Symbol, "CancelOnly");

        await scenario.PeakAsync();

        var ended = await scenario.JournalAsync("ENTRY_DONE");
        Assert.Equal("ENTRY_REJECTED", ended.Fields["status"]);
        await scenario.FlatAsync();
        var price = scenario.Price;
        await scenario.UntilAsync(async () => (await scenario.Silo.SubmitAsync(scenario.Symbol, ScoutFiles.Line("long", price += 3m, TimeSpan.Zero)))
            .Contains("market_closed", StringComparison.Ordinal));
        Assert.Empty(await scenario.OrdersAsync());
    });

    [Theory]
    [Scenario("P36")]
    [InlineData("CancelOnly")]
    [InlineData("Halt")]
    public Task P36_MarketStopsWithAPositionOpen_OneAlarmNoEntriesAndProtectionIsBackAsSoonAsItIsAllowed(string status) => LiveAsync(
        new ScenarioSetup(),
        async scenario =>
        {
            var open = await scenario.OpenAsync();
            await RulesAreOldAsync(scenario);
            // A stop is lost just before; when we hear of it, the market has stopped.
            await scenario.Exchange.FaultAsync(new { fault = "EventDelay", endpoint = "executionReport", delayMs = 1_000, count = 1 });
            await scenario.Exchange.CancelByHandAsync(scenario.Symbol, (await scenario.StopsAsync())[^1].OrderId);
            await scenario.Exchange.StatusAsync(scenario.Symbol, status);

            await scenario.JournalAsync("SYMBOL_NOT_TRADING", entry => entry.IsAlarm);
            var sent = (await scenario.Exchange.ReceivedAsync()).Count(IsOrder);
            var looks = (await scenario.Exchange.ReceivedAsync("GET /api/v3/openOrders")).Count;
            Assert.Contains("\"outcome\":\"skipped\"", await scenario.Silo.SubmitAsync(
                scenario.Symbol, ScoutFiles.Line("long", scenario.Price + 40m, TimeSpan.Zero)), StringComparison.Ordinal);
            await scenario.UntilAsync(async () => (await scenario.Exchange.ReceivedAsync("GET /api/v3/openOrders")).Count >= looks + 3);
            Assert.Equal(sent, (await scenario.Exchange.ReceivedAsync()).Count(IsOrder)); // looks go on, orders do not

            await scenario.Exchange.StatusAsync(scenario.Symbol, "Trading");

            await scenario.JournalAsync("SYMBOL_TRADING_AGAIN");
            await scenario.StopsAsync(stops => stops.Sum(stop => stop.Open) == open.OpenQuantity);
            Assert.Single(scenario.Journal, entry => entry.IsAlarm && entry.Name == "SYMBOL_NOT_TRADING");
            Assert.Single(await scenario.OrdersAsync(), order => order.IsEntry);
        });

    /// <summary>Rules that were just read are not read again for a refusal: waits until they are old enough.</summary>
    private static async Task RulesAreOldAsync(Scenario scenario)
    {
        var read = (await scenario.Exchange.ReceivedAsync(ReadRules))[^1].At;
        await scenario.UntilAsync(() => Task.FromResult(TimeProvider.System.GetUtcNow() - read > TimeSpan.FromSeconds(10.5)));
    }

    private static bool IsOrder(ReceivedRequest request) =>
        request.Endpoint.Contains("/order", StringComparison.Ordinal) && !request.Endpoint.StartsWith("GET ", StringComparison.Ordinal);
}
