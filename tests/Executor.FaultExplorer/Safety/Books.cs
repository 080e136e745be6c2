using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Planning;
using Executor.Core.Safety;
using Executor.FaultExplorer.Driving;
using Executor.Simulator.Engine;

namespace Executor.FaultExplorer.Safety;

/// <summary>What the exchange did, kept as it was published: every version of every order, every execution, every balance. It serves the checks,
/// and the looks that lag behind.</summary>
internal sealed class Books(SymbolRules rules, MatchingEngine engine, TradingAccount account) : IBooks
{
    /// <summary>Begin of the client order ids that the engine gives to the orders of a liquidation.</summary>
    private const string LiquidationPrefix = "autoliq-";

    private readonly Dictionary<long, List<(DateTimeOffset At, OrderReport Report)>> _versions = [];
    private readonly List<(DateTimeOffset At, Fill Fill)> _fills = [];
    private readonly List<(DateTimeOffset At, Balance Base, Balance Quote)> _balances = [(DateTimeOffset.MinValue, engine.BalanceOf(rules.BaseAsset, account, World.Symbol), engine.BalanceOf(rules.QuoteAsset, account, World.Symbol))];
    private readonly HashSet<string> _strangers = new(StringComparer.Ordinal);

    /// <summary>Orders of ours in the order in which the exchange took them.</summary>
    public List<OrderReport> Taken { get; } = [];

    /// <summary>Executions of ours with the order that executed; what the exchange sells of ours in a liquidation is ours as well.</summary>
    public List<(OrderReport Order, Fill Fill)> OurFills { get; } = [];

    /// <summary>True time of the last execution of an entry or an exit of ours; null: there was none.</summary>
    public DateTimeOffset? LastFillAt { get; private set; }

    /// <summary>All open orders, whoever placed them.</summary>
    public ImmutableArray<OrderReport> Open => engine.OpenOrdersOf(World.Symbol);

    /// <summary>Ours alone.</summary>
    public ImmutableArray<OrderReport> OpenOrders => [.. Open.Where(IsOurs)];

    public ImmutableArray<OrderReport> Orders => [.. engine.OrdersOf(World.Symbol).Where(IsOurs)];

    public ImmutableArray<Fill> Fills => [.. OurFills.Select(pair => pair.Fill)];

    public decimal LastPrice => engine.QuoteOf(World.Symbol).Last;

    public Balance Base => engine.BalanceOf(rules.BaseAsset, account, World.Symbol);

    public Balance Quote => engine.BalanceOf(rules.QuoteAsset, account, World.Symbol);

    /// <summary>Orders of somebody else, whatever their names.</summary>
    public void MarkStrange(string clientOrderId) => _strangers.Add(clientOrderId);

    public bool IsOurs(OrderReport report) => ClientOrderIds.IsOurs(report.ClientOrderId) && !_strangers.Contains(report.ClientOrderId);

    public OrderReport Newest(long orderId) => _versions[orderId][^1].Report;

    public void Take(OrderReport report, DateTimeOffset now)
    {
        if (!_versions.TryGetValue(report.OrderId, out var versions))
        {
            _versions.Add(report.OrderId, versions = []);
            if (IsOurs(report))
            {
                Taken.Add(report);
            }
        }

        versions.Add((now, report with { Fills = [] }));
        foreach (var fill in report.Fills)
        {
            _fills.Add((now, fill));
            if (IsOurs(report) || report.ClientOrderId.StartsWith(LiquidationPrefix, StringComparison.Ordinal))
            {
                OurFills.Add((report, fill));
                LastFillAt = report.ClientOrderId.StartsWith("EX_DEBT", StringComparison.Ordinal) ? LastFillAt : now;
            }
        }
    }

    public void NoteBalances(DateTimeOffset now) => _balances.Add((now, Base, Quote));

    /// <summary>What a look would have shown at <paramref name="moment"/>.</summary>
    public ExchangeView AsOf(ExchangeView fresh, ExchangeCommand.Inspect look, DateTimeOffset moment, bool balancesLag, bool loansLag)
    {
        var known = _versions.Values.Select(versions => versions.LastOrDefault(version => version.At <= moment).Report).OfType<OrderReport>().ToList();
        var balances = _balances.Last(entry => entry.At <= moment);
        return fresh with
        {
            Orders = [.. look.Orders.Select(reference => Find(known, reference)).OfType<OrderReport>()],
            OpenOrders = [.. known.Where(order => order.Status.IsLive())],
            Trades = look.TradesSince is { } since ? [.. _fills.Where(entry => entry.At <= moment && entry.Fill.At >= since).Select(entry => entry.Fill)] : [],
            Loans = [.. fresh.Loans.Where(loan => !loansLag || loan.At <= moment)],
            Base = balancesLag ? balances.Base : fresh.Base,
            Quote = balancesLag ? balances.Quote : fresh.Quote,
        };
    }

    private static OrderReport? Find(List<OrderReport> known, OrderReference reference) => reference.OrderId is { } id
        ? known.Find(order => order.OrderId == id)
        : known.FindLast(order => order.ClientOrderId == reference.ClientOrderId);
}
