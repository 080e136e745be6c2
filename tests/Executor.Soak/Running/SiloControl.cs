using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using Executor.Core.Ledger;
using Executor.ScenarioTests.Running;
using Executor.Simulator.Server.Scenarios;

namespace Executor.Soak.Running;

/// <summary>The executor as a process that trades a roster on the simulator; signals come over HTTP, candles from the exchange.</summary>
internal sealed class SiloControl : IAsyncDisposable
{
    private readonly ProgramProcess _process;
    private readonly HttpClient _http;

    private readonly Uri _metrics;

    private SiloControl(Machine machine, ProgramProcess process, string address, string metrics, string folder)
    {
        _process = process;
        _metrics = new Uri(metrics + "/metrics");
        _http = new HttpClient(HandlerOf(machine)) { BaseAddress = new Uri(address) };
        Journal = Path.Combine(folder, "data", "executor.log");
    }

    public int Id => _process.Id;

    public string Output => _process.Output;

    public bool HasExited => _process.HasExited;

    /// <summary>Where Prometheus reads its figures.</summary>
    public Uri Metrics => _metrics;

    /// <summary>Path of its journal.</summary>
    public string Journal { get; }

    /// <summary>Starts it on a machine and waits until it is ready; <paramref name="meanwhile"/> keeps a market alive that does not move by itself.</summary>
    public static async Task<SiloControl> StartAsync(
        Machine machine, SimulatorControl exchange, IReadOnlyList<TradedSymbol> roster, string folder, IReadOnlyDictionary<string, string> further, Func<Task> meanwhile)
    {
        var address = $"http://127.0.0.1:{machine.Do(ProgramProcess.FreePort)}";
        var metrics = $"http://127.0.0.1:{machine.Do(ProgramProcess.FreePort)}";
        var settings = new Dictionary<string, string>
        {
            ["EXECUTOR_METRICS"] = metrics,
            ["EXCHANGE"] = "binance",
            ["BINANCE_BASE_URL"] = exchange.Address,
            ["BINANCE_API_KEY"] = DefaultScenario.HmacKey,
            ["BINANCE_API_SECRET"] = DefaultScenario.HmacSecret,
            ["SYMBOLS"] = string.Join(',', roster.Select(symbol => symbol.Name)),
            ["EXECUTOR_DATA_DIR"] = Path.Combine(folder, "data"),
            ["EXECUTOR_HTTP"] = address,
            ["FEED"] = "binance",
        };
        foreach (var (name, value) in roster.SelectMany(symbol => symbol.Settings()).Concat(further))
            settings[name] = value;
        var silo = new SiloControl(machine, machine.Do(() => ProgramProcess.Start("Executor.Silo", [], folder, settings)), address, metrics, folder);
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    await meanwhile();
                    return !silo.HasExited ? await silo.IsReadyAsync() : throw new InvalidOperationException(silo.Output);
                },
                () => silo.Output);
            return silo;
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }
    }

    /// <summary>True when it says that it can do its work, the store included.</summary>
    public async Task<bool> IsReadyAsync() => await TextAsync("/health/ready") is not null;

    /// <summary>Sends a signal of this moment; what was answered.</summary>
    public async Task<string> PeakAsync(string symbol, string kind, decimal price)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"ts":"{{TimeProvider.System.GetUtcNow().UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}}","source":"DeltaScout","action":"PEAK","kind":"{{kind}}","price":{{price}}}""");
        using var content = new StringContent(line);
        using var answer = await _http.PostAsync(new Uri($"/signals?symbol={symbol}", UriKind.Relative), content);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>All positions as the silo shows them; those that do not answer are left out.</summary>
    public async Task<IReadOnlyList<PositionShown>> PositionsAsync()
    {
        if (await TextAsync("/positions") is not { } text)
            return [];
        using var document = JsonDocument.Parse(text);
        return
        [
            .. document.RootElement.GetProperty("positions").EnumerateArray().Select(view => new PositionShown(
                view.GetProperty("symbol").GetString()!, view.GetProperty("status").GetString()!, view.GetProperty("coverage").GetDecimal(),
                view.GetProperty("unknownIntents").GetInt32(), view.TryGetProperty("hold", out var hold) && hold.ValueKind == JsonValueKind.String ? hold.GetString() : null)),
        ];
    }

    /// <summary>Its figures, as Prometheus reads them.</summary>
    public Task<string> MetricsAsync() => _http.GetStringAsync(_metrics);

    /// <summary>Its ledger.</summary>
    public async Task<IReadOnlyList<TradeRecord>> LedgerAsync()
    {
        var text = await _http.GetStringAsync(new Uri("/reports?format=jsonl", UriKind.Relative));
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize(line, LedgerJson.Default.TradeRecord)!)];
    }

    /// <summary>The owner wants out of a position.</summary>
    public async Task FlattenAsync(string symbol) =>
        (await _http.PostAsync(new Uri($"/positions/{symbol}/flatten", UriKind.Relative), null)).EnsureSuccessStatusCode().Dispose();

    /// <summary>The owner wants no entries of a symbol.</summary>
    public async Task PauseAsync(string symbol) =>
        (await _http.PostAsync(new Uri($"/positions/{symbol}/pause", UriKind.Relative), null)).EnsureSuccessStatusCode().Dispose();

    /// <summary>Ends the hold of a symbol.</summary>
    public async Task ReleaseAsync(string symbol) =>
        (await _http.PostAsync(new Uri($"/positions/{symbol}/release", UriKind.Relative), null)).EnsureSuccessStatusCode().Dispose();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }

    /// <summary>Connects from the machine of the silo, whose loopback nobody else reaches.</summary>
    private static SocketsHttpHandler HandlerOf(Machine machine) => new()
    {
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = machine.Do(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
            try
            {
                await socket.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };

    private async Task<string?> TextAsync(string path)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}

/// <summary>A position as the silo shows it.</summary>
internal sealed record PositionShown(string Symbol, string Status, decimal Coverage, int UnknownIntents, string? Hold)
{
    public bool IsFlat => Status == "Flat" && UnknownIntents == 0;

    public bool IsProtected => Status == "Open" && Coverage == 1m && UnknownIntents == 0;
}
