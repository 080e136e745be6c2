namespace Executor.Core.Migration;

/// <summary>Says that a state was taken over from the original, and from which file.</summary>
/// <param name="Fingerprint">SHA-256 of the file, lower-case hex: the same file is recognised.</param>
/// <param name="At">When it was taken over, UTC: orders that the original sent are older.</param>
/// <param name="TradeKey">The trade that was open; null when there was none.</param>
public sealed record ImportMark(string Fingerprint, DateTimeOffset At, string? TradeKey);
