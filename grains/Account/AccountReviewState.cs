using Executor.Core.Exchange;

namespace Executor.Grains.Account;

/// <summary>That a symbol has been looked at on an account by somebody; without a record it never was.</summary>
public sealed record AccountReviewState
{
    /// <summary>The wallet.</summary>
    public TradingAccount Account { get; init; }

    /// <summary>When it was looked at last, UTC.</summary>
    public DateTimeOffset At { get; init; }
}
