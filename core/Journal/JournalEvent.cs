using System.Collections.Immutable;

namespace Executor.Core.Journal;

/// <summary>One thing that happened, with its reasons. Names are those of the original's log where it has one.</summary>
public sealed record JournalEvent
{
    /// <summary>Running number within the symbol, from 1; the same number is the same event.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was decided, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Stable name, for example <c>EXITS_PLACED_V15</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Trade it belongs to; null outside a trade.</summary>
    public string? TradeKey { get; init; }

    /// <summary>How much attention it wants.</summary>
    public JournalLevel Level { get; init; } = JournalLevel.Info;

    /// <summary>The rule that decided and the numbers it saw, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>Figures of the event, in the order in which they are to be shown.</summary>
    public ImmutableArray<JournalField> Fields { get; init; } = [];
}

/// <summary>One named figure of an event.</summary>
/// <param name="Name">Name in the original's spelling where it has one.</param>
/// <param name="Value">Text with the exact digits.</param>
public sealed record JournalField(string Name, string Value);

/// <summary>How much attention an event wants.</summary>
public enum JournalLevel
{
    /// <summary>The ordinary course of things.</summary>
    Info,

    /// <summary>Handled, but worth a look.</summary>
    Warning,

    /// <summary>A person should look now.</summary>
    Alarm,
}
