using Executor.ScenarioTests.Board;
using Executor.ScenarioTests.Running;

namespace Executor.ScenarioTests.Scenarios;

/// <summary>What is told over connections: before its time, into a gap, or too late.</summary>
public sealed class StreamTests(Scoreboard board) : ScenarioTests(board)
{
    [Theory]
    [Scenario("P34")]
    [InlineData("OCO")]
    [InlineData("BRACKET")]
    public Task P34_EventsOfEveryOrderComeBeforeTheAnswerThatCreatedIt_NothingIsLostAndNothingCountsTwice(string style) => LiveAsync(
        new ScenarioSetup { Style = style },
        async scenario =>
        {
            var before = await scenario.HeldAsync();
            var fault = await scenario.Exchange.FaultAsync(new { fault = "EventsBeforeReply", endpoint = "trading", delayMs = 400 });

            var open = await scenario.OpenAsync();

            Assert.True(await scenario.Exchange.StruckAsync(fault) > 0);
            Assert.Equal(await scenario.BoughtAsync(), open.OpenQuantity);
            Assert.Equal(open.OpenQuantity, (await scenario.StopsAsync()).Sum(stop => stop.Open));
            Assert.Single(await scenario.OrdersAsync(), order => order.Side == "Buy");
            await scenario.MoveAsync(open.Targets[0] + 5m);
            await scenario.JournalAsync("TP1_DONE_SL_TO_BE");
            await scenario.MoveAsync(open.Entry!.Value - 5m);
            await scenario.FlatAsync();
            Assert.Equal(open.OpenQuantity, (await scenario.OrdersAsync()).Where(order => order.Side == "Sell").Sum(order => order.ExecutedQuantity));
            Assert.DoesNotContain(scenario.Journal, entry => entry.Name is "ORDER_ADOPTED" or "FOREIGN_ORDER" or "OVERSOLD" or "SYMBOL_HELD");
            Assert.InRange(await scenario.HeldAsync() - before, 0m, 0.00001m);
        });

    [Theory]
    [Scenario("P35")]
    [InlineData("Spot", "cut")]
    [InlineData("Spot", "shutdown")]
    [InlineData("CrossMargin", "expire-tokens")]
    public Task P35_ConnectionEndsWithExecutionsInTheGap_EachCountsOnce(string account, string end) => LiveAsync(
        new ScenarioSetup { Account = account, Settings = new Dictionary<string, string> { ["RECONCILE_EVERY_SEC"] = "60" } }, // the sweep is not what finds them
        async scenario =>
        {
            var open = await scenario.OpenAsync();
            var held = await scenario.HeldAsync();

            await scenario.Exchange.EndStreamsAsync(end);
            await scenario.MoveAsync(open.Targets[0] + 5m); // nobody listens

            await scenario.JournalAsync("TP1_DONE_SL_TO_BE");
            var rest = await scenario.PositionAsync(position => position.IsProtected && position.OpenQuantity < open.OpenQuantity);
            Assert.Equal(held - await scenario.HeldAsync(), open.OpenQuantity - rest.OpenQuantity);
            Assert.Single(scenario.Journal, entry => entry.Name == "TP1_DONE");
            await scenario.StopsAsync(stops => stops.Sum(stop => stop.Open) == rest.OpenQuantity && stops.All(stop => stop.StopPrice == rest.Stop));
            await AssertSubscribedBeforeLookingAsync(scenario, end);
            // What serves now is alive: the end of the trade is heard without a sweep.
            await scenario.MoveAsync(rest.Stop!.Value - 5m);
            await scenario.FlatAsync();
            Assert.Equal(open.OpenQuantity, (await scenario.OrdersAsync()).Where(order => order.Side == "Sell").Sum(order => order.ExecutedQuantity));
        });

    [Fact]
    [Scenario("P25")]
    public Task P25_ExecutionsLagDecisions_QuantityInFlightCountsAsExposure() => LiveAsync(
        new ScenarioSetup
        {
            Symbols = ["BTCUSDT", "ETHUSDT"],
            Settings = new Dictionary<string, string> { ["MAX_TOTAL_NOTIONAL"] = "800", ["RECONCILE_EVERY_SEC"] = "6" },
        },
        async scenario =>
        {
            // The entry is carried out; its answer is held, its events are lost, queries are behind.
            await scenario.LoseEventsAsync();
            await scenario.Exchange.FaultAsync(new { fault = "QueryLag", lagMs = 2_000 });
            await scenario.EnterWithoutAnswerAsync(TimeSpan.FromSeconds(2.5));

            var second = await scenario.Silo.SubmitAsync("ETHUSDT", ScoutFiles.Line("long", 3_000m, TimeSpan.Zero));
            var again = await scenario.Silo.SubmitAsync("BTCUSDT", ScoutFiles.Line("long", scenario.Price + 40m, TimeSpan.Zero));

            Assert.Contains("max_total_notional", second, StringComparison.Ordinal);
            Assert.Contains("position_already_open", again, StringComparison.Ordinal);
            var open = await scenario.PositionAsync(position => position.IsProtected);
            Assert.Equal(await scenario.BoughtAsync(), open.OpenQuantity);
            Assert.Empty(await scenario.Exchange.OrdersAsync("ETHUSDT"));
        });

    [Fact]
    [Scenario("P25")]
    public async Task P25_WebhookEndpointHangs_TheTradeGoesOnAndEventsFollowInOrder()
    {
        await using var endpoint = HangingEndpoint.Start();
        await LiveAsync(
            new ScenarioSetup { Settings = new Dictionary<string, string> { ["N8N_WEBHOOK_URL"] = endpoint.Address.AbsoluteUri } },
            async scenario =>
            {
                var open = await scenario.OpenAsync();
                await scenario.UntilAsync(() => Task.FromResult(endpoint.Received.Count > 0));
                await scenario.MoveAsync(open.Targets[0] + 5m);
                await scenario.JournalAsync("TP1_DONE_SL_TO_BE");
                await scenario.MoveAsync(open.Entry!.Value - 5m);
                await scenario.FlatAsync();
                Assert.DoesNotContain(await scenario.OrdersAsync(), order => order.Rests);
                Assert.Single(endpoint.Received.Select(each => each.Id).Distinct()); // the first still waits for its answer, the others behind it
                Assert.All(scenario.Journal.Where(entry => entry.Name == "UNCOVERED_WINDOW"), entry => Assert.True(entry.Number("seconds") < 2m, $"{entry}"));

                endpoint.Answer();

                await scenario.UntilAsync(() => Task.FromResult(endpoint.Received.Any(each => each.Event == "TRADE_CLOSED")));
                var sent = endpoint.Received.DistinctBy(each => each.Id).ToList();
                Assert.Equal(sent.Select(each => each.Sequence).Order(), sent.Select(each => each.Sequence));
                Assert.Superset(new HashSet<string> { "OPEN", "FILLED", "EXITS_PLACED_V15", "TP1_DONE_SL_TO_BE", "TRADE_CLOSED" }, sent.Select(each => each.Event).ToHashSet());
            });
    }

    /// <summary>The account was looked at after the new subscription, not before it.</summary>
    private static async Task AssertSubscribedBeforeLookingAsync(Scenario scenario, string end)
    {
        var requests = await scenario.Exchange.ReceivedAsync();
        var subscribed = requests.Last(request => request.Endpoint.Contains("userDataStream.subscribe", StringComparison.Ordinal));
        Assert.True(requests.Any(request => request.At >= subscribed.At && request.Endpoint.EndsWith("/openOrders", StringComparison.Ordinal)), $"no look after the subscription ({end})");
    }
}
