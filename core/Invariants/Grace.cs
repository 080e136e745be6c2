namespace Executor.Core.Invariants;

/// <summary>A young position may not be complete yet.</summary>
internal static class Grace
{
    /// <summary>A warning below INVAR_GRACE_SEC, an error from there on; null: the age is not known and counts as old.</summary>
    public static InvariantSeverity Of(InvariantScan scan, TimeSpan? age) =>
        age is null || age >= scan.Settings.Grace ? InvariantSeverity.Error : InvariantSeverity.Warn;
}
