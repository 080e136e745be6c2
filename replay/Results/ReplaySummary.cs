using System.Collections.Immutable;

namespace Executor.Replay.Results;

/// <summary>Totals of a replay. Amounts are quote.</summary>
public sealed record ReplaySummary
{
    /// <summary>Trades that executed.</summary>
    public required int Trades { get; init; }

    /// <summary>Those that ended with more quote than they began with.</summary>
    public required int Wins { get; init; }

    /// <summary>Sum of the trades' profits, fees taken off.</summary>
    public required decimal Profit { get; init; }

    /// <summary>Sum of R over the trades.</summary>
    public required decimal R { get; init; }

    /// <summary>Deepest fall of the realised profit from its highest point so far; 0 or more.</summary>
    public required decimal MaxDrawdown { get; init; }

    /// <summary>All commissions, those in base at the price of their execution.</summary>
    public required decimal Fees { get; init; }

    /// <summary>Commissions by asset.</summary>
    public required ImmutableSortedDictionary<string, decimal> FeeTotals { get; init; }

    /// <summary>Base quantity times seconds without a stop.</summary>
    public required decimal UncoveredQuantitySeconds { get; init; }

    /// <summary>Longest time in which something was without a stop.</summary>
    public required TimeSpan LongestUncovered { get; init; }

    /// <summary>Adds up <paramref name="result"/>.</summary>
    public static ReplaySummary Of(ReplayResult result)
    {
        var trades = result.Trades;
        return new ReplaySummary
        {
            Trades = trades.Length,
            Wins = trades.Count(closed => closed.Result.ProfitQuote > 0m),
            Profit = trades.Sum(closed => closed.Result.ProfitQuote),
            R = trades.Sum(closed => closed.Result.R ?? 0m),
            MaxDrawdown = DrawdownOf(trades.Select(closed => closed.Result.ProfitQuote)),
            Fees = trades.Sum(closed => closed.Trade.FeesInQuote(result.Rules)),
            FeeTotals = trades.SelectMany(closed => closed.Trade.Fees())
                .GroupBy(fee => fee.Key, fee => fee.Value, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(group => group.Key, group => group.Sum(), StringComparer.Ordinal),
            UncoveredQuantitySeconds = trades.Sum(closed => closed.Trade.UncoveredQuantitySeconds()),
            LongestUncovered = trades.SelectMany(closed => closed.Trade.Uncovered)
                .Select(window => window.To - window.From).DefaultIfEmpty(TimeSpan.Zero).Max(),
        };
    }

    private static decimal DrawdownOf(IEnumerable<decimal> profits)
    {
        var (equity, highest, deepest) = (0m, 0m, 0m);
        foreach (var profit in profits)
        {
            equity += profit;
            highest = Math.Max(highest, equity);
            deepest = Math.Max(deepest, highest - equity);
        }

        return deepest;
    }
}
