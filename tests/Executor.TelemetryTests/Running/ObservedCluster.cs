using System.Globalization;
using Executor.Core.Exchange;
using Executor.ScenarioTests.Running;
using Executor.TelemetryTests.Otlp;
using Executor.TestServers;

namespace Executor.TelemetryTests.Running;

/// <summary>
/// Two silos that trade on a simulator, watched by Prometheus and by a collector, through what figures are about: whole trades of each kind and wallet, a
/// cut stream, an order whose answer is lost, a refusal, exits cancelled by hand, a webhook that nobody takes.
/// </summary>
public sealed class ObservedCluster : IAsyncLifetime
{
    private const ulong Seed = 20261123;

    private static readonly IReadOnlyList<TradedSymbol> Roster =
    [
        new("T01", 100m, TradingAccount.Spot, "OCO", "MANUAL", "MARKET_ONLY"),
        new("T02", 120m, TradingAccount.CrossMargin, "OCO", "MANUAL", "MARKET_ONLY"),
        new("T03", 140m, TradingAccount.IsolatedMargin, "OCO", "AUTO", "MARKET_ONLY"),
        new("T04", 160m, TradingAccount.Spot, "LEGS", "MANUAL", "LIMIT_THEN_MARKET"),
        new("T05", 180m, TradingAccount.Spot, "BRACKET", "MANUAL", "MARKET_ONLY"),
        new("T06", 200m, TradingAccount.Spot, "OCO", "MANUAL", "MARKET_ONLY"),
        new("T07", 220m, TradingAccount.Spot, "OCO", "MANUAL", "MARKET_ONLY"),
        new("T08", 240m, TradingAccount.Spot, "OCO", "MANUAL", "MARKET_ONLY"),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("executor-telemetry-").FullName;
    private readonly List<IAsyncDisposable> _owned = [];
    private readonly Dictionary<string, decimal> _prices = Roster.ToDictionary(symbol => symbol.Name, symbol => symbol.Price);
    private SimulatorControl _exchange = null!;
    private SiloControl[] _silos = [];

    internal OtlpReceiver Collector { get; private set; } = null!;

    internal PrometheusServer Prometheus { get; private set; } = null!;

    /// <summary>The symbol whose trade went from its signal to its close.</summary>
    internal static string Traded => Roster[0].Name;

    /// <summary>The symbol that is struck by faults.</summary>
    internal static string Struck => Roster[5].Name;

    /// <summary>The symbol that is halted by what its owner does by hand.</summary>
    private static string Halting => Roster[6].Name;

    /// <summary>A short on a cross account, which owes until the end.</summary>
    private static string Owing => Roster[1].Name;

    /// <summary>What the silos printed and journalled.</summary>
    internal string Said => string.Concat(_silos.Select(silo => silo.Output + TextOf(silo.Journal)));

    public async ValueTask InitializeAsync()
    {
        var redis = Own(await RedisServer.StartAsync());
        Collector = Own(await OtlpReceiver.StartAsync());
        _exchange = Own(await SimulatorControl.StartAsync(_folder, Roster, Seed));
        _silos = await Task.WhenAll(StartAsync("one", redis.Port), StartAsync("two", redis.Port));
        _owned.AddRange(_silos);
        Prometheus = Own(await PrometheusServer.StartAsync(_folder, _silos.Select(silo => silo.Metrics)));
        await TradeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var each in Enumerable.Reverse(_owned))
            await each.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task TradeAsync()
    {
        await _silos[0].PeakAsync(Traded, "sideways", _prices[Traded]); // no such kind
        await StrikeAsync("AcceptThenReset", "POST /api/v3/order", Struck, 1);
        await StrikeAsync("HtmlError", "GET /api/v3/openOrders", Struck, 2);
        await StrikeAsync("Overloaded", "POST /api/v3/orderList/oco", Struck, 2);
        await EachAsync(symbol => symbol.IsProtected, ask: true);
        await _silos[0].PauseAsync("T08USDT");
        await _exchange.PostAsync("/streams/cut", new { });
        await _exchange.PostAsync("/customers/main/sell-all", new { account = TradingAccount.Spot, symbol = Struck });
        await _exchange.PostAsync("/customers/main/cancel", new { account = TradingAccount.Spot, symbol = Halting });
        await UntilAsync(() => Prometheus.HasDataAsync($"executor_position_hold{{symbol=\"{Halting}\",kind=\"halted\"}} > 0"));
        await _silos[0].ReleaseAsync(Halting);
        await MoveAsync(1.02m);
        await UntilAsync(() => SaidAsync("TP2_DONE"));
        await UntilAsync(() => Task.FromResult(Collector.Spans.Any(span => span.Name == "trade.stop_move" && span.Tags["executor.symbol"] == Traded)));
        await MoveAsync(0.96m);
        await EachAsync(symbol => symbol.IsFlat || symbol.Symbol == Owing, ask: false);
        await _silos[0].PeakAsync(Traded, "long", _prices[Traded]); // in the cooldown
        await UntilAsync(() => Prometheus.HasDataAsync("increase(executor_signals_total{outcome=\"skipped\"}[1m])")); // the last of it all is known there
        await UntilAsync(() => Prometheus.HasDataAsync("rate(orleans_reminders_ticks_delivered_total[1m]) > 0")); // reminders come each minute at most
        await UntilAsync(() => Prometheus.HasDataAsync("executor:reminder_tardiness:p99_5m")); // and what a rule makes of them is known last
    }

    private Task StrikeAsync(string fault, string endpoint, string symbol, int count) => _exchange.PostAsync("/faults", new { fault, endpoint, symbol, count });

    private Task<bool> SaidAsync(string what) => Task.FromResult(Said.Contains(what, StringComparison.Ordinal));

    private Task UntilAsync(Func<Task<bool>> condition) => Eventually.TrueAsync(
        async () =>
        {
            await QuoteAsync();
            return await condition();
        },
        () => Said);

    private Task EachAsync(Func<PositionShown, bool> isWanted, bool ask)
    {
        var asked = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        return UntilAsync(async () =>
        {
            var seen = await _silos[0].PositionsAsync();
            var now = TimeProvider.System.GetUtcNow();
            foreach (var flat in seen.Where(position => ask && position.IsFlat && now - asked.GetValueOrDefault(position.Symbol) > TimeSpan.FromSeconds(3)))
            {
                asked[flat.Symbol] = now;
                await Another(flat.Symbol).PeakAsync(flat.Symbol, flat.Symbol == Owing ? "short" : "long", _prices[flat.Symbol]);
            }

            return seen.Count == Roster.Count && seen.All(isWanted);
        });
    }

    /// <summary>A silo that does not own the position, so that what it is told goes on in another; positions may all be where the first silo came up.</summary>
    private SiloControl Another(string symbol) =>
        _silos.FirstOrDefault(silo => !silo.Output.Contains($"Position {symbol} claimed", StringComparison.Ordinal)) ?? _silos[0];

    private async Task MoveAsync(decimal factor)
    {
        foreach (var symbol in Roster.Where(symbol => symbol.Name != Owing))
            _prices[symbol.Name] = decimal.Round(symbol.Price * factor, symbol.PriceDecimals);
        await QuoteAsync();
    }

    /// <summary>A market that stands still would count as silent.</summary>
    private Task QuoteAsync() => Task.WhenAll(Roster.Select(symbol =>
        _exchange.PostAsync($"/markets/{symbol.Name}/price", new { price = _prices[symbol.Name], move = "Sweep" })));

    private Task<SiloControl> StartAsync(string name, int redis)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        var settings = new Dictionary<string, string>
        {
            ["EXECUTOR_STORAGE"] = "Redis",
            ["EXECUTOR_REDIS"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{redis}"),
            ["EXECUTOR_SILO_PORT"] = "0",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Collector.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "2000",
            ["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={name}",
            ["N8N_WEBHOOK_URL"] = "http://127.0.0.1:9/nobody",
            ["QTY_USD"] = "100",
            ["COOLDOWN_SEC"] = "600",
            ["LOCK_SEC"] = "1",
            [$"Executor__Symbols__{Halting}__MANUAL_CHANGES"] = "HALT",
            ["MANAGE_EVERY_SEC"] = "1",
            ["INVAR_EVERY_SEC"] = "5",
            ["TRAIL_UPDATE_EVERY_SEC"] = "5",
            ["SWING_MINS"] = "3",
        };
        return SiloControl.StartAsync(Machine.This, _exchange, Roster, folder, settings, QuoteAsync);
    }

    /// <summary>A silo that owns nothing yet has no journal.</summary>
    private static string TextOf(string journal) => File.Exists(journal) ? File.ReadAllText(journal) : string.Empty;

    private T Own<T>(T one)
        where T : IAsyncDisposable
    {
        _owned.Add(one);
        return one;
    }
}
