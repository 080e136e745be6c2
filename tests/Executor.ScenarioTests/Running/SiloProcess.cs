using System.Globalization;
using System.Text.Json;

namespace Executor.ScenarioTests.Running;

/// <summary>The executor as a process, in a folder that outlives it.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private readonly ProgramProcess _process;
    private readonly HttpClient _client;

    private SiloProcess(ProgramProcess process, Uri address)
    {
        _process = process;
        _client = new HttpClient { BaseAddress = address };
    }

    public string Output => _process.Output;

    /// <summary>Settings of a silo that trades on a simulator with the key of its customer <c>main</c>.</summary>
    public static Dictionary<string, string> Settings(SimulatorProcess simulator, string symbol, string folder) => new()
    {
        ["EXCHANGE"] = "binance",
        ["BINANCE_BASE_URL"] = simulator.Address.GetLeftPart(UriPartial.Authority),
        ["BINANCE_API_KEY"] = SimulatorProcess.Key,
        ["BINANCE_API_SECRET"] = SimulatorProcess.Secret,
        ["SYMBOLS"] = symbol,
        ["EXECUTOR_DATA_DIR"] = Path.Combine(folder, "data"),
        ["QTY_USD"] = "500",
    };

    /// <summary>Starts it and returns at once.</summary>
    public static SiloProcess Start(IReadOnlyDictionary<string, string> settings, string folder, params string[] verb)
    {
        var address = new Uri($"http://127.0.0.1:{ProgramProcess.FreePort()}");
        var environment = new Dictionary<string, string>(settings) { ["EXECUTOR_HTTP"] = address.GetLeftPart(UriPartial.Authority) };
        return new SiloProcess(ProgramProcess.Start("Executor.Silo", verb, folder, environment), address);
    }

    /// <summary>Returns when it acts on what is written to its signal log; <paramref name="meanwhile"/> is done again and again until then.</summary>
    public Task ReadyAsync(Func<Task> meanwhile) => Eventually.TrueAsync(
        async () =>
        {
            Assert.False(_process.HasExited, _process.Output);
            await meanwhile();
            return await TextAsync("/health/ready") is not null && Output.Contains("following signals in", StringComparison.Ordinal);
        },
        () => Output);

    /// <summary>Returns when the position is as wanted.</summary>
    public async Task<PositionSeen> PositionAsync(string symbol, Func<PositionSeen, bool> isWanted, Func<Task> meanwhile)
    {
        PositionSeen? seen = null;
        await Eventually.TrueAsync(
            async () =>
            {
                Assert.False(_process.HasExited, _process.Output);
                await meanwhile();
                seen = await TryPositionAsync(symbol);
                return seen is not null && isWanted(seen);
            },
            () => $"{seen}\n{Output}");
        return seen!;
    }

    /// <summary>An answer over HTTP; null while there is none.</summary>
    public async Task<string?> TextAsync(string path)
    {
        try
        {
            using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public Task ReleaseAsync(string symbol) => OrderAsync($"/positions/{symbol}/release");

    /// <summary>Leaves a position at market.</summary>
    public Task FlattenAsync(string symbol) => OrderAsync($"/positions/{symbol}/flatten");

    /// <summary>A call of the operator without a body, for example <c>/fleet/pause</c>.</summary>
    public async Task OrderAsync(string path)
    {
        using var answer = await _client.PostAsync(new Uri(path, UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
    }

    /// <summary>Adds (POST) or takes out (DELETE) a symbol.</summary>
    public async Task<(System.Net.HttpStatusCode Status, string Body)> ChangeRosterAsync(HttpMethod method, string symbol)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/fleet/symbols/{symbol}", UriKind.Relative));
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Hands a signal in over HTTP; the whole answer.</summary>
    public async Task<string> SubmitAsync(string symbol, string line)
    {
        using var body = new StringContent(line);
        using var answer = await _client.PostAsync(new Uri($"/signals?symbol={symbol}", UriKind.Relative), body, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public Task KillAsync() => _process.KillAsync();

    public Task<int> ExitedAsync() => _process.ExitedAsync();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }

    /// <summary>The position as it is shown now; null while nobody answers.</summary>
    public async Task<PositionSeen?> TryPositionAsync(string symbol)
    {
        if (await TextAsync($"/positions/{symbol}") is not { } text)
            return null;
        using var document = JsonDocument.Parse(text);
        var view = document.RootElement;
        return new PositionSeen(
            view.GetProperty("status").GetString()!, Text(view, "tradeKey"), Number(view, "entry"), view.GetProperty("openQuantity").GetDecimal(),
            Number(view, "stop"), Text(view, "stopCause"), [.. view.GetProperty("targets").EnumerateArray().Select(target => target.GetDecimal())],
            view.GetProperty("coverage").GetDecimal(), Text(view, "lastCloseReason"), Number(view, "lastProfit"), Text(view, "hold"), Text(view, "holdDetail"),
            view.GetProperty("unknownIntents").GetInt32(),
            Text(view, "cooldownUntil") is { } until ? DateTimeOffset.Parse(until, CultureInfo.InvariantCulture) : null);
    }

    private static string? Text(JsonElement view, string name) => view.GetProperty(name).ToString() is { Length: > 0 } text ? text : null;

    private static decimal? Number(JsonElement view, string name) =>
        Text(view, name) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;
}

/// <summary>A position as the silo shows it.</summary>
internal sealed record PositionSeen(
    string Status, string? TradeKey, decimal? Entry, decimal OpenQuantity, decimal? Stop, string? StopCause, IReadOnlyList<decimal> Targets, decimal Coverage,
    string? LastCloseReason, decimal? LastProfit, string? Hold, string? HoldDetail, int UnknownIntents,
    DateTimeOffset? CooldownUntil)
{
    /// <summary>True when all that is open is under stops and all exits rest.</summary>
    public bool IsProtected => this is { Status: "Open", Coverage: 1m };

    public bool IsFlat => Status == "Flat";
}
