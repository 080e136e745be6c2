using System.Collections.Immutable;
using System.Net;
using Executor.Core.Settings;
using Executor.Grains.Portfolio;

namespace Executor.Silo.Configuration;

/// <summary>Everything the host needs to know, checked.</summary>
public sealed record SiloSettings
{
    /// <summary>EXECUTOR_DATA_DIR: full path.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The symbols that are listed; each once. Who is traded beside them, or not any more, the fleet says.</summary>
    public required ImmutableArray<SymbolSetup> Symbols { get; init; }

    /// <summary>Reads the settings of a symbol that is not listed, from the places from which those of the listed ones were read.</summary>
    public Func<string, SymbolSetupResult> ReadUnlisted { get; init; } =
        symbol => new SymbolSetupResult(null, [new SettingProblem(SettingNames.Symbols, "must list the symbol", symbol)]);

    /// <summary>EXECUTOR_HTTP: where the HTTP interface listens; port 0 takes a free one.</summary>
    public Uri Http { get; init; } = new("http://127.0.0.1:8080");

    /// <summary>EXECUTOR_METRICS: where Prometheus reads the figures; a port of its own. Null: nowhere.</summary>
    public Uri? Metrics { get; init; }

    /// <summary>The standard variables of OpenTelemetry (<c>OTEL_*</c>) by name, handed to its SDK; some may be secrets.</summary>
    public ImmutableDictionary<string, string?> OpenTelemetry { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>True when traces, figures and logs are pushed to a collector.</summary>
    public bool IsPushing => OpenTelemetry.ContainsKey(OpenTelemetryReader.Endpoint);

    /// <summary>OPERATOR_KEY: what a mutating HTTP call must show; null: nothing.</summary>
    public string? OperatorKey { get; init; }

    /// <summary>EXEC_LOG: full path of the journal.</summary>
    public required string ExecLog { get; init; }

    /// <summary>LOG_MAX_LINES: lines of a journal file before the next is begun; above 0.</summary>
    public int LogMaxLines { get; init; } = 100_000;

    /// <summary>DEMO_SEED.</summary>
    public ulong DemoSeed { get; init; } = 1;

    /// <summary>PAPER_QUOTE_BALANCE: funds of each quote asset in new books; above 0.</summary>
    public decimal PaperQuoteBalance { get; init; } = 100_000m;

    /// <summary>FEE_BPS as a fraction of the traded amount.</summary>
    public decimal PaperFee { get; init; } = 0.001m;

    /// <summary>SLIPPAGE_TICKS: ticks that a market order loses; 0 or more.</summary>
    public int SlippageTicks { get; init; } = 1;

    /// <summary>MAX_OPEN_POSITIONS, MAX_TOTAL_NOTIONAL, MAX_TOTAL_RISK, DAILY_LOSS_STOP.</summary>
    public PortfolioLimits Limits { get; init; } = PortfolioLimits.None;

    /// <summary>EMERGENCY_COOLDOWN_SEC: no entry for this long after a shutdown.</summary>
    public TimeSpan EmergencyCooldown { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Folder of STATE_FN, full path; null: not set.</summary>
    public string? StateFolder { get; init; }

    /// <summary>Folders that are watched for flag files.</summary>
    public ImmutableArray<string> FlagFolders =>
        StateFolder is { } folder && folder != Path.TrimEndingDirectorySeparator(DataDirectory) ? [DataDirectory, folder] : [DataDirectory];

    /// <summary>Where events are sent; null: nowhere.</summary>
    public WebhookTarget? Webhook { get; init; }

    /// <summary>How Binance is reached; null: EXCHANGE is paper.</summary>
    public LiveSettings? Live { get; init; }

    /// <summary>What journal, webhooks and displays say of the money: <c>paper</c>, <c>simulator</c>, <c>testnet</c>, <c>demo</c>, or <c>live</c>, when
    /// it is real.</summary>
    public string Mode => Live?.Environment.Word() ?? "paper";

    /// <summary>Symbols that enter nothing until they are released, because of what the validation said of them.</summary>
    public ImmutableDictionary<string, string> NotValidated { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Where positions are kept.</summary>
    public StorageSettings Storage { get; init; } = StorageSettings.Local;

    /// <summary>What was set and has no effect; shown at the start.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Settings of any symbol, listed or not.</summary>
    public SymbolSetupResult SetupOf(string symbol) =>
        Symbols.FirstOrDefault(setup => setup.Symbol == symbol) is { } listed ? new SymbolSetupResult(listed, []) : ReadUnlisted(symbol);

    /// <summary>True when only this machine can reach the HTTP interface.</summary>
    public bool IsLoopbackOnly => IsLoopback(Http.Host);

    /// <summary>Full path of a file or folder below the data folder.</summary>
    public string DataPath(params ReadOnlySpan<string> parts) => Path.Combine([DataDirectory, .. parts]);

    /// <summary>Without the secrets: settings end up in logs.</summary>
    public override string ToString() => $"{string.Join(',', Symbols.Select(setup => setup.Symbol))} in {DataDirectory}, {Http}";

    internal static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
