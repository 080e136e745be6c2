using System.Collections.Immutable;
using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Safety;
using Executor.Core.Settings;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.History;

namespace Executor.BooksAudit;

/// <summary>
/// Replays what happened to one symbol on one account and judges S1 to S6 after every single change, by the predicates that production, replay and
/// explorer use.
/// </summary>
internal sealed class SymbolAudit(string symbol, TradingAccount account, Wallet wallet, SymbolRules rules, AuditOptions options) : IBooks
{
    private readonly Dictionary<long, OrderReport> _orders = [];
    private readonly SortedDictionary<long, OrderReport> _live = [];
    private readonly OneOrderPerIntent _names = new();
    private readonly StopsByName _stops = new();
    private readonly ImmutableArray<Fill>.Builder _fills = ImmutableArray.CreateBuilder<Fill>();
    private readonly SymbolSettings _settings = new() { Symbol = symbol, Cooldown = options.Cooldown, Lock = TimeSpan.Zero };
    private UncoveredTime? _uncovered;

    public string Symbol { get; } = symbol;

    public TradingAccount Account { get; } = account;

    public SymbolRules Rules { get; set; } = rules;

    public decimal LastPrice { get; private set; }

    /// <summary>What was found.</summary>
    public FindingLog Found { get; } = new();

    /// <summary>Trades, oldest first.</summary>
    public List<TradeOnBooks> Trades { get; } = [];

    /// <summary>Times in which something was under no stop, oldest first.</summary>
    public List<UncoveredTime> Uncovered { get; } = [];

    /// <summary>Quote that strangers' orders moved.</summary>
    public decimal QuoteByHand { get; private set; }

    public ImmutableArray<OrderReport> OpenOrders => [.. _live.Values.Where(OrderNames.IsOurs)];

    public ImmutableArray<OrderReport> Orders => [.. _orders.Values.Where(OrderNames.IsOurs)];

    public ImmutableArray<Fill> Fills => _fills.ToImmutable();

    public Balance Base => wallet.Of(Rules.BaseAsset);

    public Balance Quote => wallet.Of(Rules.QuoteAsset);

    /// <summary>Interest is owed from the loan on, before anything was sold; debts are judged by themselves.</summary>
    private Balance WithoutInterest => Base with { Interest = 0m };

    private TradeOnBooks? Trade => Trades is [.., var last] ? last : null;

    /// <summary>An order was taken, executed, changed or ended.</summary>
    public void Take(HistoryRow row)
    {
        var order = row.Order!;
        LastPrice = row.Price!.Value;
        if (!_orders.ContainsKey(order.OrderId))
            Taken(row.At, order);
        _orders[order.OrderId] = order;
        if (order.Status.IsLive())
            _live[order.OrderId] = order;
        else
            _live.Remove(order.OrderId);
        if (row is { Change: ExecutionKind.Trade, Fill: { } fill })
            Executed(order, fill);
        Judge(row.At);
    }

    /// <summary>The balances of the account are known anew.</summary>
    public void Settle(DateTimeOffset at) => Judge(at);

    /// <summary>All is gone; nothing of it is judged against what follows.</summary>
    public void Reset()
    {
        _orders.Clear();
        _live.Clear();
        Trades.Clear();
        _uncovered = null;
    }

    /// <summary>True when the last trade has left nothing behind, or there was none.</summary>
    public bool IsFlat => Trade is null or { EmptySince: not null };

    /// <summary>S8: faults have stopped and time has passed; what is held is under stops that have not been reached, or nothing is left.</summary>
    public void AtRest(DateTimeOffset at)
    {
        Close(at);
        if (!IsAtRest && Trade is { } trade)
            Found.Report(at, Symbol, trade.Name, [new SafetyFinding("S8", FormattableString.Invariant($"neither flat nor protected: {UncoveredBy(trade)} is under no stop, {OpenOrders.Length} order(s) rest, {HeldBy(trade)} is held."))]);
    }

    /// <summary>True when nothing is held, or all of it is under stops.</summary>
    public bool IsAtRest => Trade is not { EmptySince: null } trade || (UncoveredBy(trade) == 0m && ExitsOf(trade) > 0m);

    /// <summary>S6: the executor says that it is flat.</summary>
    public void AtFlat(DateTimeOffset at)
    {
        if (Trade is { EmptySince: null } trade)
            Found.Report(at, Symbol, trade.Name, FlatMeansEmpty.Of(this, Expected(trade), wallet.OpeningOf(Rules.QuoteAsset), Rules, options.DebtTolerance));
    }

    private void Taken(DateTimeOffset at, OrderReport order)
    {
        if (!OrderNames.IsOurs(order))
            return;
        Found.Report(at, Symbol, OrderNames.TradeOf(order), _names.OnBooks([order]));
        var name = OrderNames.TradeOf(order) ?? order.ClientOrderId;
        if (OrderNames.IsEntry(order))
            TakenAsEntry(at, order, name);
        else if (Trade?.Name != name)
            Trades.Add(new TradeOnBooks(name, order.Side == OrderSide.Sell ? PositionSide.Long : PositionSide.Short, new Balance(Rules.BaseAsset, 0m, 0m))); // taken over: opened before the books begin
        Found.Report(at, Symbol, name, _stops.Taken(order, Trade!.Side));
    }

    private void TakenAsEntry(DateTimeOffset at, OrderReport order, string name)
    {
        if (Trade is { } last)
        {
            var others = OpenOrders.Where(open => open.OrderListId is null || open.OrderListId != order.OrderListId).ToImmutableArray();
            var findings = EntriesOnlyWhenFree.OnBooks(new WithOrders(this, others), Expected(last), Rules, hold: null);
            if (last.Name != name)
                findings = findings.Concat(EntriesOnlyWhenFree.InTime(at, attemptedAt: null, last.LastFillAt, _settings));
            Found.Report(at, Symbol, name, findings);
        }
        if (Trade?.Name == name)
            return;
        Close(at);
        var before = Trade is { EmptySince: null } open ? open.Before : Base; // what a trade left open is held by the next one
        Trades.Add(new TradeOnBooks(name, order.Side == OrderSide.Buy ? PositionSide.Long : PositionSide.Short, before) { IsBracket = order.OrderListId is not null });
    }

    private void Executed(OrderReport order, Fill fill)
    {
        wallet.Execute(order, fill, Rules);
        if (OrderNames.IsOurs(order) || OrderNames.IsLiquidation(order))
        {
            _fills.Add(fill);
            Trade?.Fills.Add(fill);
            if (Trade is { } mine && !OrderNames.IsDebtOrder(order))
                mine.LastFillAt = fill.At;
            else if (Trade is { } repaying)
                repaying.BoughtForDebt += fill.Quantity - (fill.CommissionAsset == Rules.BaseAsset ? fill.Commission : 0m);
            return;
        }
        QuoteByHand += order.Side == OrderSide.Sell ? fill.QuoteQuantity : -fill.QuoteQuantity;
        QuoteByHand -= fill.CommissionAsset == Rules.QuoteAsset ? fill.Commission : 0m;
        if (Trade is { EmptySince: null } trade)
            trade.IsTouchedByHand = true;
    }

    private void Judge(DateTimeOffset at)
    {
        if (Trade is not { } trade || LastPrice <= 0m)
            return;
        var exits = OpenOrders.Where(order => !OrderNames.IsDebtOrder(order));
        Found.Report(at, Symbol, trade.Name, ExitsWithinHoldings.InAll(exits, trade.Side, MayExit(trade)));
        Measure(at, trade);
        var isGone = OpenOrders.IsEmpty && Residue.Excess(WithoutInterest, Expected(trade), LastPrice, Rules) == 0m;
        // Once it was empty, a debt is that of the trade to come: a loan precedes its entry.
        trade.EmptySince = isGone && (trade.EmptySince is not null || !IsInDebt) ? trade.EmptySince ?? at : null;
    }

    /// <summary>Quote is owed for one symbol alone where the account belongs to it.</summary>
    private bool IsInDebt => wallet.NewDebtIn(Rules.BaseAsset) > options.DebtTolerance
        || (Account == TradingAccount.IsolatedMargin && wallet.NewDebtIn(Rules.QuoteAsset) > options.DebtTolerance);

    /// <summary>Base as it should be without the trade: what a short position sold of earlier trades' dust need not come back, what it bought to
    /// repay stays, and what somebody did by hand is his.</summary>
    private Balance Expected(TradeOnBooks trade)
    {
        var isSettled = trade.IsTouchedByHand || (trade.Side == PositionSide.Short && IsDust(trade));
        var opening = wallet.OpeningOf(Rules.BaseAsset);
        var owned = isSettled ? Base : trade.Before;
        return opening with { Free = owned.Total - owned.Borrowed + opening.Borrowed, Locked = 0m, Interest = 0m };
    }

    /// <summary>Less than an order is left of a short position, with what it bought to repay or without; or it has sold, instead of borrowing it, what
    /// earlier ones left, which may be up to two smallest orders (docs/decisions/0016) and no more than there was.</summary>
    private bool IsDust(TradeOnBooks trade)
    {
        var (held, least) = (HeldBy(trade), Residue.LeastOrder(Rules, LastPrice));
        return Math.Min(Math.Abs(held), Math.Abs(held + trade.BoughtForDebt)) < least
            || (held >= 0m && held < 2m * least && held < trade.Before.Net + Rules.LotStep);
    }

    private decimal MayExit(TradeOnBooks trade) => trade.Side switch
    {
        PositionSide.Long when trade.IsTouchedByHand => Base.Total,
        PositionSide.Long => HeldBy(trade) + (trade.IsBracket ? BorneByOthers(trade) : 0m),
        PositionSide.Short => Steps.CeilTo(Math.Max(0m, HeldBy(trade)) / (1m - options.FeeRate), Rules.LotStep) + Rules.LotStep,
    };

    /// <summary>The exchange lets other holdings bear the commission of an OPO entry: its pending exits are for all that was bought.</summary>
    private decimal BorneByOthers(TradeOnBooks trade) =>
        Math.Min(trade.Before.Total, trade.Fills.Where(fill => fill.CommissionAsset == Rules.BaseAsset).Sum(fill => fill.Commission));

    private decimal HeldBy(TradeOnBooks trade) => Residue.Held(trade.Side, Base, trade.Before);

    private decimal ExitsOf(TradeOnBooks trade) => OpenOrders.Executable(trade.Side.ExitSide());

    /// <summary>What is under no stop and could be: as much as the exchange takes as an order; else 0.</summary>
    private decimal UncoveredBy(TradeOnBooks trade)
    {
        var exposed = Residue.Exposed(trade.Side, HeldBy(trade), trade.Before, Rules, LastPrice);
        var open = Steps.FloorTo(Math.Max(0m, exposed - OpenOrders.UnderStops(trade.Side.ExitSide())), Rules.LotStep);
        return open >= Rules.MinQuantity && open * LastPrice >= Rules.MinNotional ? open : 0m;
    }

    private void Measure(DateTimeOffset at, TradeOnBooks trade)
    {
        var open = trade.IsTouchedByHand ? 0m : UncoveredBy(trade);
        if (open == 0m)
            Close(at);
        else
            _uncovered = _uncovered is { } now ? now with { Quantity = Math.Max(now.Quantity, open) } : new UncoveredTime(Symbol, trade.Name, at, at, open);
    }

    private void Close(DateTimeOffset at)
    {
        if (_uncovered is { } ended && at > ended.From)
            Uncovered.Add(ended with { To = at });
        _uncovered = null;
    }

    /// <summary>The same books with some of the open orders.</summary>
    private sealed record WithOrders(SymbolAudit Books, ImmutableArray<OrderReport> OpenOrders) : IBooks
    {
        public ImmutableArray<OrderReport> Orders => Books.Orders;

        public ImmutableArray<Fill> Fills => Books.Fills;

        public Balance Base => Books.WithoutInterest;

        public Balance Quote => Books.Quote;

        public decimal LastPrice => Books.LastPrice;
    }
}
