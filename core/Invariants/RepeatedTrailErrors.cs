using System.Collections.Immutable;
using Executor.Core.Exchange;

namespace Executor.Core.Invariants;

/// <summary>I10: the exchange keeps refusing the trailing stops.</summary>
internal static class RepeatedTrailErrors
{
    private const int LeastForWarning = 3;
    private const int LeastForError = 6;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(900);

    public static void Find(InvariantScan scan)
    {
        Forget(scan);
        if (scan.Facts.Position is not { IsLive: true, IsTrailing: true, Trail: { ErrorCode: ErrorCodes.NewOrderRejected, ErrorAt: { } errorAt } })
        {
            return;
        }

        var times = Remember(scan, errorAt);
        var details = new (string Name, object? Value)[] { ("count", times.Length), ("window_sec", Window), ("last_error_s", errorAt) };
        scan.Report(times.Length switch
        {
            >= LeastForError => InvariantFinding.Error("I10", "Trailing stops are refused again and again.", details),
            >= LeastForWarning => InvariantFinding.Warn("I10", "Trailing stops are refused repeatedly.", details),
            _ => null,
        });
    }

    /// <summary>Counts an error once, however often it is seen.</summary>
    private static ImmutableArray<DateTimeOffset> Remember(InvariantScan scan, DateTimeOffset errorAt)
    {
        var key = scan.PositionKey;
        var known = scan.Memory.TrailErrors.FirstOrDefault(errors => errors.Position == key)?.Times ?? [];
        if (errorAt < scan.Facts.Now - Window || (known is [.., var last] && errorAt <= last))
        {
            return known;
        }

        var times = known.Add(errorAt);
        scan.Memory = scan.Memory with
        {
            TrailErrors = [.. scan.Memory.TrailErrors.Where(errors => errors.Position != key), new TrailErrors(key, times)],
        };
        return times;
    }

    private static void Forget(InvariantScan scan)
    {
        var since = scan.Facts.Now - Window;
        if (scan.Memory.TrailErrors.Any(errors => errors.Times[0] < since))
        {
            scan.Memory = scan.Memory with
            {
                TrailErrors =
                [
                    .. scan.Memory.TrailErrors
                        .Select(errors => errors with { Times = [.. errors.Times.Where(time => time >= since)] })
                        .Where(errors => !errors.Times.IsEmpty),
                ],
            };
        }
    }
}
