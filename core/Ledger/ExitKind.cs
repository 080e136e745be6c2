using Executor.Core.Positions;

namespace Executor.Core.Ledger;

/// <summary>What ended a trade.</summary>
public enum ExitKind
{
    /// <summary>The last part left at the first target.</summary>
    NormalTp1,

    /// <summary>The last part left at the second target.</summary>
    NormalTp2,

    /// <summary>The stop of the plan.</summary>
    NormalSl,

    /// <summary>The stop at the entry price.</summary>
    NormalBe,

    /// <summary>The trailing stop.</summary>
    NormalTrail,

    /// <summary>A watchdog sold at market what a stop or a target had not.</summary>
    Watchdog,

    /// <summary>Price was past a stop that was to be placed or moved: the rest left at market.</summary>
    StopPassed,

    /// <summary>Price was past a target that did not rest: the rest left at market.</summary>
    TargetPassed,

    /// <summary>The exchange liquidated the margin account.</summary>
    Liquidated,

    /// <summary>Protection was refused too often: everything left at market.</summary>
    FailsafeFlatten,

    /// <summary>Orders that were left over had to be cleaned up first.</summary>
    ExitCleanup,

    /// <summary>What was open turned out to be gone.</summary>
    Missing,

    /// <summary>Somebody wanted it closed: an operator, an emergency, the end of the data.</summary>
    Flattened,

    /// <summary>What was left is too small to be sold.</summary>
    Dust,

    /// <summary>Nothing was entered.</summary>
    Aborted,
}

/// <summary>Words and origin of <see cref="ExitKind"/>.</summary>
public static class ExitKinds
{
    /// <summary>The word of the reports: the original's where it has one (behaviour 13.4).</summary>
    public static string Word(this ExitKind kind) => kind switch
    {
        ExitKind.NormalTp1 => "NORMAL_TP1",
        ExitKind.NormalTp2 => "NORMAL_TP2",
        ExitKind.NormalSl => "NORMAL_SL",
        ExitKind.NormalBe => "NORMAL_BE",
        ExitKind.NormalTrail => "NORMAL_TRAIL",
        ExitKind.Watchdog => "WATCHDOG",
        ExitKind.StopPassed => "STOP_PASSED",
        ExitKind.TargetPassed => "TARGET_PASSED",
        ExitKind.Liquidated => "LIQUIDATED",
        ExitKind.FailsafeFlatten => "FAILSAFE_FLATTEN",
        ExitKind.ExitCleanup => "EXIT_CLEANUP",
        ExitKind.Missing => "MISSING",
        ExitKind.Flattened => "FLATTENED",
        ExitKind.Dust => "DUST",
        ExitKind.Aborted => "ABORTED",
    };

    /// <summary>The kind of <paramref name="closed"/>. Where the original read the reason alone, and so took a trailing stop for the first one and
    /// a watchdog for an abort, here counts what executed (W62).</summary>
    public static ExitKind Of(ClosedTrade closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        if (closed.Result.EntryQuantity == 0m)
        {
            return ExitKind.Aborted;
        }

        return closed.ExitType switch
        {
            "NORMAL_TP1" => ExitKind.NormalTp1,
            "NORMAL_TP2" => ExitKind.NormalTp2,
            "NORMAL_SL" => ExitKind.NormalSl,
            "NORMAL_BE" => ExitKind.NormalBe,
            "NORMAL_TRAIL" => ExitKind.NormalTrail,
            _ => OfReason(closed.Reason.ToUpperInvariant()),
        };
    }

    /// <summary>A reason is free text when a person gave it: what is none of ours is a wish of somebody.</summary>
    private static ExitKind OfReason(string reason) => reason switch
    {
        _ when reason.Contains("FAILSAFE", StringComparison.Ordinal) => ExitKind.FailsafeFlatten,
        _ when reason.Contains("CLEANUP", StringComparison.Ordinal) => ExitKind.ExitCleanup,
        _ when reason.Contains("MISSING", StringComparison.Ordinal) || reason.Contains("REDUCED_OUTSIDE", StringComparison.Ordinal) => ExitKind.Missing,
        _ when reason.Contains("WATCHDOG", StringComparison.Ordinal) || reason.Contains("FALLBACK", StringComparison.Ordinal) => ExitKind.Watchdog,
        _ when reason.Contains("LIQUIDATED", StringComparison.Ordinal) => ExitKind.Liquidated,
        "TARGET_PASSED" => ExitKind.TargetPassed,
        "STOP_CROSSED" or "BREAK_EVEN_PASSED" or "TRAIL_PASSED" => ExitKind.StopPassed,
        _ when reason.Contains("DUST", StringComparison.Ordinal) => ExitKind.Dust,
        _ => ExitKind.Flattened,
    };
}
