using System.Collections.Immutable;

namespace Executor.Core.Exchange;

/// <summary>The port to what an exchange says about a wallet unasked: orders, balances, margin level.</summary>
public interface IAccountEvents
{
    /// <summary>
    /// Follows a wallet until it is cancelled. Connects again by itself and never gives up: each time it listens, it first yields
    /// <see cref="AccountEvent.Listening"/>, and what changed before that moment is to be looked at. Events may come twice, late and out of order.
    /// </summary>
    /// <param name="account">Kind of wallet.</param>
    /// <param name="symbol">Traded pair that names the wallet when it is isolated; null otherwise.</param>
    /// <param name="cancellationToken">Ends it.</param>
    IAsyncEnumerable<AccountEvent> FollowAsync(TradingAccount account, string? symbol, CancellationToken cancellationToken);
}

/// <summary>Something that happened on a wallet.</summary>
public abstract record AccountEvent
{
    private AccountEvent() { }

    /// <summary>From now on events arrive; any number before may be missing.</summary>
    /// <param name="At">When, UTC.</param>
    public sealed record Listening(DateTimeOffset At) : AccountEvent;

    /// <summary>Events may be missing from now on, until the next <see cref="Listening"/>.</summary>
    /// <param name="Reason">Why; contains no secret.</param>
    public sealed record Interrupted(string Reason) : AccountEvent;

    /// <summary>An order changed.</summary>
    public sealed record OrderChanged(OrderReport Report) : AccountEvent;

    /// <summary>Free and locked amounts of these assets changed. Debts are not told.</summary>
    public sealed record BalancesChanged(ImmutableArray<Balance> Balances, DateTimeOffset At) : AccountEvent;

    /// <summary>The exchange warns of the level of a margin account: assets over debts.</summary>
    public sealed record MarginLevelChanged(decimal Level, DateTimeOffset At) : AccountEvent;
}
