using System.Collections.Immutable;
using Executor.Core.Positions;

namespace Executor.Replay.Results;

/// <summary>The trades of a replay beside those of the baseline policy on the same input.</summary>
/// <param name="Pairs">One for each signal that either of them traded, by signal time.</param>
/// <param name="Normal">Totals of the replay.</param>
/// <param name="Baseline">Totals of the baseline.</param>
public sealed record BaselineComparison(ImmutableArray<BaselinePair> Pairs, ReplaySummary Normal, ReplaySummary Baseline)
{
    /// <summary>Compares <paramref name="result"/> with its baseline; null when none was run.</summary>
    public static BaselineComparison? Of(ReplayResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Baseline is not { } baseline)
        {
            return null;
        }

        var others = baseline.Trades.ToDictionary(closed => closed.Trade.SignalKey, StringComparer.Ordinal);
        var normal = result.Trades.Select(closed => new BaselinePair(closed, others.GetValueOrDefault(closed.Trade.SignalKey)));
        var traded = result.Trades.Select(closed => closed.Trade.SignalKey).ToHashSet(StringComparer.Ordinal);
        var alone = baseline.Trades.Where(closed => !traded.Contains(closed.Trade.SignalKey)).Select(closed => new BaselinePair(null, closed));
        return new BaselineComparison(
            [.. normal.Concat(alone).OrderBy(pair => pair.Trade.SignalTime).ThenBy(pair => pair.Trade.SignalKey, StringComparer.Ordinal)],
            ReplaySummary.Of(result),
            ReplaySummary.Of(baseline));
    }
}

/// <summary>One signal under both policies; the one that did not trade it was still in an earlier trade, or cooling down after it.</summary>
/// <param name="Normal">The trade of the replay; null: none.</param>
/// <param name="Baseline">The trade of the baseline; null: none.</param>
public sealed record BaselinePair(ClosedTrade? Normal, ClosedTrade? Baseline)
{
    /// <summary>The trade by which the signal is named.</summary>
    public Trade Trade => (Normal ?? Baseline)?.Trade ?? throw new InvalidOperationException("A pair has at least one trade.");

    /// <summary>Profit of the replay less that of the baseline, quote; what was not traded earned nothing.</summary>
    public decimal Difference => (Normal?.Result.ProfitQuote ?? 0m) - (Baseline?.Result.ProfitQuote ?? 0m);
}
