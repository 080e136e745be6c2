namespace Executor.BooksAudit;

/// <summary>By what the books are judged.</summary>
public sealed record AuditOptions
{
    /// <summary>Customer of the simulator whose books they are.</summary>
    public string Customer { get; init; } = "main";

    /// <summary>Client order ids that somebody gave by hand: what bears them is nobody's of ours, even under our prefix.</summary>
    public IReadOnlySet<string> ByHand { get; init; } = new HashSet<string>();

    /// <summary>COOLDOWN_SEC of the executor: an entry follows the last execution of the symbol by this at least.</summary>
    public TimeSpan Cooldown { get; init; }

    /// <summary>Part of a purchase that the exchange keeps as fee, 0 or more, below 1: a short position buys that much more than it owes.</summary>
    public decimal FeeRate { get; init; } = 0.001m;

    /// <summary>A debt at or below this is none, in the asset owed.</summary>
    public decimal DebtTolerance { get; init; }

    /// <summary>How long something may be under no stop without a window in the journal: until the executor can have heard of it.</summary>
    public TimeSpan Unnoticed { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How far the times of the executor and of the exchange may be apart: both run on one machine's clock.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromSeconds(1);
}
