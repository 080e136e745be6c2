using System.Globalization;

namespace Executor.Core.Safety;

/// <summary>A safety property that did not hold.</summary>
/// <param name="Property"><c>S1</c> to <c>S7</c>, or the id of an invariant, <c>I1</c> to <c>I20</c>.</param>
/// <param name="At">When, UTC.</param>
/// <param name="TradeKey">The trade under way; null when there was none.</param>
/// <param name="Text">What was found, with its numbers.</param>
public sealed record SafetyViolation(string Property, DateTimeOffset At, string? TradeKey, string Text)
{
    /// <summary>The violation in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Property} violated at {At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'}, {TradeKey ?? "no trade"}: {Text}");
}
