namespace Executor.Core.Ledger;

/// <summary>Whether the fees of a trade can be told in its quote asset (behaviour 13.5).</summary>
public enum FeeStatus
{
    /// <summary>All are known.</summary>
    Ok,

    /// <summary>Executions are missing, or none of the exits executed.</summary>
    Missing,

    /// <summary>A fee was taken in an asset that is neither base nor quote: its price is not known here.</summary>
    MismatchAsset,
}

/// <summary>Words of <see cref="FeeStatus"/>.</summary>
public static class FeeStatuses
{
    /// <summary>The original's word.</summary>
    public static string Word(this FeeStatus status) => status switch
    {
        FeeStatus.Ok => "OK",
        FeeStatus.Missing => "MISSING",
        FeeStatus.MismatchAsset => "MISMATCH_ASSET",
    };
}
