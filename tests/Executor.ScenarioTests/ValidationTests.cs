using Executor.ScenarioTests.Running;

namespace Executor.ScenarioTests;

/// <summary>What is checked before anything is traded.</summary>
public sealed class ValidationTests : IDisposable
{
    private const string Symbol = "BTCUSDT";

    private readonly string _folder = Directory.CreateTempSubdirectory("executor-scenario-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("SPOT", "500")]
    [InlineData("MARGIN", "500")]
    public async Task Validate_WhenAllIsWell_EndsWithTheWarningAboutTheAddressAndHasOnlyRead(string tradeMode, string quantity)
    {
        await using var simulator = await SimulatorProcess.StartAsync(_folder);
        var settings = SiloProcess.Settings(simulator, Symbol, _folder);
        (settings["TRADE_MODE"], settings["QTY_USD"]) = (tradeMode, quantity);
        await using var silo = SiloProcess.Start(settings, _folder, "validate");

        var code = await silo.ExitedAsync();

        Assert.True(code == 1, silo.Output);
        Assert.Contains("the key works from any address", silo.Output, StringComparison.Ordinal);
        Assert.Contains("0 failed", silo.Output, StringComparison.Ordinal);
        var requests = await simulator.RequestsAsync();
        Assert.Contains("GET /api/v3/account", requests);
        Assert.DoesNotContain(requests, IsChange);
        Assert.False(Directory.Exists(settings["EXECUTOR_DATA_DIR"]));
    }

    [Theory]
    [InlineData("GET /api/v3/ping")]
    [InlineData("GET /api/v3/time")]
    [InlineData("GET /api/v3/exchangeInfo")]
    [InlineData("GET /api/v3/ticker/price")]
    public async Task Validate_WhenTheLimitsAreUsedUp_WaitsForRoom(string endpoint)
    {
        await using var simulator = await SimulatorProcess.StartAsync(_folder);
        await simulator.FaultAsync(new { fault = "TooManyRequests", endpoint, count = 1, retryAfterSeconds = 2 });
        await using var silo = SiloProcess.Start(SiloProcess.Settings(simulator, Symbol, _folder), _folder, "validate");

        var code = await silo.ExitedAsync();

        Assert.True(code == 1, silo.Output);
        Assert.Contains("0 failed", silo.Output, StringComparison.Ordinal);
        Assert.InRange((await simulator.RequestsAsync()).Count(request => request == endpoint), 2, 10); // the clock is read several times
    }

    [Fact]
    public async Task Validate_WhenSettingsKeyAndSymbolAreWrong_NamesEachWithWhatToDo()
    {
        await using var simulator = await SimulatorProcess.StartAsync(_folder);
        var settings = SiloProcess.Settings(simulator, "BTCUSDT,NOPEUSDT", _folder);
        (settings["QTY_USD"], settings["BINANCE_API_SECRET"]) = ("6", "this-is-not-the-secret");
        await using var silo = SiloProcess.Start(settings, _folder, "validate");

        var code = await silo.ExitedAsync();

        Assert.True(code == 2, silo.Output);
        Assert.Contains("the exchange does not list it", silo.Output, StringComparison.Ordinal);
        Assert.Contains("NOTIONAL", silo.Output, StringComparison.Ordinal);
        Assert.Contains("Raise QTY_USD", silo.Output, StringComparison.Ordinal);
        Assert.Contains("-1022", silo.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("this-is-not-the-secret", silo.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(await simulator.RequestsAsync(), IsChange);
    }

    [Fact]
    public async Task Run_WhenTheValidationFails_RefusesToStart()
    {
        await using var simulator = await SimulatorProcess.StartAsync(_folder);
        var settings = SiloProcess.Settings(simulator, Symbol, _folder);
        settings["BINANCE_API_SECRET"] = "this-is-not-the-secret";
        await using var silo = SiloProcess.Start(settings, _folder);

        var code = await silo.ExitedAsync();

        Assert.True(code == 2, silo.Output);
        Assert.Contains("Nothing was started: the validation failed.", silo.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(settings["EXECUTOR_DATA_DIR"]));
    }

    [Fact]
    public async Task ValidateOnly_EndsAfterTheChecks()
    {
        await using var simulator = await SimulatorProcess.StartAsync(_folder);
        var settings = SiloProcess.Settings(simulator, Symbol, _folder);
        settings["LIVE_VALIDATE_ONLY"] = "1";
        await using var silo = SiloProcess.Start(settings, _folder);

        Assert.Equal(1, await silo.ExitedAsync());
        Assert.Contains("Nothing was changed on the exchange.", silo.Output, StringComparison.Ordinal);
    }

    private static bool IsChange(string request) => !request.StartsWith("GET ", StringComparison.Ordinal) && request.Contains('/', StringComparison.Ordinal);
}
