using Executor.Core.Positions;

namespace Executor.Grains.Telemetry;

/// <summary>Finds the step by which a trade is covered for the first time.</summary>
internal static class ProtectionTime
{
    /// <summary>From the first execution of the entry until now, when this step is the first that covers all that is open; else null.</summary>
    /// <param name="before">The trade before the step; null: there was none.</param>
    /// <param name="after">The trade after it.</param>
    /// <param name="open">Base open after it, 0 or more.</param>
    /// <param name="now">When the step was decided.</param>
    public static TimeSpan? Of(Trade? before, Trade after, decimal open, DateTimeOffset now)
    {
        if (open <= 0m || after.OpenWindow is not null || FirstExecution(after) is not { } first)
            return null;
        var wasCovered = before is { OpenWindow: null } && before.Key == after.Key && FirstExecution(before) is not null;
        if (wasCovered || WasCoveredBetween(after))
            return null;
        if (after.Uncovered.IsEmpty && after.EntryList != EntryList.None)
            return TimeSpan.Zero; // its stops came to life with the execution itself
        return now > first ? now - first : TimeSpan.Zero;
    }

    /// <summary>Windows that do not follow upon each other, or a stop older than the first of them: between them all was covered.</summary>
    private static bool WasCoveredBetween(Trade trade)
    {
        var windows = trade.Uncovered;
        if (windows.IsEmpty)
            return false;
        if (!trade.Stops.IsEmpty && trade.Stops[0].At < windows[0].From)
            return true;
        for (var index = 1; index < windows.Length; index++)
        {
            if (windows[index].From != windows[index - 1].To)
                return true;
        }

        return false;
    }

    private static DateTimeOffset? FirstExecution(Trade trade)
    {
        DateTimeOffset? first = null;
        foreach (var (order, fill) in trade.Fills)
        {
            if (order.Role == OrderRole.Entry && !(first <= fill.At))
                first = fill.At;
        }

        return first;
    }
}
