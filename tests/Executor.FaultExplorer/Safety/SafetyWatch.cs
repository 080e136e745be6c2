using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.FaultExplorer.Driving;
using Executor.FaultExplorer.Schedules;

namespace Executor.FaultExplorer.Safety;

/// <summary>
/// S1 to S7 on the exchange's books, after every change of the exchange and every step of ours. Our own state is read only for what it
/// claims: that it is flat, that a window is open, which profit was made.
/// </summary>
internal sealed class SafetyWatch(World world, Schedule schedule)
{
    /// <summary>How long something may be uncovered without a window in the journal, outages aside: until the next look of the routine, and
    /// what it takes to be sure that an order is gone.</summary>
    public static readonly TimeSpan LongestUnnoticed = TimeSpan.FromSeconds(150);

    private readonly Dictionary<string, long> _orderOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _stopOf = new(StringComparer.Ordinal);
    private readonly Ledger _ledger = new(world);
    private readonly OrderSide _entrySide = schedule.Side.EntrySide();
    private int _taken;
    private decimal _settled;
    private DateTimeOffset? _unnoticedSince;
    private DateTimeOffset? _cooldownUntil;
    private bool _isDirty;

    public CoverageMeter Coverage { get; } = new();

    public Wire Wire { get; set; } = null!;

    public Host Host { get; set; } = null!;

    /// <summary>Base that somebody else took out of the account (or put in, below 0).</summary>
    public decimal TakenByHand { get; set; }

    /// <summary>Quote that changed hands by somebody else's orders.</summary>
    public decimal QuoteByHand { get => _ledger.QuoteByHand; set => _ledger.QuoteByHand = value; }

    public int TradesClosed => _ledger.Closed;

    /// <summary>Base of the trade under way, above 0 for a long and below 0 for a short position.</summary>
    public decimal Held => world.Books.Net - _settled;

    private decimal Lot => world.Rules.LotStep;

    /// <summary>The exchange took an order, executed or ended one.</summary>
    public void AfterChange()
    {
        _isDirty = true;
        for (; _taken < world.Books.Taken.Count; _taken++)
        {
            Taken(world.Books.Taken[_taken]);
        }

        var exits = Sum(world.Books.OurOpen.Where(order => order.Side != _entrySide));
        var held = Math.Abs(Held);
        if (exits > held)
        {
            throw new Violation("S2", $"exits could execute {exits} while {held} is held.");
        }

        if (Host.IsAlive && Host.IsIdle)
        {
            SeeCoverage(Host.State, isStrict: false);
        }

        if (Host.State.Trade is null)
        {
            CheckFlat(Host.State);
        }
    }

    public void AfterStep(PositionState before, PositionInput input, Decision decision)
    {
        var after = decision.Next;
        if (before.Trade is null && after.Trade is not null)
        {
            Opens(before);
        }

        if (after.Undelivered.Length > before.Undelivered.Length)
        {
            foreach (var closed in after.Undelivered.Skip(before.Undelivered.Length))
            {
                _ledger.Take(closed);
            }

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
        var orders = world.Engine.OrdersOf(World.Symbol).Where(world.Books.IsOurs).ToList();
        foreach (var twins in orders.GroupBy(order => order.ClientOrderId).Where(group => group.Count() > 1))
        {
            throw new Violation("S1", $"{twins.Count()} orders carry {twins.Key}.");
        }

        CheckFlat(Host.State);
        _ledger.CompareWithTheExchange();
    }

    /// <summary>S1, S4, S5 of an order that the exchange has just taken.</summary>
    private void Taken(OrderReport order)
    {
        if (!_orderOf.TryAdd(order.ClientOrderId, order.OrderId))
        {
            throw new Violation("S1", $"{order.ClientOrderId} names order {_orderOf[order.ClientOrderId]} and order {order.OrderId}.");
        }

        // EX_SL1_<trade>_<revision>e<epoch>: purpose and trade name the leg.
        var leg = order.ClientOrderId[..order.ClientOrderId.LastIndexOf('_')];
        if (order.StopPrice is { } level)
        {
            if (_stopOf.TryGetValue(leg, out var before) && (schedule.Side == PositionSide.Long ? level < before : level > before))
            {
                throw new Violation("S4", $"{order.ClientOrderId} rests at {level} after {before}.");
            }

            _stopOf[leg] = level;
        }

        if (order.Side == _entrySide)
        {
            var live = world.Books.OurOpen.Count(open => open.Side == _entrySide && open.OrderId != order.OrderId);
            var mine = world.Books.OurFills.Where(pair => pair.Order.OrderId == order.OrderId).Sum(pair => Math.Abs(pair.Order.Side == OrderSide.Buy ? pair.Fill.Quantity : -pair.Fill.Quantity));
            if (live > 0 || Math.Abs(Held) - mine >= Lot)
            {
                throw new Violation("S5", $"{order.ClientOrderId} was taken while {live} other entr(ies) live and {Math.Abs(Held) - mine} is held.");
            }

            if (world.Now < _cooldownUntil)
            {
                throw new Violation("S5", $"{order.ClientOrderId} was taken before the end of the cooldown, {_cooldownUntil:O}.");
            }
        }
    }

    private void Opens(PositionState before)
    {
        if (before.Hold is not null || Host.Gate.IsClosed)
        {
            throw new Violation("S5", $"a trade begins while {before.Hold?.Reason ?? Host.Gate.Reason} keeps it from doing so.");
        }

        if (world.Books.OurOpen.FirstOrDefault() is { } open)
        {
            throw new Violation("S5", $"a trade begins while {open.ClientOrderId} is open.");
        }
    }

    /// <summary>S3: what is held is under stops, or a window in the journal says since when and why it is not.</summary>
    private void SeeCoverage(PositionState state, bool isStrict)
    {
        var covered = Sum(world.Books.OurOpen.Where(order => order.Side != _entrySide && order.StopPrice is not null));
        var uncovered = Math.Abs(Held) - Math.Max(state.Trade?.WrittenOff ?? 0m, TakenByHand) - covered;
        var isUncovered = uncovered >= Lot && state.Trade is not null;
        var isJournalled = state.Trade?.OpenWindow is { Cause.Length: > 0 } window && window.Quantity > uncovered - Lot;
        Coverage.See(world.Now, isUncovered, !Host.IsAlive ? "the process is down" : isJournalled ? state.Trade!.OpenWindow!.Cause : "not yet known to us");
        if (!isUncovered || isJournalled || !Host.IsAlive || Wire.Troubles.IsHelpless(world.Now))
        {
            _unnoticedSince = null;
            return;
        }

        if (isStrict && Host.IsIdle && Wire.EventsUnderWay == 0 && !Wire.HasLostEvents)
        {
            throw new Violation("S3", $"{uncovered} of {Math.Abs(Held)} is under no stop, and the journal says {state.Trade?.OpenWindow?.Quantity ?? 0m}.");
        }

        _unnoticedSince ??= world.Now;
        if (world.Now - _unnoticedSince > LongestUnnoticed)
        {
            throw new Violation("S3", $"{uncovered} has been under no stop since {_unnoticedSince:HH:mm:ss}, and the journal does not say so.");
        }
    }

    /// <summary>S6 and S7: flat means that nothing of ours rests, nothing but dust is held, and the ledger has every execution.</summary>
    private void CheckFlat(PositionState state)
    {
        _isDirty = false;
        if (state.Trade is not null)
        {
            return;
        }

        if (world.Books.OurOpen.FirstOrDefault() is { } open)
        {
            throw new Violation("S6", $"flat, and {open.ClientOrderId} is open.");
        }

        var left = Held - TakenByHand;
        var sellable = Steps.FloorTo(Math.Abs(left), Lot);
        var isDust = sellable * world.Last < world.Rules.MinNotional || sellable < world.Rules.MinQuantity;
        if (left < 0m && schedule.Side == PositionSide.Long || !isDust)
        {
            throw new Violation("S6", $"flat, and holdings differ by {left} from those before the trade.");
        }

        _settled = world.Books.Net;
        TakenByHand = 0m;
        _ledger.CompareWithTheExchange();
        if (state.LastClosed is { ExitType: not "ABORTED" } closed)
        {
            _cooldownUntil = closed.At + Host.Settings.Cooldown;
        }
    }

    private static decimal Sum(IEnumerable<OrderReport> orders)
    {
        var sum = 0m;
        foreach (var unit in orders.GroupBy(order => order.OrderListId is { } list ? -1 - list : order.OrderId))
        {
            sum += unit.Max(order => order.Quantity - order.ExecutedQuantity);
        }

        return sum;
    }
}
