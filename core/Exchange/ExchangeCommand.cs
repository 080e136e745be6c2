using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Executor.Core.Exchange;

/// <summary>
/// One request to the exchange, as data. The core decides it, the grain stores it as an intent before it leaves, an
/// <see cref="IExchange"/> carries it out.
/// </summary>
/// <param name="Symbol">Traded pair, in capitals.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(Place), "place")]
[JsonDerivedType(typeof(PlaceOco), "placeOco")]
[JsonDerivedType(typeof(PlaceOto), "placeOto")]
[JsonDerivedType(typeof(Cancel), "cancel")]
[JsonDerivedType(typeof(Replace), "replace")]
[JsonDerivedType(typeof(Amend), "amend")]
[JsonDerivedType(typeof(Borrow), "borrow")]
[JsonDerivedType(typeof(Repay), "repay")]
[JsonDerivedType(typeof(Inspect), "inspect")]
public abstract record ExchangeCommand(string Symbol)
{
    /// <summary>The wallet it is meant for.</summary>
    public TradingAccount Account { get; init; }

    /// <summary>Place one order.</summary>
    public sealed record Place(string Symbol, NewOrder Order) : ExchangeCommand(Symbol);

    /// <summary>Place an OCO list.</summary>
    public sealed record PlaceOco(string Symbol, NewOco Oco) : ExchangeCommand(Symbol);

    /// <summary>Place a working order together with the orders that wait for it to fill (OTO, OTOCO, OPO, OPOCO).</summary>
    public sealed record PlaceOto(string Symbol, NewOto Oto) : ExchangeCommand(Symbol);

    /// <summary>Cancel one order; when it is the leg of a list, the whole list goes.</summary>
    public sealed record Cancel(string Symbol, OrderReference Order) : ExchangeCommand(Symbol);

    /// <summary>
    /// Cancel one order (or the list of which it is a leg) and place another, in one request with
    /// <c>cancelReplaceMode=STOP_ON_FAILURE</c> and <c>cancelRestrictions=ONLY_NEW</c>: nothing is cancelled when something of it has executed,
    /// and nothing is placed when the cancel fails. The new order was sized by what had executed when it was decided.
    /// </summary>
    public sealed record Replace(string Symbol, OrderReference Cancelled, NewOrder Order) : ExchangeCommand(Symbol);

    /// <summary>Reduce the quantity of an order and keep its place; on a list both legs change.</summary>
    public sealed record Amend(string Symbol, OrderReference Order, decimal NewQuantity) : ExchangeCommand(Symbol);

    /// <summary>Take a loan. It carries no id of ours: one of unknown outcome is found by the loan records and the debt.</summary>
    /// <param name="Symbol">Traded pair; names the wallet when the account is isolated.</param>
    /// <param name="Asset">Asset in capitals.</param>
    /// <param name="Amount">Above 0.</param>
    public sealed record Borrow(string Symbol, string Asset, decimal Amount) : ExchangeCommand(Symbol);

    /// <summary>Pay back; interest is paid first. No id of ours, as with <see cref="Borrow"/>.</summary>
    /// <param name="Symbol">Traded pair; names the wallet when the account is isolated.</param>
    /// <param name="Asset">Asset in capitals.</param>
    /// <param name="Amount">Above 0, at most what is owed.</param>
    public sealed record Repay(string Symbol, string Asset, decimal Amount) : ExchangeCommand(Symbol);

    /// <summary>
    /// Read what the exchange knows: the named orders, all open orders of the symbol, executions since a time, balances and debts of
    /// base and quote, loan records since a time. Changes nothing.
    /// </summary>
    /// <param name="Symbol">Traded pair.</param>
    /// <param name="Orders">Orders to look up one by one; one that the exchange does not know is missing from the answer.</param>
    /// <param name="TradesSince">Executions from this time on are wanted; null: none are.</param>
    public sealed record Inspect(string Symbol, ImmutableArray<OrderReference> Orders, DateTimeOffset? TradesSince) : ExchangeCommand(Symbol)
    {
        /// <summary>Loan records from this time on are wanted; null: none are. Margin accounts only.</summary>
        public DateTimeOffset? LoansSince { get; init; }

        /// <summary>True when something of the symbol cannot be sent before the answer: it goes before routine looks when the limits leave little room.</summary>
        public bool IsUrgent { get; init; }
    }
}

/// <summary>Names one order of ours. The exchange's id is preferred; the client id is what one has while an outcome is unknown.</summary>
/// <param name="ClientOrderId">The id given at placement.</param>
/// <param name="OrderId">The exchange's id; null while unknown.</param>
public sealed record OrderReference(string ClientOrderId, long? OrderId = null);

/// <summary>
/// What is known after a request. Success, rejection and unknown are three things: unknown is not a failure, the request may have been
/// carried out.
/// </summary>
public abstract record ExchangeReply
{
    private ExchangeReply() { }

    /// <summary>The exchange did it; the reports show each order the request touched (placed, cancelled or amended). A loan or a repayment
    /// touches none.</summary>
    public sealed record Accepted(ImmutableArray<OrderReport> Orders) : ExchangeReply;

    /// <summary>The exchange proved that it did nothing.</summary>
    /// <param name="Code">Binance error code, below 0.</param>
    /// <param name="Message">Binance text.</param>
    public sealed record Rejected(int Code, string Message) : ExchangeReply;

    /// <summary>The request never left this process (no room in the request limits, too late, no key): the exchange has judged nothing, and the same
    /// request may be sent later.</summary>
    /// <param name="Reason">Why, in words.</param>
    /// <param name="RetryAfter">When to try again, from now; 0 or more.</param>
    public sealed record NotSent(string Reason, TimeSpan RetryAfter) : ExchangeReply;

    /// <summary>A <see cref="ExchangeCommand.Replace"/> whose cancel succeeded and whose new order was refused (-2021).</summary>
    /// <param name="Cancelled">Reports of the cancelled order, and of its siblings if it was a leg.</param>
    /// <param name="Code">Code of the refused order.</param>
    /// <param name="Message">Text of the refused order.</param>
    public sealed record HalfReplaced(ImmutableArray<OrderReport> Cancelled, int Code, string Message) : ExchangeReply;

    /// <summary>Answer to <see cref="ExchangeCommand.Inspect"/>.</summary>
    public sealed record Inspected(ExchangeView View) : ExchangeReply;

    /// <summary>Timeout, cut connection, 5xx, -1006, -1007: look before anything else is sent.</summary>
    public sealed record Unknown(string Reason) : ExchangeReply;
}

/// <summary>What the exchange showed at one moment for one symbol.</summary>
public sealed record ExchangeView
{
    /// <summary>Time of the reading, by the exchange's clock, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The orders asked for that exist; those that are missing were not found.</summary>
    public ImmutableArray<OrderReport> Orders { get; init; } = [];

    /// <summary>All open orders of the account on the symbol.</summary>
    public ImmutableArray<OrderReport> OpenOrders { get; init; } = [];

    /// <summary>Executions of the account on the symbol since the time asked for, oldest first; empty when none were asked for.</summary>
    public ImmutableArray<Fill> Trades { get; init; } = [];

    /// <summary>Loans and repayments of the account in base or quote since the time asked for, oldest first; empty when none were asked for.</summary>
    public ImmutableArray<LoanRecord> Loans { get; init; } = [];

    /// <summary>Assets over debts of the margin account; null on spot and without debts. At or below 1.1 the exchange liquidates.</summary>
    public decimal? MarginLevel { get; init; }

    /// <summary>Balance of the base asset.</summary>
    public required Balance Base { get; init; }

    /// <summary>Balance of the quote asset.</summary>
    public required Balance Quote { get; init; }
}
