using System.Collections.Immutable;
using Executor.Simulator.Engine;
using Executor.Core.Exchange;

namespace Executor.Simulator.Server.History;

/// <summary>
/// Everything that happened on the books, in order, from the balances of the begin on: whoever replays it knows the books after every single
/// step. Kept in memory, the latest million rows. Thread-safe.
/// </summary>
public sealed class VenueHistory : IDisposable
{
    private const int MaxRows = 1_000_000;
    private const int Shed = MaxRows / 10;
    private readonly Lock _gate = new();
    private readonly List<HistoryRow> _rows = [];
    private readonly Dictionary<string, decimal> _prices = new(StringComparer.Ordinal);
    private readonly Venue _venue;
    private readonly IDisposable _subscription;
    private long _next = 1;

    /// <summary>Begins with the books as they are.</summary>
    public VenueHistory(Venue venue)
    {
        _venue = venue;
        IDisposable? subscription = null;
        venue.BetweenTurns(() =>
        {
            foreach (var symbol in venue.Symbols)
                AddMarket(symbol, venue.Clock.Now);
            foreach (var customer in venue.Customers)
                AddBooks(customer, venue.Clock.Now);
            subscription = venue.Events.Subscribe(Take);
        });
        _subscription = subscription!;
    }

    /// <summary>Rows after number <paramref name="since"/>, oldest first, at most <paramref name="limit"/>.</summary>
    /// <exception cref="InvalidOperationException">Some of them are no longer kept.</exception>
    public ImmutableArray<HistoryRow> After(long since, int limit)
    {
        lock (_gate)
        {
            var first = _next - _rows.Count;
            if (since + 1 < first)
                throw new InvalidOperationException($"The history begins with row {first}: what came after row {since} is not all there any more.");
            var from = (int)Math.Min(since + 1 - first, _rows.Count);
            return [.. _rows.GetRange(from, Math.Min(limit, _rows.Count - from))];
        }
    }

    /// <summary>Hears nothing any more.</summary>
    public void Dispose() => _subscription.Dispose();

    private void Take(VenueEvent happened)
    {
        switch (happened)
        {
            case VenueEvent.OrdersChanged { Change: EngineEvent.OrderChanged change } orders:
                Add(happened.At, HistoryKind.Order, row => Of(row, orders.Customer, change.Account) with
                {
                    Change = change.Kind,
                    Order = change.Order.Report,
                    Fill = change.Fill,
                    Price = _prices[change.Order.Report.Symbol],
                });
                break;
            case VenueEvent.OrdersChanged:
                break; // its orders say it too
            case VenueEvent.BalancesChanged balances:
                Add(happened.At, HistoryKind.Balances, row => Of(row, balances.Customer, balances.Account) with { Balances = balances.Balances });
                break;
            case VenueEvent.FundsMoved funds:
                Add(happened.At, HistoryKind.Funds, row => Of(row, funds.Customer, funds.Account) with { Asset = funds.Asset, Delta = funds.Delta });
                break;
            case VenueEvent.LoanRecorded loan:
                Add(happened.At, HistoryKind.Loan, row => Of(row, loan.Customer, loan.Account) with { Loan = loan.Loan });
                break;
            case VenueEvent.Traded traded:
                _prices[traded.Symbol] = traded.Trade.Price;
                break;
            case VenueEvent.MarketChanged market:
                AddMarket(market.Symbol, happened.At);
                break;
            case VenueEvent.CustomerReset reset:
                Add(happened.At, HistoryKind.Reset, row => row with { Customer = reset.Customer.Name });
                AddBooks(reset.Customer, happened.At);
                break;
            case VenueEvent.Quoted:
                break;
        }
    }

    private static HistoryRow Of(HistoryRow row, Customer customer, AccountKey account) => row with
    {
        Customer = customer.Name,
        Account = account.Kind,
        Pair = account.Symbol.Length == 0 ? null : account.Symbol,
    };

    private void AddMarket(string symbol, DateTimeOffset at)
    {
        var engine = _venue.Customers.First().Engine;
        _prices[symbol] = engine.QuoteOf(symbol).Last;
        Add(at, HistoryKind.Market, row => row with { Rules = engine.RulesOf(symbol), Price = _prices[symbol] });
    }

    /// <summary>Books that were there before: balances, and orders that still rest.</summary>
    private void AddBooks(Customer customer, DateTimeOffset at)
    {
        var state = customer.Engine.Snapshot();
        foreach (var account in state.Balances.GroupBy(row => row.Account))
            Add(at, HistoryKind.Balances, row => Of(row, customer, account.Key) with { Balances = [.. account.Select(each => each.Balance)] });
        foreach (var order in state.Orders.Where(order => order.Report.Status.IsLive()))
        {
            Add(at, HistoryKind.Order, row => Of(row, customer, order.Account) with
            {
                Change = ExecutionKind.New, Order = order.Report, Price = _prices[order.Report.Symbol],
            });
        }
    }

    private void Add(DateTimeOffset at, HistoryKind kind, Func<HistoryRow, HistoryRow> fill)
    {
        lock (_gate)
        {
            _rows.Add(fill(new HistoryRow(_next++, at, kind)));
            if (_rows.Count > MaxRows)
                _rows.RemoveRange(0, Shed);
        }
    }
}
