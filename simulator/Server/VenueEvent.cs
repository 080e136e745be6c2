using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Tape;

namespace Executor.Simulator.Server;

/// <summary>Something that happened at the venue. Subscribers get all of them, in order.</summary>
/// <param name="At">When, by the venue's clock, UTC.</param>
public abstract record VenueEvent(DateTimeOffset At)
{
    /// <summary>An order or an order list of a customer changed.</summary>
    public sealed record OrdersChanged(Customer Customer, EngineEvent Change) : VenueEvent(Change.At);

    /// <summary>
    /// Amounts of an account that may have changed, absolute; once for all changes of one request or one trade of the market
    /// (<c>outboundAccountPosition</c>).
    /// </summary>
    public sealed record BalancesChanged(Customer Customer, AccountKey Account, ImmutableArray<Balance> Balances, DateTimeOffset At) : VenueEvent(At);

    /// <summary>A deposit, withdrawal or transfer (<c>balanceUpdate</c>); <paramref name="Delta"/> is signed.</summary>
    public sealed record FundsMoved(Customer Customer, AccountKey Account, string Asset, decimal Delta, DateTimeOffset At) : VenueEvent(At);

    /// <summary>A loan, a repayment.</summary>
    public sealed record LoanRecorded(Customer Customer, AccountKey Account, LoanRecord Loan) : VenueEvent(Loan.At);

    /// <summary>A public trade.</summary>
    public sealed record Traded(string Symbol, PublicTrade Trade) : VenueEvent(Trade.At);

    /// <summary>Best prices of a market, after each trade or change of its book.</summary>
    public sealed record Quoted(string Symbol, BestQuote Quote) : VenueEvent(Quote.At);

    /// <summary>Rules or status of a market changed.</summary>
    public sealed record MarketChanged(string Symbol, DateTimeOffset At) : VenueEvent(At);

    /// <summary>A customer's orders, executions, loans and balances are gone; nobody is told on the wire.</summary>
    public sealed record CustomerReset(Customer Customer, DateTimeOffset At) : VenueEvent(At);
}

/// <summary>Where to hear what happens at the venue.</summary>
public interface IVenueEvents
{
    /// <summary>
    /// Calls <paramref name="receiver"/> for every event from now on, in order, inside the venue's turn: it must not block, must not throw and
    /// must not call the venue. Disposing the result ends it.
    /// </summary>
    IDisposable Subscribe(Action<VenueEvent> receiver);
}
