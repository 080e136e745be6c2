using Executor.Core.Journal;

namespace Executor.Silo.Terminal;

/// <summary>One line for the operator.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Level">How much attention it wants.</param>
/// <param name="Text">Plain text, no markup.</param>
internal sealed record TerminalLine(DateTimeOffset At, JournalLevel Level, string Text);
