using System.Collections.Immutable;
using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>An order the exchange has taken.</summary>
internal sealed class Order
{
    public required Account Account { get; init; }
    public required SymbolBook Book { get; init; }
    public required long Id { get; init; }
    public required string ClientOrderId { get; set; }
    public required OrderSide Side { get; init; }
    public required OrderType Type { get; init; }
    public required TimeInForce TimeInForce { get; init; }
    public required decimal? Price { get; init; }
    public required decimal? StopPrice { get; init; }
    public required decimal Quantity { get; set; }
    public required DateTimeOffset UpdatedAt { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it began to work on the book, UTC; null before.</summary>
    public DateTimeOffset? WorkingAt { get; set; }

    /// <summary>The id of the cancel that ended it, which the wire shows as its name from then on; null: it kept its own.</summary>
    public string? CancelId { get; set; }

    public OrderExtras Extras { get; init; } = OrderExtras.None;

    /// <summary>Follows the price; null for an order whose stop stands still.</summary>
    public Trail? Trail { get; init; }

    /// <summary>What a purchase without any price of its own locks per unit of base.</summary>
    public decimal? LockPrice { get; init; }

    public SideEffect SideEffect { get; init; }
    public bool AutoRepayAtCancel { get; init; }
    public OrderList? List { get; init; }
    public OrderStatus Status { get; set; } = OrderStatus.New;
    public decimal Executed { get; set; }
    public decimal QuoteExecuted { get; set; }
    public bool IsWorking { get; set; }
    public string? ExpiryReason { get; set; }
    public int Amendments { get; set; }

    /// <summary>What was borrowed when the order was placed, in the asset it locks.</summary>
    public decimal Loan { get; set; }

    /// <summary>What holds the funds of this order; the legs of a list share one.</summary>
    public required Reservation Reservation { get; init; }

    public bool IsLive => Status.IsLive();

    /// <summary>True while the order waits for the working order of its list.</summary>
    public bool IsPending => Status == OrderStatus.PendingNew;

    public decimal Remaining => Quantity - Executed;
    public bool IsStop => Type.IsStop();

    /// <summary>
    /// Funds the order must hold: base for a sale, quote for a purchase; a market order on the book holds nothing, one that waits only what
    /// its working order has bought for it.
    /// </summary>
    public decimal Need =>
        IsPending ? List!.IsPaidByWorking ? List.Collected : 0m
        : !IsLive || (IsWorking && Price is null) ? 0m
        : LockFor(Side, Price ?? StopPrice ?? LockPrice, Remaining);

    /// <summary>True when a falling price brings the order to life: resting purchases, untriggered sell stops and buy targets.</summary>
    public bool WaitsBelow => IsWorking ? Side == OrderSide.Buy : Trail is null ? Type.TriggersBelow(Side) : Side == OrderSide.Sell;

    /// <summary>True when every trade matters to it.</summary>
    public bool IsFollowing => Trail is not null && !IsWorking;

    /// <summary>The price at which the next print changes the order: one tick through a limit, the stop price itself.</summary>
    public decimal TouchPrice => (IsWorking, Side) switch
    {
        (true, OrderSide.Buy) => Price!.Value - Book.Rules.TickSize,
        (true, OrderSide.Sell) => Price!.Value + Book.Rules.TickSize,
        (false, OrderSide.Buy or OrderSide.Sell) => Trail is null ? StopPrice!.Value : Trail.TriggerPrice ?? Book.Last,
    };

    public static decimal LockFor(OrderSide side, decimal? price, decimal quantity) => side switch
    {
        OrderSide.Buy => (price ?? 0m) * quantity,
        OrderSide.Sell => quantity,
    };

    public OrderReport ToReport(ImmutableArray<Fill> fills) => new()
    {
        Symbol = Book.Rules.Symbol,
        OrderId = Id,
        ClientOrderId = ClientOrderId,
        OrderListId = List?.Id,
        Side = Side,
        Type = Type,
        Status = Status,
        Price = Price,
        StopPrice = StopPrice,
        Quantity = Quantity,
        ExecutedQuantity = Executed,
        QuoteQuantity = QuoteExecuted,
        IsWorking = IsWorking,
        ExpiryReason = ExpiryReason,
        Fills = fills,
        UpdatedAt = UpdatedAt,
    };

    public OrderState ToState() => new(ToReport([]), TimeInForce, Amendments)
    {
        Account = Account.Key,
        SideEffect = SideEffect,
        AutoRepayAtCancel = AutoRepayAtCancel,
        Loan = Loan,
        CreatedAt = CreatedAt,
        WorkingAt = WorkingAt,
        CancelId = CancelId,
        Extras = Extras,
        TrailingExtreme = Trail?.Extreme,
        TrailingSince = Trail?.Since,
        LockPrice = LockPrice,
    };
}
