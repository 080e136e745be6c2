namespace Executor.Core.Invariants;

/// <summary>I1 to I13, in their order, each by itself.</summary>
internal static class RecordedInvariants
{
    /// <summary>Runs them on the facts of <paramref name="scan"/>.</summary>
    public static void Run(InvariantScan scan)
    {
        scan.Run("I1", s => s.Report(ProtectionPresent.AfterFill(s)));
        scan.Run("I2", s => s.Report(ExitPriceSanity.Find(s)));
        scan.Run("I3", s => s.Report(QuantityAccounting.Find(s)));
        scan.Run("I4", s => s.Report(EntryFields.Find(s)));
        scan.Run("I5", s => s.Report(TrailShape.Find(s)));
        scan.Run("I6", s => s.Report(FeedFreshness.Find(s)));
        scan.Run("I7", s => s.Report(TargetsPlaced.Find(s)));
        scan.Run("I8", s => s.Report(RecordShape.Find(s)));
        scan.Run("I9", s => s.Report(ProtectionPresent.WhileTrailing(s)));
        scan.Run("I10", RepeatedTrailErrors.Find);
        scan.Run("I11", s => s.Report(MarginSetUp.Configuration(s)));
        scan.Run("I12", s => s.Report(MarginSetUp.TradeKeys(s)));
        scan.Run("I13", DebtAfterClose.Watch);
    }
}
