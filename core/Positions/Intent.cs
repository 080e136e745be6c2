using Executor.Core.Exchange;

namespace Executor.Core.Positions;

/// <summary>What is known of a request that changes the exchange.</summary>
public enum IntentStage
{
    /// <summary>Stored, and being sent.</summary>
    Sent,

    /// <summary>Its outcome is not known: it is looked for, and not sent again until it is proven absent.</summary>
    Unknown,
}

/// <summary>A request that changes the exchange, stored before it is sent and removed when its outcome is settled.</summary>
public sealed record Intent
{
    /// <summary>Running number within the symbol.</summary>
    public required long Id { get; init; }

    /// <summary>The slot it belongs to; a slot has at most one.</summary>
    public required Slot Slot { get; init; }

    /// <summary>The request itself.</summary>
    public required ExchangeCommand Command { get; init; }

    /// <summary>What is known of it.</summary>
    public IntentStage Stage { get; init; }

    /// <summary>When it was decided, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How often it was looked for without being found.</summary>
    public int Looks { get; init; }
}
