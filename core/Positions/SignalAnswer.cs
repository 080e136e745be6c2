namespace Executor.Core.Positions;

/// <summary>What became of a signal.</summary>
/// <param name="SignalKey">The signal.</param>
/// <param name="At">When it was answered, UTC.</param>
/// <param name="TradeKey">The trade it opened; null when it was skipped.</param>
/// <param name="Reason">Why it was skipped (<c>stale_peak</c>, <c>cooldown</c>, ...); null when it opened a trade.</param>
/// <param name="Detail">The numbers behind the reason, in words; null when it opened a trade.</param>
public sealed record SignalAnswer(string SignalKey, DateTimeOffset At, string? TradeKey, string? Reason, string? Detail)
{
    /// <summary>True when it opened a trade.</summary>
    public bool IsOpened => TradeKey is not null;
}
