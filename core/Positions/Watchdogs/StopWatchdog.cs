using Executor.Core.Exchange;

namespace Executor.Core.Positions.Watchdogs;

/// <summary>Judges a stop that does not do its work: not filled although price is through it, or filled in part (behaviour 7.10).</summary>
public static class StopWatchdog
{
    /// <summary>Judges <paramref name="watch"/> at <paramref name="price"/>.</summary>
    /// <param name="watch">The stop.</param>
    /// <param name="price">Last price, quote per base; 0 or less: not known.</param>
    /// <param name="now">Time of the judgement, UTC.</param>
    /// <param name="grace">How long price may stay at or beyond the stop.</param>
    /// <param name="rules">The least that the exchange takes.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static StopFinding Judge(StopWatch watch, decimal price, DateTimeOffset now, TimeSpan grace, SymbolRules rules)
    {
        ArgumentNullException.ThrowIfNull(watch);
        ArgumentNullException.ThrowIfNull(rules);
        if (price <= 0m || watch.StopPrice is not (> 0m and var stop) || watch.Quantity <= 0m || watch.Quantity < rules.MinQuantity)
        {
            return new StopFinding(StopVerdict.Fine, Remainder.None, watch.ReachedAt);
        }

        if (watch.IsFilled)
        {
            return new StopFinding(StopVerdict.Fine, Remainder.None, ReachedAt: null);
        }

        if (watch is { Executed: > 0m, HasActed: false })
        {
            return new StopFinding(StopVerdict.Partial, Remainder.Of(watch.Quantity - watch.Executed, price, rules), watch.ReachedAt);
        }

        if (!Levels.IsStopReached(watch.Side, price, stop))
        {
            return new StopFinding(StopVerdict.Fine, Remainder.None, ReachedAt: null);
        }

        var since = watch.ReachedAt ?? now;
        return now - since >= grace && !watch.HasActed
            ? new StopFinding(StopVerdict.Slipped, Remainder.Of(watch.Quantity, price, rules), since)
            : new StopFinding(StopVerdict.Reached, Remainder.None, since);
    }
}
