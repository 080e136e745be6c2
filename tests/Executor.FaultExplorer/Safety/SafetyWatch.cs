using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Safety;
using Executor.Core.Settings;
using Executor.FaultExplorer.Driving;
using Executor.FaultExplorer.Schedules;

namespace Executor.FaultExplorer.Safety;

/// <summary>
/// S1 to S7 on the exchange's books, after every change of the exchange and every step of ours, by the predicates that production and replay
/// use. What is added here is what only an all-knowing observer can tell: true time, and whether we could have known.
/// </summary>
internal sealed class SafetyWatch
{
    /// <summary>How long something may be uncovered without a window in the journal, outages aside: until the next look of the routine, and
    /// what it takes to be sure that an order is gone.</summary>
    public static readonly TimeSpan LongestUnnoticed = TimeSpan.FromSeconds(150);

    private readonly World _world;
    private readonly Schedule _schedule;
    private PositionSide _side;
    private readonly Ledger _ledger;
    private readonly Dictionary<string, long> _orderOf = new(StringComparer.Ordinal);
    private readonly StopsByName _stops = new();
    private Balance _baseBefore;
    private Balance _quoteBefore;
    private string? _entered;
    private int _taken;
    private DateTimeOffset? _unnoticedSince;
    private bool _isDirty;

    public SafetyWatch(World world, Schedule schedule)
    {
        (_world, _schedule) = (world, schedule);
        _side = schedule.Side;
        _ledger = new Ledger(world);
        (_baseBefore, _quoteBefore) = (world.Books.Base, world.Books.Quote);
    }

    public CoverageMeter Coverage { get; } = new();

    public Wire Wire { get; set; } = null!;

    public Host Host { get; set; } = null!;

    /// <summary>Quote that changed hands by somebody else's orders.</summary>
    public decimal QuoteByHand { get => _ledger.QuoteByHand; set => _ledger.QuoteByHand = value; }

    /// <summary>True when somebody sold out of the trade under way.</summary>
    public bool IsTouchedByHand { get; set; }

    public int TradesClosed => _ledger.Closed;

    private decimal Held => Residue.Held(Side, _world.Books.Base, _baseBefore);

    /// <summary>What stops have to cover.</summary>
    private decimal Exposed => Residue.Exposed(Side, Held, _baseBefore, _world.Rules, _world.Last);

    /// <summary>Side of the trade under way, or of the last one.</summary>
    private PositionSide Side => _side = Host.State.Trade?.Plan.Side ?? _side;

    /// <summary>The exchange took an order, executed or ended one.</summary>
    public void AfterChange()
    {
        _isDirty = true;
        for (; _taken < _world.Books.Taken.Count; _taken++)
        {
            Taken(_world.Books.Taken[_taken]);
        }

        Demand(ExitsWithinHoldings.InAll(_world.Books.OpenOrders.Where(order => !IsDebtOrder(order)), Side, MayExit()));
        Measure(Host.State);
        if (Host.IsAlive && Host.IsIdle)
        {
            SeeCoverage(Host.State, isStrict: false);
        }

        if (Host.State.Trade is null)
        {
            CheckFlat(Host.State);
        }
    }

    public void AfterStep(PositionState before, Decision decision)
    {
        var after = decision.Next;
        Measure(after);
        if (before.Trade is null && after.Trade is not null && (before.Hold is not null || Host.Gate.IsClosed))
        {
            throw new Violation("S5", $"a trade begins while {before.Hold?.Reason ?? Host.Gate.Reason} keeps it from doing so.");
        }

        foreach (var closed in after.Undelivered.Skip(before.Undelivered.Length))
        {
            _ledger.Take(closed);
            _isDirty = true;
        }

        if (after.Trade is null && _isDirty)
        {
            CheckFlat(after);
        }
    }

    /// <summary>Nothing is under way: what is uncovered must stand in the journal.</summary>
    public void AtRest(PositionState state) => SeeCoverage(state, isStrict: true);

    /// <summary>The exchange's books once more from the beginning, against what was kept on the way.</summary>
    public void AtEnd()
    {
        foreach (var twins in _world.Books.Orders.GroupBy(order => order.ClientOrderId).Where(group => group.Count() > 1))
        {
            throw new Violation("S1", $"{twins.Count()} orders carry {twins.Key}.");
        }

        CheckFlat(Host.State);
        _ledger.CompareWithTheExchange();
    }

    /// <summary>What exits may execute at most. Of what somebody took by hand only the account tells: the dust of earlier trades may stand in
    /// for it. A short position may have bought a little more than it owes: the least order that the exchange takes, to pay interest and fee.</summary>
    private decimal MayExit() => (Host.State.Trade, Side, IsTouchedByHand) switch
    {
        (_, PositionSide.Long, true) => _world.Books.Base.Total,
        // The exchange lets other holdings bear the commission of an OPO entry: its pending exits are for all that was bought.
        (_, PositionSide.Long, false) when _schedule.Style == ExitStyle.Bracket => Held + _world.Rules.LotStep,
        (_, PositionSide.Long, false) => Held,
        ({ } trade, PositionSide.Short, _) when Held > -LeastOrder => Math.Max(0m, Residue.Closeable(trade, Held, _world.Rules)) + _world.Rules.LotStep,
        (_, PositionSide.Short, _) => Math.Min(0m, Held + LeastOrder),
    };

    private decimal LeastOrder => Residue.LeastOrder(_world.Rules, _world.Last);

    /// <summary>Buys what lacks for a repayment; no exit.</summary>
    private static bool IsDebtOrder(OrderReport order) => order.ClientOrderId.StartsWith("EX_DEBT", StringComparison.Ordinal);

    private static void Demand(IEnumerable<SafetyFinding> findings)
    {
        foreach (var finding in findings)
        {
            throw new Violation(finding.Property, finding.Text);
        }
    }

    /// <summary>S1, S4, S5 of an order that the exchange has just taken.</summary>
    private void Taken(OrderReport order)
    {
        if (!_orderOf.TryAdd(order.ClientOrderId, order.OrderId))
        {
            throw new Violation("S1", $"{order.ClientOrderId} names order {_orderOf[order.ClientOrderId]} and order {order.OrderId}.");
        }

        Demand(_stops.Taken(order, Side));
        if (order.ClientOrderId.StartsWith("EX_EN", StringComparison.Ordinal))
        {
            TakenAsEntry(order, trade: order.ClientOrderId.Split('_')[^2]);
        }
    }

    private void TakenAsEntry(OrderReport order, string trade)
    {
        var others = _world.Books.OpenOrders.Where(open => open.OrderId != order.OrderId && (open.OrderListId is null || open.OrderListId != order.OrderListId)).ToList();
        var mine = _world.Books.OurFills.Where(pair => pair.Order.OrderId == order.OrderId).Sum(pair => pair.Fill.Quantity);
        if (others.Count > 0 || Held - mine >= _world.Rules.LotStep)
        {
            throw new Violation("S5", $"{order.ClientOrderId} was taken while {others.Count} other order(s) live and {Held - mine} is held.");
        }

        if (trade != _entered && mine == 0m)
        {
            Demand(EntriesOnlyWhenFree.InTime(_world.Now, attemptedAt: null, _world.Books.LastFillAt, Host.Settings));
        }

        _entered = trade;
    }

    private void Measure(PositionState state)
    {
        var uncovered = Exposed - (state.Trade?.WrittenOff ?? 0m) - _world.Books.OpenOrders.UnderStops(Side.ExitSide());
        var atWork = Wire.Troubles.IsHelpless(_world.Now) ? WindowClass.Outage
            : !Host.IsAlive ? WindowClass.ProcessDown
            : Wire.Struck.Length > 0 || _schedule.Acts.Any(act => act.Kind.IsTrouble()) ? WindowClass.Faulted : WindowClass.Ordinary;
        Coverage.See(_world.Now, state.Trade is not null && uncovered >= _world.Rules.LotStep, state.Trade?.OpenWindow?.Cause, atWork);
    }

    /// <summary>S3: what is held is under stops, or a window in the journal says since when and why it is not.</summary>
    private void SeeCoverage(PositionState state, bool isStrict)
    {
        if (state.Trade is not { } trade)
        {
            _unnoticedSince = null;
            return;
        }

        var unexplained = CoveredOrExplained.Of(_world.Books.OpenOrders, trade, Exposed, _world.Rules).FirstOrDefault();
        if (unexplained is null || !Host.IsAlive || Wire.Troubles.IsHelpless(_world.Now))
        {
            _unnoticedSince = null;
            return;
        }

        var couldKnow = Host.IsIdle && Wire.EventsUnderWay == 0 && !Wire.HasLostEvents && trade.Orders.All(order => order.FilledQuantity >= order.ExecutedQuantity);
        if (isStrict && couldKnow)
        {
            throw new Violation(unexplained.Property, unexplained.Text);
        }

        _unnoticedSince ??= _world.Now;
        if (_world.Now - _unnoticedSince > LongestUnnoticed)
        {
            throw new Violation(unexplained.Property, $"since {_unnoticedSince:HH:mm:ss}, {unexplained.Text}");
        }
    }

    /// <summary>S6 and S7: flat means that nothing of ours rests, nothing but dust is held, nothing is owed, and the ledger has every execution.</summary>
    private void CheckFlat(PositionState state)
    {
        _isDirty = false;
        if (state.Trade is not null)
        {
            return;
        }

        // A lot step that grew under a live trade leaves less than a step of each leg.
        var rules = _world.Rules.LotStep > World.StartRules.LotStep ? _world.Rules with { MinQuantity = 3m * _world.Rules.LotStep } : _world.Rules;
        var before = IsTouchedByHand ? new Balance(_baseBefore.Asset, 0m, 0m)
            : Side == PositionSide.Short && Math.Abs(Held) < LeastOrder ? _baseBefore with { Free = _world.Books.Base.Total, Locked = 0m } // what an earlier trade left helps to pay
            : _baseBefore;
        Demand(FlatMeansEmpty.Of(_world.Books, before, _quoteBefore, rules, Host.Settings.DebtTolerance));
        if (Held < (_schedule.Style == ExitStyle.Bracket ? -_world.Rules.LotStep : 0m) && Side == PositionSide.Long && !IsTouchedByHand)
        {
            throw new Violation("S6", $"flat, and {-Held} more was sold than bought.");
        }

        (_baseBefore, _quoteBefore) = (_world.Books.Base, _world.Books.Quote);
        IsTouchedByHand = false;
        _ledger.CompareWithTheExchange();
    }
}
