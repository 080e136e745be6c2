using System.Globalization;
using Executor.Core.Exchange;
using Executor.Core.Settings;

namespace Executor.Replay.Settings;

/// <summary>Everything that decides how a replay runs.</summary>
internal sealed record ReplaySettings
{
    private const decimal BasisPoint = 0.0001m;

    /// <summary>How the symbol is traded.</summary>
    public required SymbolConfiguration Symbol { get; init; }

    /// <summary>
    /// COMMAND_LATENCY_MS: time between a decision and the moment its request reaches the exchange; 0 or more, default 0.
    /// </summary>
    public TimeSpan CommandLatency { get; init; }

    /// <summary>SLIPPAGE_TICKS: how far from the touched price what takes is executed; 0 or more, default 1.</summary>
    public int SlippageTicks { get; init; } = 1;

    /// <summary>FEE_BPS: commission of makers and takers in basis points; 0 to 1000, default 10.</summary>
    public decimal FeeBasisPoints { get; init; } = 10m;

    /// <summary>PAPER_QUOTE_BALANCE: quote asset at the start; above 0, default 100000.</summary>
    public decimal QuoteBalance { get; init; } = 100_000m;

    /// <summary>The commission as a fraction.</summary>
    public decimal FeeFraction => FeeBasisPoints * BasisPoint;

    /// <summary>Reads the settings of <paramref name="symbol"/>.</summary>
    /// <exception cref="ReplayInputException">A name is not in the catalogue, or a value cannot be obeyed; all are named.</exception>
    public static ReplaySettings Read(IReadOnlyDictionary<string, string> values, string symbol)
    {
        var problems = UnknownNames(values).ToList();
        var latency = Number(values, problems, "COMMAND_LATENCY_MS", 0m, 0m, 600_000m, wholeOnly: true);
        var slippage = Number(values, problems, "SLIPPAGE_TICKS", 1m, 0m, 100_000m, wholeOnly: true);
        var fee = Number(values, problems, "FEE_BPS", 10m, 0m, 1_000m, wholeOnly: false);
        var balance = Number(values, problems, "PAPER_QUOTE_BALANCE", 100_000m, 0.01m, 1_000_000_000_000m, wholeOnly: false);
        var read = SettingsReader.Read(values, symbol);
        problems.AddRange(read.Problems.Select(problem => problem.ToString()));
        return read.Configuration is { } configuration && problems.Count == 0
            ? new ReplaySettings
            {
                Symbol = configuration,
                CommandLatency = TimeSpan.FromMilliseconds((long)latency),
                SlippageTicks = (int)slippage,
                FeeBasisPoints = fee,
                QuoteBalance = balance,
            }
            : throw new ReplayInputException($"Settings cannot be obeyed: {string.Join("; ", problems)}.");
    }

    /// <summary>
    /// The settings in force as text, in a fixed order; rules that were not given by hand are those of <paramref name="rules"/>.
    /// </summary>
    public IEnumerable<KeyValuePair<string, string>> Describe(SymbolRules rules) =>
    [
        .. SettingsReader.Describe(Symbol with { Rules = new RuleOverrides
        {
            TickSize = rules.TickSize, LotStep = rules.LotStep, MinQuantity = rules.MinQuantity, MinNotional = rules.MinNotional,
        } }),
        KeyValuePair.Create("COMMAND_LATENCY_MS", CommandLatency.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)),
        KeyValuePair.Create("SLIPPAGE_TICKS", SlippageTicks.ToString(CultureInfo.InvariantCulture)),
        KeyValuePair.Create("FEE_BPS", FeeBasisPoints.ToString(CultureInfo.InvariantCulture)),
        KeyValuePair.Create("PAPER_QUOTE_BALANCE", QuoteBalance.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>A misspelt setting would have no effect in silence. Its value is not shown: it may be a secret.</summary>
    private static IEnumerable<string> UnknownNames(IReadOnlyDictionary<string, string> values) =>
        from name in values.Keys.Order(StringComparer.Ordinal)
        where SettingCatalog.Find(name) is null
        let inCapitals = SettingCatalog.Find(name.ToUpperInvariant())
        select inCapitals is null ? $"there is no setting {name}" : $"there is no setting {name}, but {inCapitals.Name}";

    private static decimal Number(
        IReadOnlyDictionary<string, string> values, List<string> problems, string name, decimal unset, decimal least, decimal most,
        bool wholeOnly)
    {
        if (!values.TryGetValue(name, out var text) || string.IsNullOrWhiteSpace(text))
        {
            return unset;
        }

        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most && (!wholeOnly || decimal.IsInteger(value)))
        {
            return value;
        }

        problems.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{name} must be a {(wholeOnly ? "whole number" : "number")} from {least} to {most}, is '{text}'"));
        return unset;
    }
}
