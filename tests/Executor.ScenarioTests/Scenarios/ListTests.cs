using Executor.ScenarioTests.Board;
using Executor.ScenarioTests.Running;

namespace Executor.ScenarioTests.Scenarios;

/// <summary>Order lists and replacements of which the exchange carries out one half.</summary>
public sealed class ListTests(Scoreboard board) : ScenarioTests(board)
{
    /// <summary>Longest time between what the exchange took away and what took its place: many processes share this machine.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(3);

    [Theory]
    [Scenario("P31")]
    [InlineData(true)]
    [InlineData(false)]
    public Task P31_TargetOfAListFillsInPartAndItsStopExpires_TheRestIsUnderAStopAgainOrLeaves(bool returns) => LiveAsync(new ScenarioSetup(), async scenario =>
    {
        var before = await scenario.HeldAsync();
        var open = await scenario.OpenAsync();
        var target = Assert.Single(await scenario.OrdersAsync(), order => order is { Rests: true, Type: "LimitMaker" } && order.Price == open.Targets[0]);
        const decimal Part = 0.001m;
        await scenario.Exchange.BookAsync(scenario.Symbol, new { quantity = 5m, fillPerTouch = Part });
        // What the exchange did is told a little later: by then price is back below the target, or it is not.
        await scenario.Exchange.FaultAsync(new { fault = "EventDelay", endpoint = "executionReport", delayMs = 300 });
        scenario.IsAlive = false;

        await scenario.JumpAsync(open.Targets[0] + 1m); // one trade takes a part of the target, and no more come
        if (returns)
            await scenario.JumpAsync(open.Targets[0] - 40m);

        var expired = (await scenario.OrdersAsync(orders => orders.Any(order => order is { IsStop: true, Status: "Expired" }))).First(order => order is { IsStop: true, Status: "Expired" });
        Assert.Equal(target.Quantity, expired.Quantity);
        var rest = target.Quantity - Part;
        var orders = await scenario.OrdersAsync(orders => orders.Any(order => order.CreatedAt >= expired.UpdatedAt && order.Side == "Sell" && order.Quantity == rest));
        var again = orders.First(order => order.CreatedAt >= expired.UpdatedAt && order.Side == "Sell" && order.Quantity == rest && (order.IsStop || order.Type == "Market"));
        Assert.Equal(returns, again.IsStop);
        Assert.True(again.CreatedAt - expired.UpdatedAt < AtOnce, $"{expired.UpdatedAt:O} {again.CreatedAt:O}");
        if (returns)
            Assert.Equal(open.Stop, again.StopPrice);

        await scenario.Exchange.EndFaultsAsync();
        await scenario.Exchange.DeepBookAsync(scenario.Symbol);
        scenario.IsAlive = true;
        await scenario.MoveAsync(open.Stop!.Value - 5m);
        await scenario.FlatAsync();
        Assert.DoesNotContain(await scenario.OrdersAsync(), order => order.Rests);
        Assert.Equal(open.OpenQuantity, (await scenario.OrdersAsync()).Where(order => order.Side == "Sell").Sum(order => order.ExecutedQuantity));
        Assert.InRange(await scenario.HeldAsync() - before, 0m, 0.00001m);
    });

    [Fact]
    [Scenario("P32")]
    public Task P32_ExitsOfTheBracketAreRejectedWhenItsEntryFills_AnOcoForWhatIsHeldTakesTheirPlaceAtOnce() => LiveAsync(
        new ScenarioSetup { Style = "BRACKET" },
        async scenario =>
        {
            await scenario.Exchange.FaultAsync(new { fault = "RejectPendingLegs", count = 1 });

            var open = await scenario.OpenAsync();

            var orders = await scenario.OrdersAsync();
            var rejected = orders.Where(order => order is { Status: "Expired", ExecutedQuantity: 0m }).ToList();
            Assert.Equal(2, rejected.Count); // both exits of the bracket
            await scenario.JournalAsync("BRACKET_REJECTED");
            Assert.Contains(await scenario.Exchange.ReceivedAsync("POST /api/v3/orderList/oco"), request => request.Status == 200);
            Assert.Equal(await scenario.BoughtAsync(), open.OpenQuantity);
            Assert.Equal(open.OpenQuantity, (await scenario.StopsAsync()).Sum(stop => stop.Open));
            var first = (await scenario.StopsAsync()).Min(stop => stop.CreatedAt);
            var filled = Assert.Single(orders, order => order.IsEntry).UpdatedAt;
            Assert.True(first - filled < AtOnce, $"{filled:O} {first:O}");
        });

    [Fact]
    [Scenario("P33")]
    public Task P33_ReplacementCancelsTheOldStopAndPriceIsAboveTheNewOne_AStopRestsAgainAtOnce() => LiveAsync(
        new ScenarioSetup(),
        async scenario =>
        {
            var open = await scenario.OpenAsync();

            await scenario.StrikeAsync(new { fault = "HalfReplace", count = 1 }, () => scenario.MoveAsync(open.Targets[0] + 5m));

            await scenario.JournalAsync("EXIT_REPLACE_HALF_DONE");
            await scenario.PositionAsync(position => position.OpenQuantity < open.OpenQuantity && position.Coverage == 1m);
            await AssertRestoredOrLeftAsync(scenario, open.OpenQuantity);
        });

    [Fact]
    [Scenario("P33")]
    public Task P33_ReplacementCancelsTheOldStopAndPriceIsPastTheNewOne_TheQuantityLeavesAtMarket() => LiveAsync(
        new ScenarioSetup { Style = "LEGS" },
        async scenario =>
        {
            var before = await scenario.HeldAsync();
            var open = await scenario.OpenAsync();
            // The answer comes when price has fallen below the level that was refused.
            await scenario.StrikeAsync(new { fault = "HalfReplace", count = 1, delayMs = 1_000 }, () => scenario.MoveAsync(open.Targets[0] + 5m));
            await scenario.JumpAsync(open.Entry!.Value - 40m);

            await scenario.FlatAsync();
            Assert.Equal(open.OpenQuantity, (await scenario.OrdersAsync()).Where(order => order.Side == "Sell").Sum(order => order.ExecutedQuantity));
            await AssertRestoredOrLeftAsync(scenario, open.OpenQuantity);
            Assert.InRange(await scenario.HeldAsync() - before, 0m, 0.00001m);
        });

    /// <summary>After the half that was carried out, the next order on the books is a stop or a sale at market, and follows at once.</summary>
    private static async Task AssertRestoredOrLeftAsync(Scenario scenario, decimal held)
    {
        var half = scenario.Journal.First(entry => entry.Name == "EXIT_REPLACE_HALF_DONE").At;
        var next = (await scenario.OrdersAsync()).First(order => order.Side == "Sell" && order.CreatedAt > half);
        Assert.True(next.IsStop || next.Type == "Market", $"{next}");
        Assert.True(next.CreatedAt - half < AtOnce, $"{half:O} {next.CreatedAt:O}");
        Assert.True(next.Quantity <= held, $"{next}");
    }
}
