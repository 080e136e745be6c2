using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Journal;

namespace Executor.Core.Positions;

/// <summary>The outcome of one step.</summary>
/// <param name="Next">State to be stored before anything else is done.</param>
/// <param name="Journal">What happened, with reasons; also part of <paramref name="Next"/>.</param>
/// <param name="Request">To be sent once <paramref name="Next"/> is stored; its answer is the next input. Null: nothing to send.</param>
/// <param name="Answer">What became of the signal; null when the input was none.</param>
public sealed record Decision(PositionState Next, ImmutableArray<JournalEvent> Journal, ExchangeRequest? Request, SignalAnswer? Answer);

/// <summary>A command with the number by which its answer is recognised.</summary>
/// <param name="IntentId">Number of the stored intent; 0 for a look, which is not stored.</param>
/// <param name="Command">What to send.</param>
public sealed record ExchangeRequest(long IntentId, ExchangeCommand Command);

/// <summary>When a position wants to be asked again although nothing was reported.</summary>
/// <param name="WakeAt">Time of a <see cref="PositionInput.Tick"/>; null: none is needed.</param>
/// <param name="AtOrBelow">A tick is wanted when the last price is at or below this; null: none.</param>
/// <param name="AtOrAbove">A tick is wanted when the last price is at or above this; null: none.</param>
public sealed record PositionSchedule(DateTimeOffset? WakeAt, decimal? AtOrBelow, decimal? AtOrAbove)
{
    /// <summary>True while the cadence of the invariants is wanted (INVAR_EVERY_SEC).</summary>
    public bool AreInvariantsWanted { get; init; }

    /// <summary>Nothing is wanted.</summary>
    public static PositionSchedule Idle { get; } = new(null, null, null);
}
