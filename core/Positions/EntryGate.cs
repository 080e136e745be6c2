namespace Executor.Core.Positions;

/// <summary>Whether entries are allowed by what lies outside the symbol: the fleet's mode, the limits of the portfolio. Judged when a signal
/// arrives and again before the entry is sent; never keeps an exit back.</summary>
/// <param name="Reason">Skip reason, for example <c>paused</c>, <c>asleep</c>, <c>max_open_positions</c>; null: entries are allowed.</param>
/// <param name="Detail">The numbers behind it, in words; null when open.</param>
public sealed record EntryGate(string? Reason, string? Detail)
{
    /// <summary>Entries are allowed.</summary>
    public static EntryGate Open { get; } = new(null, null);

    /// <summary>True when no entry may be sent.</summary>
    public bool IsClosed => Reason is not null;
}
