namespace Executor.Core.Positions;

/// <summary>The end of a trade of which nothing is open any more: what it owes is paid back, and the account is compared with the
/// baseline.</summary>
public sealed record Settlement
{
    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>What the next repayment pays, in the asset owed, as the last look showed; 0: none is to be sent.</summary>
    public decimal ToRepay { get; init; }

    /// <summary>Base to be bought at market because the account lacks it for the repayment; 0: nothing.</summary>
    public decimal ToBuy { get; init; }

    /// <summary>Since when looks have contradicted the books; null: the last one did not.</summary>
    public DateTimeOffset? DoubtSince { get; init; }

    /// <summary>True once an alarm has said that the debt cannot be paid.</summary>
    public bool IsStuck { get; init; }

    /// <summary>True when nothing is owed any more and the account was compared.</summary>
    public bool IsDone { get; init; }
}
