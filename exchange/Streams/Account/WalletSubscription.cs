namespace Executor.Exchange.Streams.Account;

/// <summary>Where one session stands with one wallet. Used under the session's lock.</summary>
internal sealed class WalletSubscription(WalletFeed feed, Pauses pauses)
{
    public WalletFeed Feed => feed;

    /// <summary>Pauses between tries.</summary>
    public Pauses Pauses => pauses;

    /// <summary>The exchange's number of the subscription; null when there is none.</summary>
    public long? Id { get; set; }

    /// <summary>When to subscribe, or to renew, by the session's own time; <see cref="TimeSpan.MaxValue"/>: never.</summary>
    public TimeSpan DueAt { get; set; } = TimeSpan.Zero;

    /// <summary>True once the wallet was heard, or refused for good.</summary>
    public bool IsSettled { get; set; }
}
