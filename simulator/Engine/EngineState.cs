using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Engine;

/// <summary>
/// Everything an engine knows, or the part of it that changed: rows to be inserted or to replace the row of the same key.
/// </summary>
public sealed record EngineState
{
    /// <summary>Markets; key <see cref="SymbolRules.Symbol"/>.</summary>
    public ImmutableArray<SymbolState> Symbols { get; init; } = [];

    /// <summary>Orders, open and closed; key symbol and order id.</summary>
    public ImmutableArray<OrderState> Orders { get; init; } = [];

    /// <summary>Order lists; key id.</summary>
    public ImmutableArray<ListState> Lists { get; init; } = [];

    /// <summary>Executions; key symbol and trade id.</summary>
    public ImmutableArray<TradeState> Trades { get; init; } = [];

    /// <summary>Margin accounts; key account.</summary>
    public ImmutableArray<AccountState> Accounts { get; init; } = [];

    /// <summary>Balances; key account and asset.</summary>
    public ImmutableArray<AccountBalance> Balances { get; init; } = [];

    /// <summary>Loans and repayments; key transaction id.</summary>
    public ImmutableArray<LoanState> Loans { get; init; } = [];

    /// <summary>Interest charged; key number.</summary>
    public ImmutableArray<InterestState> Interest { get; init; } = [];

    /// <summary>True when all rows but those of markets are to be removed before these are written.</summary>
    public bool IsReset { get; init; }

    /// <summary>True when there is nothing to write.</summary>
    public bool IsEmpty =>
        !IsReset && Symbols.IsEmpty && Orders.IsEmpty && Lists.IsEmpty && Trades.IsEmpty && Accounts.IsEmpty && Balances.IsEmpty && Loans.IsEmpty
        && Interest.IsEmpty;
}

/// <summary>A market.</summary>
/// <param name="Rules">Its trading rules.</param>
/// <param name="LastPrice">Last traded price.</param>
/// <param name="LastAt">Time of that trade, UTC.</param>
/// <param name="NextOrderId">Id of the next order.</param>
/// <param name="NextTradeId">Id of the next execution.</param>
public sealed record SymbolState(SymbolRules Rules, decimal LastPrice, DateTimeOffset LastAt, long NextOrderId, long NextTradeId)
{
    /// <summary>Number of the next change of an order.</summary>
    public long NextExecutionId { get; init; } = 1;

    /// <summary>What the market takes.</summary>
    public MarketStatus Status { get; init; }
}

/// <summary>An order and what a report does not show of it.</summary>
/// <param name="Report">The order as a query shows it, without executions.</param>
/// <param name="TimeInForce">How long its unexecuted part stays.</param>
/// <param name="Amendments">How often it was amended.</param>
public sealed record OrderState(OrderReport Report, TimeInForce TimeInForce, int Amendments)
{
    /// <summary>The account it belongs to.</summary>
    public AccountKey Account { get; init; } = AccountKey.Spot;

    /// <summary>What the exchange does about debts.</summary>
    public SideEffect SideEffect { get; init; }

    /// <summary>True when <see cref="Loan"/> is repaid as soon as the order is cancelled.</summary>
    public bool AutoRepayAtCancel { get; init; }

    /// <summary>What was borrowed when the order was placed, in the asset it locks; 0 or more.</summary>
    public decimal Loan { get; init; }

    /// <summary>When it was taken, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; } = Report.UpdatedAt;

    /// <summary>When it began to work on the book, UTC; null before.</summary>
    public DateTimeOffset? WorkingAt { get; init; }

    /// <summary>The id of the cancel that ended it, which the wire shows as its name; null: it kept its own.</summary>
    public string? CancelId { get; init; }

    /// <summary>What else it carries.</summary>
    public OrderExtras Extras { get; init; } = OrderExtras.None;

    /// <summary>The highest or lowest trade that a trailing stop has seen; null before it follows.</summary>
    public decimal? TrailingExtreme { get; init; }

    /// <summary>Since when it follows, UTC; null before.</summary>
    public DateTimeOffset? TrailingSince { get; init; }

    /// <summary>What a purchase without any price of its own locks per unit of base; null where it has one.</summary>
    public decimal? LockPrice { get; init; }
}

/// <summary>An order list; its legs name it by <see cref="OrderReport.OrderListId"/>.</summary>
/// <param name="Id">Id of the list.</param>
/// <param name="Symbol">Traded pair.</param>
/// <param name="ClientOrderId">Its name.</param>
/// <param name="Account">The account it belongs to.</param>
public sealed record ListState(long Id, string Symbol, string ClientOrderId, AccountKey Account)
{
    /// <summary>The order whose execution the others wait for; null in an OCO.</summary>
    public long? WorkingOrderId { get; init; }

    /// <summary>True when what the working order buys becomes the quantity of the pending orders.</summary>
    public bool IsPaidByWorking { get; init; }

    /// <summary>Base the working order has bought for the pending orders so far, net of commission.</summary>
    public decimal Collected { get; init; }

    /// <summary>When it began or a leg ended, UTC.</summary>
    public DateTimeOffset ChangedAt { get; init; }
}

/// <summary>An execution.</summary>
/// <param name="Symbol">Traded pair.</param>
/// <param name="Fill">The execution.</param>
public sealed record TradeState(string Symbol, Fill Fill);

/// <summary>A margin account.</summary>
/// <param name="Key">Which one.</param>
/// <param name="InterestDueAt">When the next hour's interest is charged, UTC; null without debts.</param>
public sealed record AccountState(AccountKey Key, DateTimeOffset? InterestDueAt);

/// <summary>What an account holds and owes of one asset.</summary>
/// <param name="Account">Account.</param>
/// <param name="Balance">Amounts.</param>
public sealed record AccountBalance(AccountKey Account, Balance Balance);

/// <summary>Interest that was charged.</summary>
/// <param name="Account">Account of it.</param>
/// <param name="Charge">The charge.</param>
public sealed record InterestState(AccountKey Account, InterestCharge Charge);

/// <summary>A loan or a repayment.</summary>
/// <param name="Account">Account of it.</param>
/// <param name="Record">The record.</param>
public sealed record LoanState(AccountKey Account, LoanRecord Record);
