namespace Executor.GrainInterfaces;

/// <summary>How a wallet is followed.</summary>
[GenerateSerializer, Immutable, Alias("Executor.WalletEventsView")]
public sealed record WalletEventsView
{
    /// <summary>Key of the wallet.</summary>
    [Id(0)] public required string Wallet { get; init; }

    /// <summary>True when events arrive.</summary>
    [Id(1)] public bool IsListening { get; init; }

    /// <summary>Since when it is as it is, UTC; null: it has not listened yet.</summary>
    [Id(2)] public DateTimeOffset? Since { get; init; }

    /// <summary>Why events may be missing; null while it listens.</summary>
    [Id(3)] public string? Problem { get; init; }

    /// <summary>When the last event came, UTC; null: none yet.</summary>
    [Id(4)] public DateTimeOffset? LastEventAt { get; init; }

    /// <summary>Changes of orders that came, since the activation.</summary>
    [Id(5)] public long Reports { get; init; }

    /// <summary>How often positions were told to look instead, because they did not keep up.</summary>
    [Id(6)] public long Overflows { get; init; }

    /// <summary>Assets over debts as the exchange said last; null: it has not, or the wallet is no margin account.</summary>
    [Id(7)] public decimal? MarginLevel { get; init; }
}
