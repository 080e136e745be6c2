using System.Collections.Immutable;

namespace Executor.Core.Exchange;

/// <summary>One order to be placed. Prices are quote per base, quantity is base; all are multiples of the symbol's steps.</summary>
public sealed record NewOrder
{
    /// <summary>1 to 36 characters of <c>[a-zA-Z0-9-_]</c>; unique among the open orders of the account.</summary>
    public required string ClientOrderId { get; init; }

    /// <summary>Direction.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>Type; decides which of the prices must be present.</summary>
    public required OrderType Type { get; init; }

    /// <summary>Base quantity, above 0.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Limit price; null for <see cref="OrderType.Market"/> and <see cref="OrderType.StopLoss"/>.</summary>
    public decimal? Price { get; init; }

    /// <summary>Trigger price of the stop types; null for the others.</summary>
    public decimal? StopPrice { get; init; }

    /// <summary>Only read for <see cref="OrderType.Limit"/> and <see cref="OrderType.StopLossLimit"/>.</summary>
    public TimeInForce TimeInForce { get; init; } = TimeInForce.GoodTillCancelled;

    /// <summary>What the exchange does about debts; <see cref="Exchange.SideEffect.None"/> on spot.</summary>
    public SideEffect SideEffect { get; init; }

    /// <summary>True when a loan taken for the order is repaid as soon as the order is cancelled; only read with a side effect that borrows.</summary>
    public bool AutoRepayAtCancel { get; init; }
}

/// <summary>Two orders that share one quantity: when one executes or triggers, the exchange expires the other.</summary>
/// <param name="ListClientOrderId">Name of the list; lives in its own name space.</param>
/// <param name="Above">The leg whose price lies above the market.</param>
/// <param name="Below">The leg whose price lies below the market.</param>
public sealed record NewOco(string ListClientOrderId, NewOrder Above, NewOrder Below);

/// <summary>A working order and one or two orders that enter the book when it has filled completely. Two pending orders form an OCO.</summary>
/// <param name="ListClientOrderId">Name of the list; lives in its own name space.</param>
/// <param name="Working">Enters the book at once: a limit or a maker order.</param>
/// <param name="Pending">One order, or the leg above and the leg below, in this order.</param>
/// <param name="IsPaidByWorking">True for OPO and OPOCO: what the working order buys, net of commission, is locked for the pending orders and
/// becomes their quantity; the quantities in <paramref name="Pending"/> are not sent then.</param>
public sealed record NewOto(string ListClientOrderId, NewOrder Working, ImmutableArray<NewOrder> Pending, bool IsPaidByWorking);

/// <summary>One execution of an order.</summary>
/// <param name="TradeId">The exchange's id, unique per symbol: the same id twice is the same execution.</param>
/// <param name="OrderId">Order that executed.</param>
/// <param name="Price">Quote per base.</param>
/// <param name="Quantity">Base, above 0.</param>
/// <param name="Commission">Fee taken, in <paramref name="CommissionAsset"/>; 0 or more.</param>
/// <param name="CommissionAsset">Asset of the fee: base, quote or BNB.</param>
/// <param name="At">Time of the execution, UTC.</param>
/// <param name="IsMaker">True when the order rested.</param>
public sealed record Fill(
    long TradeId, long OrderId, decimal Price, decimal Quantity, decimal Commission, string CommissionAsset, DateTimeOffset At, bool IsMaker)
{
    /// <summary>Price times quantity, in quote.</summary>
    public decimal QuoteQuantity => Price * Quantity;
}

/// <summary>What the exchange says about one order. Cumulative figures; two reports of one order differ only forward in time.</summary>
public sealed record OrderReport
{
    /// <summary>Traded pair.</summary>
    public required string Symbol { get; init; }

    /// <summary>The exchange's id of the order, above 0.</summary>
    public required long OrderId { get; init; }

    /// <summary>The id given at placement, also after a cancel renamed the order.</summary>
    public required string ClientOrderId { get; init; }

    /// <summary>The list the order belongs to; null for a single order (the wire says -1).</summary>
    public long? OrderListId { get; init; }

    /// <summary>Direction.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>Type; a stop that triggered keeps its type.</summary>
    public required OrderType Type { get; init; }

    /// <summary>Status at <see cref="UpdatedAt"/>.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>Limit price; null where the type has none.</summary>
    public decimal? Price { get; init; }

    /// <summary>Trigger price; null where the type has none.</summary>
    public decimal? StopPrice { get; init; }

    /// <summary>Base quantity ordered (after amendments).</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Base quantity executed so far; never falls.</summary>
    public decimal ExecutedQuantity { get; init; }

    /// <summary>Quote amount executed so far; never falls.</summary>
    public decimal QuoteQuantity { get; init; }

    /// <summary>True when the order works on the book; false for a stop that has not triggered.</summary>
    public bool IsWorking { get; init; }

    /// <summary>Why the exchange ended the order, in its words (<c>OCO_TRIGGER</c>, ...); null when it did not say.</summary>
    public string? ExpiryReason { get; init; }

    /// <summary>Executions this report carries: those of the reply that created it, or the one that the event announces; may be empty
    /// although something executed (a query carries none).</summary>
    public ImmutableArray<Fill> Fills { get; init; } = [];

    /// <summary>Time of the last change, by the exchange's clock, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>Amounts of one asset.</summary>
/// <param name="Asset">Name in capitals.</param>
/// <param name="Free">Not locked by orders; 0 or more.</param>
/// <param name="Locked">Locked by open orders; 0 or more.</param>
public sealed record Balance(string Asset, decimal Free, decimal Locked)
{
    /// <summary>Principal owed on a margin account; 0 or more.</summary>
    public decimal Borrowed { get; init; }

    /// <summary>Interest owed on a margin account; 0 or more.</summary>
    public decimal Interest { get; init; }

    /// <summary>Free plus locked.</summary>
    public decimal Total => Free + Locked;

    /// <summary>Principal plus interest.</summary>
    public decimal Debt => Borrowed + Interest;

    /// <summary>What is left of the holding once the debt is paid; negative when more is owed than held.</summary>
    public decimal Net => Total - Debt;
}
