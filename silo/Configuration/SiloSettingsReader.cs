using System.Collections.Immutable;
using System.Globalization;
using Executor.Core.Settings;
using Executor.Grains.Portfolio;

namespace Executor.Silo.Configuration;

/// <summary>Reads and checks all settings before anything starts.</summary>
public static class SiloSettingsReader
{
    private const int ShortestOperatorKey = 16;
    private const decimal MostFeeBasisPoints = 1000m; // 10 %, as in a replay
    private const decimal LongestCooldownSeconds = 7 * 24 * 3600m;
    private const string DefaultDataDirectory = "./data/executor";

    /// <summary>What trades when nothing is configured.</summary>
    private static readonly ImmutableArray<string> DemoSymbols = ["BTCUSDC", "ETHUSDC", "SOLUSDC"];

    /// <summary>Reads <paramref name="configuration"/>: environment variables at its root, files in the sections below <c>Executor</c>.</summary>
    public static SiloSettingsResult Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var problems = new List<SettingProblem>();
        var lookup = new SettingLookup(configuration, problems);
        lookup.ReportUnknownKeys();
        var isLive = LiveSettingsReader.IsLive(lookup);
        var dataDirectory = DataDirectory(configuration);
        var http = ReadHttp(lookup);
        var metrics = ReadMetrics(lookup, http);
        var key = ReadOperatorKey(lookup, http);
        var symbols = ReadSymbols(lookup, isLive, problems);
        var live = isLive ? LiveSettingsReader.Read(lookup) : null;
        if (live is not null)
            LiveSettingsReader.Check(lookup, live, symbols);
        var webhook = WebhookTargetReader.Read(lookup);
        var storage = StorageSettingsReader.Read(lookup);
        var settings = new SiloSettings
        {
            DataDirectory = dataDirectory,
            Http = http,
            Metrics = metrics,
            OpenTelemetry = OpenTelemetryReader.Read(configuration, lookup),
            OperatorKey = key,
            Symbols = symbols,
            ReadUnlisted = symbol => ReadUnlisted(configuration, isLive, live, symbol),
            ExecLog = Path.GetFullPath(lookup.Text(SettingNames.ExecLog) ?? Path.Combine(dataDirectory, "executor.log")),
            LogMaxLines = lookup.Whole(SettingNames.LogMaxLines, lookup.Text(SettingNames.LogMaxLines), 1, 100_000),
            DemoSeed = ReadSeed(lookup),
            PaperQuoteBalance = lookup.Number(SettingNames.PaperQuoteBalance, 0m, orEqual: false, 100_000m),
            PaperFee = lookup.Number(SettingNames.FeeBasisPoints, 0m, orEqual: true, 10m, most: MostFeeBasisPoints) / 10_000m,
            SlippageTicks = lookup.Whole(SettingNames.SlippageTicks, lookup.Text(SettingNames.SlippageTicks), 0, 1),
            Limits = ReadLimits(lookup),
            EmergencyCooldown = TimeSpan.FromSeconds((double)lookup.Number(SettingNames.EmergencyCooldown, 0m, orEqual: true, 3600m, most: LongestCooldownSeconds)),
            StateFolder = lookup.Text(SettingNames.StateFile) is { } file ? Path.GetDirectoryName(Path.GetFullPath(file)) : null,
            Webhook = webhook,
            Storage = storage,
            Live = live,
            Warnings =
            [
                .. lookup.Ineffective(),
                .. Exposure(http),
                .. isLive && live is null ? [] : LiveSettingsReader.Warnings(lookup, live),
                .. WebhookTargetReader.Warnings(lookup, webhook),
                .. StorageSettingsReader.Warnings(lookup, storage),
                .. symbols.SelectMany(symbol => Preflight.Issues(symbol.Configuration.Settings)),
            ],
        };
        return problems.Count == 0 ? new SiloSettingsResult(settings, []) : new SiloSettingsResult(null, [.. problems]);
    }

    /// <summary>EXECUTOR_DATA_DIR: full path.</summary>
    internal static string DataDirectory(IConfiguration configuration) =>
        Path.GetFullPath(new SettingLookup(configuration, []).Text(SettingNames.DataDirectory) ?? DefaultDataDirectory);

    /// <summary>EXECUTOR_STORAGE; what is wrong counts as unset.</summary>
    internal static StorageProfile Profile(IConfiguration configuration) => StorageSettingsReader.ReadProfile(new SettingLookup(configuration, []));

    private static PortfolioLimits ReadLimits(SettingLookup lookup)
    {
        var positions = lookup.Whole(SettingNames.MaxOpenPositions, lookup.Text(SettingNames.MaxOpenPositions), 0, 0);
        return new PortfolioLimits
        {
            MaxOpenPositions = positions > 0 ? positions : null,
            MaxTotalNotional = Limit(SettingNames.MaxTotalNotional),
            MaxTotalRisk = Limit(SettingNames.MaxTotalRisk),
            DailyLossStop = Limit(SettingNames.DailyLossStop),
        };

        decimal? Limit(string name) => lookup.Number(name, 0m, orEqual: true, 0m) is > 0m and var limit ? limit : null;
    }

    private static Uri ReadHttp(SettingLookup lookup)
    {
        var otherwise = new Uri("http://127.0.0.1:8080");
        if (lookup.Text(SettingNames.Http) is not { } text)
            return otherwise;
        if (Address(text) is { } address)
            return address;
        lookup.Report(SettingNames.Http, "must be an address like http://127.0.0.1:8080, without a path", text);
        return otherwise;
    }

    /// <summary>A port of its own: who may read figures need not reach what an operator does, and a firewall tells them apart by port alone.</summary>
    private static Uri? ReadMetrics(SettingLookup lookup, Uri http)
    {
        if (lookup.Text(SettingNames.Metrics) is not { } text)
            return null;
        if (Address(text) is { Port: > 0 } address && address.Port != http.Port)
            return address;
        lookup.Report(SettingNames.Metrics, $"must be an address like http://127.0.0.1:9464, without a path, on another port than {SettingNames.Http}", text);
        return null;
    }

    private static Uri? Address(string text)
    {
        var readable = text.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal);
        return Uri.TryCreate(readable, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp && address.PathAndQuery == "/" ? address : null;
    }

    private static string? ReadOperatorKey(SettingLookup lookup, Uri http)
    {
        var key = lookup.Text(SettingNames.OperatorKey);
        if (key is null && !SiloSettings.IsLoopback(http.Host))
            lookup.Report(SettingNames.OperatorKey, $"must be set when {SettingNames.Http} can be reached from other machines ({http})", string.Empty);
        if (key is { Length: < ShortestOperatorKey })
            lookup.Report(SettingNames.OperatorKey, $"must have at least {ShortestOperatorKey} characters", $"({key.Length} characters)");
        return key;
    }

    private static ulong ReadSeed(SettingLookup lookup)
    {
        if (lookup.Text(SettingNames.DemoSeed) is not { } text)
            return 1;
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
            return seed;
        lookup.Report(SettingNames.DemoSeed, "must be a whole number, at least 0", text);
        return 1;
    }

    private static ImmutableArray<SymbolSetup> ReadSymbols(SettingLookup lookup, bool isLive, List<SettingProblem> problems)
    {
        ImmutableArray<SymbolSetup> setups = [.. ReadRoster(lookup, isLive).Select(symbol => ReadSymbol(lookup, symbol, isLive, problems)).OfType<SymbolSetup>()];
        problems.AddRange(SymbolInputsReader.Shared(setups));
        return setups;
    }

    /// <summary>Settings of one symbol; null when they cannot be read. Problems are reported.</summary>
    private static SymbolSetup? ReadSymbol(SettingLookup lookup, string symbol, bool isLive, List<SettingProblem> problems)
    {
        var read = SettingsReader.Read(lookup.TextsOf(symbol), symbol);
        // The same wrong variable of the environment is one problem, however many symbols read it.
        problems.AddRange(read.Problems.Select(problem => Located(lookup, symbol, problem)).Where(problem => !problems.Contains(problem)));
        var inputs = SymbolInputsReader.Read(lookup, symbol, isLive);
        var feedSymbol = SymbolInputsReader.ReadFeedSymbol(lookup, symbol, isLive);
        var bootstrap = ReadBootstrap(lookup, symbol);
        var tailLines = lookup.Whole(SettingNames.TailLines, lookup.Text(symbol, SettingNames.TailLines), 0, 80);
        return read.Configuration is { } configuration
            ? new SymbolSetup { Configuration = configuration, Inputs = inputs, FeedSymbol = feedSymbol, Bootstrap = bootstrap, TailLines = tailLines }
            : null;
    }

    private static SymbolSetupResult ReadUnlisted(IConfiguration configuration, bool isLive, LiveSettings? live, string symbol)
    {
        if (!SymbolName.TrySplit(symbol, out _)) // it names a section
            return new SymbolSetupResult(null, [new SettingProblem(SettingNames.Symbol, "must be a pair that ends with a known quote asset", symbol)]);
        var problems = new List<SettingProblem>();
        var lookup = new SettingLookup(configuration, problems);
        var setup = ReadSymbol(lookup, symbol, isLive, problems);
        if (setup is not null && live is not null)
            LiveSettingsReader.Check(lookup, live, [setup]);
        return problems.Count == 0 ? new SymbolSetupResult(setup, []) : new SymbolSetupResult(null, [.. problems]);
    }

    private static ImmutableArray<string> ReadRoster(SettingLookup lookup, bool isLive)
    {
        var listed = lookup.Text(SettingNames.Symbols)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var sections = lookup.SymbolsWithSection.ToList();
        var single = lookup.Text(SettingNames.Symbol);
        if (listed is null && sections.Count > 0 && single is not null && !sections.Contains(single, StringComparer.OrdinalIgnoreCase))
        {
            lookup.Report(SettingNames.Symbol, $"must be one of {SettingLookup.SymbolsSection} ({string.Join(", ", sections)}), or be left out", single);
            return [];
        }

        IEnumerable<string> roster =
            listed is not null ? listed
            : single is not null ? [single]
            : sections.Count > 0 ? sections
            : lookup.Text(SettingNames.AggCsv) is not null || lookup.Text(SettingNames.DeltascoutLog) is not null ? ["BTCUSDC"]
            : isLive ? []
            : DemoSymbols;
        if (isLive && !roster.Any())
            lookup.Report(SettingNames.Symbols, $"must name the pairs to be traded when {SettingNames.Exchange} is binance", string.Empty);
        return [.. roster.Select(symbol => symbol.ToUpperInvariant()).Distinct(StringComparer.Ordinal)];
    }

    private static SignalBootstrap ReadBootstrap(SettingLookup lookup, string symbol)
    {
        var text = lookup.Text(symbol, SettingNames.SignalBootstrap) ?? "resume";
        if (string.Equals(text, "skip", StringComparison.OrdinalIgnoreCase))
            return SignalBootstrap.Skip;
        if (!string.Equals(text, "resume", StringComparison.OrdinalIgnoreCase))
            lookup.Report(SettingNames.SignalBootstrap, "must be 'resume' or 'skip'", text);
        return SignalBootstrap.Resume;
    }

    private static SettingProblem Located(SettingLookup lookup, string symbol, SettingProblem problem) =>
        lookup.Text(problem.Name) == problem.Value ? problem : problem with { Name = $"{SettingLookup.SymbolsSection}:{symbol}:{problem.Name}" };

    private static IEnumerable<string> Exposure(Uri http) => SiloSettings.IsLoopback(http.Host)
        ? []
        : [$"The HTTP interface listens on {http}: other machines can read the positions, and change them with the operator key."];
}
