using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Executor.Silo.Configuration;
using Executor.Silo.Emergency;
using Executor.Silo.Tests.Running;

namespace Executor.Silo.Tests.Emergency;

/// <summary>The emergency brake over the wire, by files and from the command line, against the whole product.</summary>
public sealed class EmergencyTests : IAsyncLifetime
{
    private const string Key = "a key of this test only";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private MarketFiles _files = null!;
    private SiloSettings _settings = null!;
    private RunningSilo _silo = null!;

    public async ValueTask InitializeAsync()
    {
        _files = new MarketFiles(_folder, "BTCUSDC");
        _settings = RunningSilo.Settings(_folder, RunningSilo.Symbol("BTCUSDC", _files.Inputs)) with { OperatorKey = Key, StateFolder = _folder.Path };
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task W61_PostShutdownWithFlatten_ProvesEverythingFlatAndLeavesACopyOfTheStates()
    {
        await OpenAsync();

        using var begun = await PostAsync("/fleet/shutdown?flatten=true&reason=FIRE_DRILL");
        begun.EnsureSuccessStatusCode();
        await _silo.EventAsync("FLEET", "EMERGENCY_SHUTDOWN_COMPLETE");
        var fleet = await GetAsync("/fleet");

        Assert.Equal("Asleep", fleet.GetProperty("mode").GetString());
        var shutdown = fleet.GetProperty("shutdown");
        Assert.Equal("Done", shutdown.GetProperty("phase").GetString());
        Assert.True(Assert.Single(shutdown.GetProperty("reports").EnumerateArray()).GetProperty("isFlat").GetBoolean(), shutdown.ToString());
        Assert.Equal("EMERGENCY_SHUTDOWN", (await GetAsync("/positions/BTCUSDC")).GetProperty("lastCloseReason").GetString());
        await _silo.EventAsync("FLEET", "EMERGENCY_BACKUP_SAVED");
        var backup = JsonElement.Parse(await File.ReadAllTextAsync(_settings.DataPath("emergency_backup.json"), TestContext.Current.CancellationToken));
        Assert.Equal("FIRE_DRILL", backup.GetProperty("backup_reason").GetString());
        Assert.Equal("BTCUSDC", backup.GetProperty("state").GetProperty("BTCUSDC").GetProperty("Symbol").GetString());
    }

    [Fact]
    public async Task P24_Sleep_AfterARestart_StillAnswersSignalsAsleep()
    {
        using (var asleep = await PostAsync("/fleet/sleep?reason=night"))
            asleep.EnsureSuccessStatusCode();
        await _silo.DisposeAsync();
        await StartAsync();

        using var response = await PostAsync("/signals", _files.Peak());
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

        Assert.Equal("asleep", answer.GetProperty("answers")[0].GetProperty("reason").GetString());
        Assert.Equal("Asleep", (await GetAsync("/positions")).GetProperty("fleet").GetString());
    }

    [Fact]
    public async Task ShutdownFlag_BesideTheStateFile_BeginsAShutdownOnceAndIsRemoved_AndWakeUpEndsIt()
    {
        await OpenAsync();
        var shutdown = _folder.File(EmergencyFlags.ShutdownFlag);
        await File.WriteAllTextAsync(shutdown, "flatten: the operator is away\n", TestContext.Current.CancellationToken);

        await _silo.EventAsync("FLEET", "EMERGENCY_SHUTDOWN_COMPLETE");
        await GoneAsync(shutdown);
        Assert.Equal("Flat", (await GetAsync("/positions/BTCUSDC")).GetProperty("status").GetString());
        await File.WriteAllTextAsync(_settings.DataPath(EmergencyFlags.WakeFlag), string.Empty, TestContext.Current.CancellationToken);

        await _silo.EventAsync("FLEET", "WAKE_UP");
        await GoneAsync(_settings.DataPath(EmergencyFlags.WakeFlag));
        Assert.Single(_silo.Journal, entry => entry.Event.Name == "EMERGENCY_SHUTDOWN_START");
        Assert.Equal("Running", (await GetAsync("/fleet")).GetProperty("mode").GetString());
    }

    [Fact]
    public async Task Verbs_OfTheCommandLine_SpeakToTheRunningSilo()
    {
        Assert.Contains("mode Paused", (await VerbAsync(0, "pause", "--reason", "lunch")).Output, StringComparison.Ordinal);
        Assert.Contains("mode Running", (await VerbAsync(0, "wake")).Output, StringComparison.Ordinal);
        Assert.Contains("BTCUSDC Flat [Paused: OPERATOR: delisted]", (await VerbAsync(0, "pause", "BTCUSDC", "--reason", "delisted")).Output, StringComparison.Ordinal);
        Assert.Contains("BTCUSDC Flat [Paused: OPERATOR: delisted]", (await VerbAsync(0, "status")).Output, StringComparison.Ordinal);
        Assert.Equal("BTCUSDC Flat", (await VerbAsync(0, "release", "BTCUSDC")).Output.Trim());
        Assert.Equal("BTCUSDC traded by SYMBOLS", (await VerbAsync(0, "roster")).Output.Trim());
        Assert.Contains("BTCUSDC leaving by operator at ", (await VerbAsync(0, "roster", "remove", "BTCUSDC", "--reason", "delisted")).Output, StringComparison.Ordinal);
        Assert.Contains(": OPERATOR (SYMBOLS lists it)", (await VerbAsync(0, "roster", "add", "BTCUSDC")).Output, StringComparison.Ordinal);
        Assert.Contains("DOGEUSDC is not added", (await VerbAsync(1, "roster", "add", "DOGEUSDC")).Errors, StringComparison.Ordinal);
        Assert.Contains("  BTCUSDC flat Flat", (await VerbAsync(0, "shutdown", "--flatten")).Output, StringComparison.Ordinal);
        Assert.Contains("is not traded here", (await VerbAsync(1, "release", "DOGEUSDC")).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/fleet/pause")]
    [InlineData("/fleet/sleep")]
    [InlineData("/fleet/wake")]
    [InlineData("/fleet/shutdown?flatten=true")]
    [InlineData("/positions/BTCUSDC/pause")]
    [InlineData("/positions/BTCUSDC/release")]
    public async Task Post_WithoutTheOperatorKey_ChangesNothing(string path)
    {
        using var response = await _silo.Client.PostAsync(new Uri(path, UriKind.Relative), null, TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(_silo.Journal);
    }

    private async Task StartAsync()
    {
        _silo = await RunningSilo.StartAsync(_settings);
        await _silo.FollowingAsync("BTCUSDC");
    }

    private async Task OpenAsync()
    {
        using var opening = await PostAsync("/signals", _files.Peak());
        opening.EnsureSuccessStatusCode();
        await _silo.EventAsync("BTCUSDC", "EXITS_PLACED_V15");
    }

    private async Task<JsonElement> GetAsync(string path) =>
        await _silo.Client.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private async Task<HttpResponseMessage> PostAsync(string path, string body = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Headers.Add("X-Operator-Key", Key);
        return await _silo.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private async Task<(string Output, string Errors)> VerbAsync(int exitCode, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Executor.Silo.dll"), .. arguments])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["EXECUTOR_HTTP"] = _silo.Client.BaseAddress!.ToString();
        start.Environment["OPERATOR_KEY"] = Key;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.True(exitCode == process.ExitCode, $"{string.Join(' ', arguments)}: {process.ExitCode} {await errors}");
        return (await output, await errors);
    }

    private static async Task GoneAsync(string path)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        while (File.Exists(path))
            await timer.WaitForNextTickAsync(limit.Token);
    }
}
