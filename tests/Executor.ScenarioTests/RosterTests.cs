using System.Net;
using Executor.ScenarioTests.Running;
using Executor.TestServers;

namespace Executor.ScenarioTests;

/// <summary>Symbols come and go while the executor runs, and while it does not.</summary>
public sealed class RosterTests : IDisposable
{
    private const string Ether = "ETHUSDT";

    private readonly string _folder = Directory.CreateTempSubdirectory("executor-scenario-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Symbol_AddedAndTakenOutWhileTheSiloRuns_TradesInBetween_AndIsTrailedToItsStopByASiloThatDoesNotListIt()
    {
        await using var scenario = await Scenario.StartAsync(Setup("BTCUSDT"), _folder);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await scenario.Silo.ChangeRosterAsync(HttpMethod.Post, "NOPEUSDT")).Status);
        Assert.Null(await scenario.Silo.TextAsync($"/positions/{Ether}"));

        await AddAsync(scenario, Ether);
        await scenario.JournalAsync("ACCOUNT_REVIEWED", entry => entry.ToString().Contains(Ether, StringComparison.Ordinal));
        var open = await scenario.OpenAsync(symbol: Ether);
        await scenario.MoveAsync(open.Targets[0] + 0.5m, Ether);
        await scenario.PositionAsync(position => position is { StopCause: "BreakEven", IsProtected: true }, Ether);

        Assert.Equal(HttpStatusCode.OK, (await scenario.Silo.ChangeRosterAsync(HttpMethod.Delete, Ether)).Status);
        await scenario.UntilAsync(async () => (await scenario.Silo.SubmitAsync(Ether, ScoutFiles.Line("long", 3_001m, TimeSpan.Zero))).Contains("was taken out of the roster", StringComparison.Ordinal));
        await scenario.KillSiloAsync();
        await scenario.StartSiloAsync();

        await scenario.PositionAsync(position => position is { StopCause: "BreakEven", IsProtected: true }, Ether);
        await scenario.MoveAsync(open.Targets[1] + 0.5m, Ether);
        await scenario.JournalAsync("TRAIL_ACTIVATED_AFTER_TP2", entry => entry.Symbol == Ether);
        var trailed = await scenario.PositionAsync(position => position is { StopCause: "Trail", IsProtected: true }, Ether);
        await scenario.PeakAsync("long", Ether);
        await scenario.MoveAsync(trailed.Stop!.Value - 1m, Ether);

        await scenario.JournalAsync("TRADE_CLOSED", entry => entry.Symbol == Ether);
        await scenario.UntilAsync(async () => await scenario.Silo.TextAsync($"/positions/{Ether}") is null); // forgotten
        var orders = await scenario.Exchange.OrdersAsync(Ether);
        Assert.Single(orders, order => order.IsEntry);
        Assert.DoesNotContain(orders, order => order.Rests);
        await scenario.OpenAsync(); // the other one never noticed
    }

    [Fact]
    public async Task Symbol_TakenOutOfTheSettings_IsManagedUntilItIsFlat()
    {
        await using var scenario = await Scenario.StartAsync(Setup("BTCUSDT,ETHUSDT"), _folder);
        await FollowedAsync(scenario, () => scenario.Output);
        var open = await scenario.OpenAsync(symbol: Ether);
        await scenario.KillSiloAsync();

        await scenario.StartSiloAsync(("SYMBOLS", "BTCUSDT"));
        await scenario.MoveAsync(open.Targets[0] + 0.5m, Ether);
        var moved = await scenario.PositionAsync(position => position is { StopCause: "BreakEven", IsProtected: true }, Ether);
        await scenario.MoveAsync(moved.Stop!.Value - 1m, Ether);

        await scenario.JournalAsync("TRADE_CLOSED", entry => entry.Symbol == Ether);
        Assert.DoesNotContain(await scenario.Exchange.OrdersAsync(Ether), order => order.Rests);
    }

    [Fact]
    public async Task Symbol_AddedWithoutFiles_TakesItsBarsFromTheExchange()
    {
        const string Solana = "SOLUSDT";
        await using var scenario = await Scenario.StartAsync(Setup("BTCUSDT"), _folder);

        await AddAsync(scenario, Solana);

        await scenario.UntilAsync(async () =>
        {
            await scenario.Exchange.BreatheAsync(Solana, ScenarioSetup.PriceOf(Solana));
            var ready = await scenario.Silo.TextAsync("/health/ready");
            return ready is not null && scenario.Output.Contains($"{Solana}: following the market of {Solana}", StringComparison.Ordinal);
        });
        Assert.Contains("\"outcome\":\"accepted\"", await scenario.Silo.SubmitAsync(Solana, ScoutFiles.Line("long", ScenarioSetup.PriceOf(Solana), TimeSpan.Zero)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Symbol_AddedAndTakenOutInOneSilo_IsSoInEveryOtherAndInThoseThatComeLater()
    {
        await using var redis = await RedisServer.StartAsync();
        var setup = Setup("BTCUSDT");
        setup = setup with
        {
            Settings = new Dictionary<string, string>(setup.Settings)
            {
                ["EXECUTOR_STORAGE"] = "Redis", ["EXECUTOR_REDIS"] = redis.ConnectionString, ["EXECUTOR_SERVICE_ID"] = "shared", ["EXECUTOR_CLUSTER_ID"] = "one",
                ["EXECUTOR_SILO_PORT"] = "0",
            },
        };
        await using var scenario = await Scenario.StartAsync(setup, _folder);
        await using (var second = scenario.StartAnotherSilo(("EXECUTOR_DATA_DIR", scenario.DataFolder + "-two")))
        {
            await second.ReadyAsync(scenario.BreatheAsync);
            Assert.Equal(HttpStatusCode.OK, (await second.ChangeRosterAsync(HttpMethod.Post, Ether)).Status);
            await FollowedAsync(scenario, () => second.Output);
            await FollowedAsync(scenario, () => scenario.Output);
            await scenario.OpenAsync(symbol: Ether);
            Assert.Equal(HttpStatusCode.OK, (await second.ChangeRosterAsync(HttpMethod.Delete, Ether)).Status);
            await scenario.UntilAsync(async () => (await scenario.Silo.TextAsync("/positions"))?.Contains($"\"leaving\":[\"{Ether}\"]", StringComparison.Ordinal) == true);
            await second.KillAsync();
        }

        await using var third = scenario.StartAnotherSilo(("EXECUTOR_DATA_DIR", scenario.DataFolder + "-three"));
        await third.ReadyAsync(scenario.BreatheAsync);
        var open = await third.PositionAsync(Ether, position => position.IsProtected, scenario.BreatheAsync);
        await scenario.KillSiloAsync(); // whoever is left has never had it in its settings
        await scenario.MoveAsync(open.Stop!.Value - 1m, Ether);

        await third.PositionAsync(Ether, position => position.IsFlat, scenario.BreatheAsync);
        Assert.DoesNotContain(await scenario.Exchange.OrdersAsync(Ether), order => order.Rests);
    }

    /// <summary>Files for both symbols, whoever is listed; the trail follows the price.</summary>
    private static ScenarioSetup Setup(string symbols) => new()
    {
        Symbols = ["BTCUSDT", Ether],
        Settings = new Dictionary<string, string> { ["SYMBOLS"] = symbols, ["TRAIL_SOURCE"] = "BINANCE", ["TRAIL_SWING_LOOKBACK"] = "0" },
    };

    private static async Task AddAsync(Scenario scenario, string symbol)
    {
        var (status, body) = await scenario.Silo.ChangeRosterAsync(HttpMethod.Post, symbol);
        Assert.True(status == HttpStatusCode.OK, body);
        await scenario.UntilAsync(async () => await scenario.Silo.TextAsync($"/positions/{symbol}") is not null);
        if (symbol == Ether)
            await FollowedAsync(scenario, () => scenario.Output);
    }

    private static Task FollowedAsync(Scenario scenario, Func<string> output) =>
        scenario.UntilAsync(() => Task.FromResult(output().Contains($"{Ether}: following signals", StringComparison.Ordinal)));
}
