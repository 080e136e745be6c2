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
[JsonDerivedType(typeof(Cancel), "cancel")]
[JsonDerivedType(typeof(Replace), "replace")]
[JsonDerivedType(typeof(Amend), "amend")]
[JsonDerivedType(typeof(Inspect), "inspect")]
public abstract record ExchangeCommand(string Symbol)
{
    /// <summary>Place one order.</summary>
    public sealed record Place(string Symbol, NewOrder Order) : ExchangeCommand(Symbol);

    /// <summary>Place an OCO list.</summary>
    public sealed record PlaceOco(string Symbol, NewOco Oco) : ExchangeCommand(Symbol);

    /// <summary>Cancel one order; when it is the leg of a list, the whole list goes.</summary>
    public sealed record Cancel(string Symbol, OrderReference Order) : ExchangeCommand(Symbol);

    /// <summary>
    /// Cancel one order (or the list of which it is a leg) and place another, in one request with
    /// <c>cancelReplaceMode=STOP_ON_FAILURE</c>: nothing is placed when the cancel fails.
    /// </summary>
    public sealed record Replace(string Symbol, OrderReference Cancelled, NewOrder Order) : ExchangeCommand(Symbol);

    /// <summary>Reduce the quantity of an order and keep its place; on a list both legs change.</summary>
    public sealed record Amend(string Symbol, OrderReference Order, decimal NewQuantity) : ExchangeCommand(Symbol);

    /// <summary>
    /// Read what the exchange knows: the named orders, all open orders of the symbol, executions since a time, balances of base and
    /// quote. Changes nothing.
    /// </summary>
    /// <param name="Symbol">Traded pair.</param>
    /// <param name="Orders">Orders to look up one by one; one that the exchange does not know is missing from the answer.</param>
    /// <param name="TradesSince">Executions from this time on are wanted; null: none are.</param>
    public sealed record Inspect(string Symbol, ImmutableArray<OrderReference> Orders, DateTimeOffset? TradesSince) : ExchangeCommand(Symbol);
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

    /// <summary>The exchange did it; the reports show each order the request touched (placed, cancelled or amended).</summary>
    public sealed record Accepted(ImmutableArray<OrderReport> Orders) : ExchangeReply;

    /// <summary>The exchange proved that it did nothing.</summary>
    /// <param name="Code">Binance error code, below 0.</param>
    /// <param name="Message">Binance text.</param>
    public sealed record Rejected(int Code, string Message) : ExchangeReply;

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

    /// <summary>Balance of the base asset.</summary>
    public required Balance Base { get; init; }

    /// <summary>Balance of the quote asset.</summary>
    public required Balance Quote { get; init; }
}
