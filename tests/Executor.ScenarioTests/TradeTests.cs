using Executor.ScenarioTests.Running;

namespace Executor.ScenarioTests;

/// <summary>A whole trade: the executor and the exchange in processes of their own, HTTP and WebSocket between them.</summary>
public sealed class TradeTests : IDisposable
{
    private const string Symbol = "BTCUSDT";
    private const decimal Price = 61_250m;

    private readonly string _folder = Directory.CreateTempSubdirectory("executor-scenario-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Peak_OnSpot_IsProtectedMovesToBreakEvenOutlivesAKillAndEndsFlatWithoutASecretAnywhere()
    {
        await using var simulator = await SimulatorProcess.StartAsync(_folder);
        var files = new ScoutFiles(_folder, Price);
        var settings = WithFiles(SiloProcess.Settings(simulator, Symbol, _folder), files);
        var held = await simulator.BalanceAsync("Spot", "BTC");
        string printed;
        PositionSeen moved;
        await using (var first = SiloProcess.Start(settings, _folder))
        {
            await first.ReadyAsync(() => simulator.BreatheAsync(Symbol, Price));
            await files.PeakAsync("long");
            var open = await first.PositionAsync(Symbol, position => position is { Status: "Open", Coverage: 1m }, () => simulator.BreatheAsync(Symbol, Price));
            var stops = await StopsAsync(simulator);
            Assert.Equal(3, stops.Count);
            Assert.Equal(open.OpenQuantity, stops.Sum(stop => stop.Quantity));
            Assert.All(stops, stop => Assert.Equal(open.Stop, stop.StopPrice));

            var beyond = open.Targets[0] + 5m;
            await simulator.MoveAsync(Symbol, beyond);
            moved = await first.PositionAsync(
                Symbol, position => position is { StopCause: "BreakEven", Coverage: 1m }, () => simulator.BreatheAsync(Symbol, beyond));
            Assert.Equal(open.TradeKey, moved.TradeKey);
            // Legs move one after the other: between two of them the first is there and the second is on its way.
            await Eventually.TrueAsync(
                async () => (stops = await StopsAsync(simulator)).All(stop => stop.StopPrice == moved.Stop) && stops.Sum(stop => stop.Quantity) == moved.OpenQuantity,
                () => first.Output);
            Assert.Contains("\"mode\":\"simulator\"", await first.TextAsync("/positions"), StringComparison.Ordinal);
            await first.KillAsync();
            printed = first.Output;
        }

        Assert.NotEmpty(await StopsAsync(simulator)); // what protects does not need the executor
        await using var second = SiloProcess.Start(settings, _folder);
        var above = moved.Targets[^1] - 30m; // between break-even and the second target
        var again = await second.PositionAsync(Symbol, position => position is { Status: "Open", Coverage: 1m }, () => simulator.BreatheAsync(Symbol, above));
        Assert.Equal(moved.TradeKey, again.TradeKey);
        await simulator.MoveAsync(Symbol, again.Stop!.Value - 20m);
        var flat = await second.PositionAsync(Symbol, position => position.Status == "Flat", () => simulator.BreatheAsync(Symbol, again.Stop.Value - 20m));

        Assert.Equal("SL", flat.LastCloseReason);
        Assert.DoesNotContain(await simulator.OrdersAsync(Symbol), order => order.Rests);
        Assert.InRange((await simulator.BalanceAsync("Spot", "BTC")).Total - held.Total, -0.00001m, 0.00001m);
        Assert.Single(await simulator.OrdersAsync(Symbol), order => order.Side == "Buy");
        var answers = string.Concat(await second.TextAsync("/positions"), await second.TextAsync("/fleet"), await second.TextAsync("/health/ready"));
        await second.KillAsync();
        Secrets.AssertNoneIn(_folder, printed, second.Output, answers);
    }

    [Theory]
    [InlineData("long")]
    [InlineData("short")]
    public async Task Peak_OnCrossMargin_BorrowsIsProtectedAndOwesNothingAtTheEnd(string kind)
    {
        await using var simulator = await SimulatorProcess.StartAsync(_folder);
        var files = new ScoutFiles(_folder, Price);
        var settings = WithFiles(SiloProcess.Settings(simulator, Symbol, _folder), files);
        (settings["TRADE_MODE"], settings["MARGIN_BORROW_MODE"], settings["QTY_USD"]) = ("MARGIN", "MANUAL", "60000"); // more than there is of either asset
        await using var silo = SiloProcess.Start(settings, _folder);
        await silo.ReadyAsync(() => simulator.BreatheAsync(Symbol, Price));

        await files.PeakAsync(kind);
        var open = await silo.PositionAsync(Symbol, position => position is { Status: "Open", Coverage: 1m }, () => simulator.BreatheAsync(Symbol, Price));
        var owed = await simulator.BalanceAsync("CrossMargin", kind == "long" ? "USDT" : "BTC");
        var beyond = kind == "long" ? open.Stop!.Value - 20m : open.Stop!.Value + 20m;
        await simulator.MoveAsync(Symbol, beyond);
        await silo.PositionAsync(Symbol, position => position.Status == "Flat", () => simulator.BreatheAsync(Symbol, beyond));

        Assert.True(owed.Owed > 0m, $"{owed}");
        Assert.DoesNotContain(await simulator.OrdersAsync(Symbol), order => order.Rests);
        Assert.Equal(0m, (await simulator.BalanceAsync("CrossMargin", "USDT")).Owed);
        Assert.Equal(0m, (await simulator.BalanceAsync("CrossMargin", "BTC")).Owed);
    }

    private static Dictionary<string, string> WithFiles(Dictionary<string, string> settings, ScoutFiles files)
    {
        (settings["AGG_CSV"], settings["DELTASCOUT_LOG"]) = (files.Feed, files.SignalLog);
        return settings;
    }

    private static async Task<IReadOnlyList<SimulatedOrder>> StopsAsync(SimulatorProcess simulator) =>
        [.. (await simulator.OrdersAsync(Symbol)).Where(order => order is { Rests: true, Type: "StopLossLimit" })];
}
