using Executor.ScenarioTests.Running;

namespace Executor.ScenarioTests;

/// <summary>What a first start finds on an account that somebody has used before.</summary>
public sealed class FirstStartTests : IDisposable
{
    private const string Symbol = "BTCUSDT";
    private const decimal Price = 61_250m;

    private readonly string _folder = Directory.CreateTempSubdirectory("executor-scenario-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task FirstStart_WhenAnOrderRestsThatNobodyExplains_HoldsTheSymbolUntilItIsReleasedAndNotAgain()
    {
        await using var simulator = await SimulatorProcess.StartAsync(_folder);
        await simulator.PlaceByHandAsync(new { symbol = Symbol, side = "Sell", type = "Limit", quantity = 0.1m, price = 70_000m, clientOrderId = "by-hand" });
        var files = new ScoutFiles(_folder, Price);
        var settings = SiloProcess.Settings(simulator, Symbol, _folder);
        (settings["AGG_CSV"], settings["DELTASCOUT_LOG"]) = (files.Feed, files.SignalLog);
        await using (var first = SiloProcess.Start(settings, _folder))
        {
            await first.ReadyAsync(Breathe);
            var held = await first.PositionAsync(Symbol, position => position.Hold is not null, Breathe);

            Assert.Equal("Quarantined", held.Hold);
            Assert.Contains("Foreign order by-hand", held.HoldDetail, StringComparison.Ordinal);
            await files.PeakAsync("long");
            await Eventually.TrueAsync(
                async () =>
                {
                    await Breathe();
                    return first.Output.Contains("SKIP_PEAK reason=symbol_held", StringComparison.Ordinal);
                },
                () => first.Output);
            Assert.DoesNotContain(await simulator.OrdersAsync(Symbol), order => order.Side == "Buy");
            await first.ReleaseAsync(Symbol);
            await first.PositionAsync(Symbol, position => position.Hold is null, Breathe);
            await first.KillAsync();
        }

        await using var second = SiloProcess.Start(settings, _folder);
        await second.ReadyAsync(Breathe);
        Assert.Null((await second.PositionAsync(Symbol, position => position.Status == "Flat", Breathe)).Hold);
        Assert.Contains("Foreign order by-hand", second.Output, StringComparison.Ordinal); // shown all the same

        Task Breathe() => simulator.BreatheAsync(Symbol, Price);
    }

    [Fact]
    public async Task Start_OnTheDataOfAnotherMode_IsRefused()
    {
        await using var simulator = await SimulatorProcess.StartAsync(_folder);
        var settings = SiloProcess.Settings(simulator, Symbol, _folder);
        Directory.CreateDirectory(settings["EXECUTOR_DATA_DIR"]);
        await File.WriteAllTextAsync(Path.Combine(settings["EXECUTOR_DATA_DIR"], "executor.mode"), "paper\n", TestContext.Current.CancellationToken);
        await using var silo = SiloProcess.Start(settings, _folder);

        Assert.Equal(1, await silo.ExitedAsync());
        Assert.Contains("holds positions of 'paper', and this start is 'simulator'", silo.Output, StringComparison.Ordinal);
    }
}
