using Executor.ScenarioTests.Board;
using Executor.ScenarioTests.Running;
using Executor.TestServers;
using Microsoft.Data.Sqlite;

namespace Executor.ScenarioTests.Scenarios;

/// <summary>Who owns a symbol: two executors, a second program, and a storage that says nothing.</summary>
public sealed class OwnerTests(Scoreboard board) : ScenarioTests(board)
{
    [Fact]
    [Scenario("P22")]
    public Task P22_SecondExecutorOnTheSameData_RefusesToStartAndTheFirstGoesOn() => LiveAsync(new ScenarioSetup(), async scenario =>
    {
        var open = await scenario.OpenAsync();
        await using (var second = scenario.StartAnotherSilo())
        {
            Assert.NotEqual(0, await second.ExitedAsync());
            Assert.Contains("is in use by another executor", second.Output, StringComparison.Ordinal);
        }

        await scenario.MoveAsync(open.Targets[0] + 5m);
        await scenario.JournalAsync("TP1_DONE_SL_TO_BE");
        Assert.Single(await scenario.OrdersAsync(), order => order.IsEntry);
    });

    [Fact]
    [Scenario("P22")]
    public async Task P22_TwoExecutorsThatDoNotKnowOfEachOtherShareAStorage_TheFenceLetsOneOfThemSend()
    {
        await using var redis = await RedisServer.StartAsync();
        var settings = new Dictionary<string, string>
        {
            ["EXECUTOR_STORAGE"] = "Redis",
            ["EXECUTOR_REDIS"] = redis.ConnectionString,
            ["EXECUTOR_SERVICE_ID"] = "shared",
            ["EXECUTOR_CLUSTER_ID"] = "one",
            ["EXECUTOR_SILO_PORT"] = "0",
        };
        await LiveAsync(new ScenarioSetup { Settings = settings }, async scenario =>
        {
            var before = await scenario.HeldAsync();
            await using var second = scenario.StartAnotherSilo(("EXECUTOR_CLUSTER_ID", "two"), ("EXECUTOR_DATA_DIR", scenario.DataFolder + "-two"));
            await second.ReadyAsync(scenario.BreatheAsync);

            await scenario.PeakAsync(); // both follow the log
            await scenario.StopsAsync(stops => stops.Count == 3);
            var bought = await scenario.BoughtAsync();
            Assert.Single(await scenario.OrdersAsync(), order => order.IsEntry);
            await scenario.StopsAsync(stops => stops.Sum(stop => stop.Open) == bought);
            var targets = (await scenario.OrdersAsync()).Where(order => order is { Rests: true, Type: "LimitMaker" }).Select(order => order.Price!.Value).Order().ToList();
            await scenario.MoveAsync(targets[0] + 5m); // both hear of it
            await scenario.StopsAsync(stops => stops.Count == 2 && stops.All(stop => stop.StopPrice > 61_200m));
            await second.KillAsync();

            await scenario.MoveAsync(61_100m);
            await scenario.FlatAsync();
            var orders = await scenario.OrdersAsync();
            Assert.Single(orders, order => order.Side == "Buy");
            Assert.Equal(bought, orders.Where(order => order.Side == "Sell").Sum(order => order.ExecutedQuantity));
            Assert.DoesNotContain(orders, order => order.Rests);
            Assert.InRange(await scenario.HeldAsync() - before, 0m, 0.00001m);
        });
    }

    [Theory]
    [Scenario("P22")]
    [InlineData("EX_SL_0123456789ab_0e1")]
    [InlineData("x-second-program-1")]
    public Task P22_SecondProgramPlacesAnOrderOnTheSymbol_IsSeenAlarmsOnceAndIsNotTouched(string clientOrderId) => LiveAsync(new ScenarioSetup(), async scenario =>
    {
        var open = await scenario.OpenAsync();

        await scenario.Exchange.PlaceByHandAsync(new
        {
            symbol = scenario.Symbol, side = "Sell", type = "Limit", quantity = 0.001m, price = 70_000m, clientOrderId,
        });

        var alarm = await scenario.JournalAsync("FOREIGN_ORDER", entry => entry.IsAlarm);
        Assert.Equal(clientOrderId, alarm.Fields["client_id"]);
        var looks = (await scenario.Exchange.ReceivedAsync("GET /api/v3/openOrders")).Count;
        await scenario.UntilAsync(async () => (await scenario.Exchange.ReceivedAsync("GET /api/v3/openOrders")).Count >= looks + 2);
        Assert.Single(scenario.Journal, entry => entry.Name == "FOREIGN_ORDER");
        Assert.True(Assert.Single(await scenario.OrdersAsync(), order => order.ClientOrderId == clientOrderId).Rests);
        var still = await scenario.PositionAsync(position => position.IsProtected);
        Assert.Equal((open.TradeKey, open.OpenQuantity), (still.TradeKey, still.OpenQuantity));
        Assert.Equal(open.OpenQuantity, (await scenario.StopsAsync()).Sum(stop => stop.Open));
    });

    [Fact]
    [Scenario("P30")]
    public Task P30_StorageCannotBeWritten_NothingIsSentAndExitsGoOnProtectingUntilItRecoversByItself() => LiveAsync(
        new ScenarioSetup { Symbols = ["BTCUSDT", "ETHUSDT"], Settings = new Dictionary<string, string> { ["RECONCILE_EVERY_SEC"] = "5" } },
        async scenario =>
        {
            var open = await scenario.OpenAsync();
            var sent = 0;
            await using (var other = new SqliteConnection($"Data Source={Path.Combine(scenario.DataFolder, "executor.db")};Pooling=False"))
            {
                await other.OpenAsync(TestContext.Current.CancellationToken);
                await ExecuteAsync(other, "BEGIN IMMEDIATE");
                sent = (await scenario.Exchange.ReceivedAsync()).Count(IsChange);
                var since = TimeProvider.System.GetUtcNow();

                await scenario.PeakAsync("long", "ETHUSDT");
                await scenario.MoveAsync(open.Targets[0] + 5m);

                await scenario.UntilAsync(() => Task.FromResult(TimeProvider.System.GetUtcNow() - since > TimeSpan.FromSeconds(12)));
                Assert.Equal(sent, (await scenario.Exchange.ReceivedAsync()).Count(IsChange)); // nothing without its intent
                var left = (await scenario.OrdersAsync()).Where(order => order.Side == "Sell").Sum(order => order.ExecutedQuantity);
                Assert.True(left > 0m);
                Assert.Equal(open.OpenQuantity - left, (await scenario.StopsAsync()).Sum(stop => stop.Open));
                Assert.Empty(await scenario.Exchange.OrdersAsync("ETHUSDT"));
                await ExecuteAsync(other, "ROLLBACK");
            }

            await scenario.JournalAsync("TP1_DONE_SL_TO_BE");
            var rest = await scenario.PositionAsync(position => position.IsProtected && position.OpenQuantity < open.OpenQuantity);
            await scenario.StopsAsync(stops => stops.Sum(stop => stop.Open) == rest.OpenQuantity && stops.All(stop => stop.StopPrice > open.Stop));
            await scenario.PositionAsync(position => position.IsProtected, "ETHUSDT");
        });

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static bool IsChange(ReceivedRequest request) =>
        request.Endpoint.StartsWith("POST ", StringComparison.Ordinal) || request.Endpoint.StartsWith("DELETE ", StringComparison.Ordinal);
}
