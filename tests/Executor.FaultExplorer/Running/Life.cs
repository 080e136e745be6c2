using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Safety;
using Executor.Core.Settings;
using Executor.Core.Signals;
using Executor.FaultExplorer.Driving;
using Executor.FaultExplorer.Safety;
using Executor.FaultExplorer.Schedules;

namespace Executor.FaultExplorer.Running;

/// <summary>Lives one schedule, then lets calm return and expects rest.</summary>
internal sealed class Life
{
    /// <summary>S8: faults have stopped; within this virtual time everything is flat or protected.</summary>
    public static readonly TimeSpan LongestRecovery = TimeSpan.FromMinutes(10);

    /// <summary>S8: somebody wants it closed; within this virtual time everything is flat.</summary>
    public static readonly TimeSpan LongestFlatten = TimeSpan.FromMinutes(5);

    /// <summary>How long the hands stay on what they have taken over, times how often they gave it back before.</summary>
    private static readonly TimeSpan PatienceOfHands = TimeSpan.FromMinutes(2);

    /// <summary>One too early, one with what was seen since, one for what was under way then.</summary>
    private const int MostReleases = 3;

    private readonly Schedule _schedule;
    private readonly World _world;
    private readonly Agenda _agenda = new();
    private readonly LifeLog _log;
    private readonly SafetyWatch _safety;
    private readonly Host _host;
    private readonly Wire _wire;
    private Signal? _lastSignal;
    private int Signals;
    private int _byHand;
    private int _givenBack;
    private TimeSpan _recovery;

    private Life(Schedule schedule, IMachine machine, bool storesBeforeSending, bool isTraced)
    {
        _schedule = schedule;
        _log = new LifeLog(isTraced);
        _world = new World(schedule);
        _safety = new SafetyWatch(_world, schedule);
        _host = new Host(machine, _world, _agenda, SettingsOf(schedule), _log, deaths => TimeSpan.FromMilliseconds(500 + Dice.Roll(schedule.Seed, Purpose.Downtime, deaths, 30_000)))
        {
            Safety = _safety,
            StoresBeforeSending = storesBeforeSending,
        };
        _wire = new Wire(schedule, _world, _agenda, _log) { Host = _host };
        (_host.Wire, _safety.Wire, _safety.Host) = (_wire, _wire, _host);
        _world.Changed = _safety.AfterChange;
    }

    public static LifeReport Run(Schedule schedule, IMachine? machine = null, bool storesBeforeSending = true, bool isTraced = false)
    {
        var life = new Life(schedule, machine ?? CoreMachine.Instance, storesBeforeSending, isTraced);
        var (property, what) = life.RunAll();
        return new LifeReport
        {
            Schedule = schedule,
            Property = property,
            What = what,
            Requests = life._wire.Requests,
            Steps = life._host.Steps,
            Trades = life._safety.TradesClosed,
            Struck = life._wire.Struck,
            Recovery = life._recovery,
            Windows = life._safety.Coverage.Windows,
            Commands = life._wire.Commands,
            Journal = life._log.Journal,
            Orders = isTraced ? life._world.Books.Orders : [],
            State = life._host.State,
            Trace = life._log.Lines,
        };
    }

    private static SymbolSettings SettingsOf(Schedule schedule) => new()
    {
        Symbol = World.Symbol,
        ExitStyle = schedule.Style,
        EntryMode = schedule.Entry,
        StopKind = schedule.Stop,
        QuoteNotional = schedule.Notional,
        FailsafeFlatten = schedule.Failsafe,
        TrailConfirm = schedule.TrailConfirm,
        Account = schedule.Account,
        BorrowMode = schedule.Borrow,
        ManualChanges = schedule.Manual,
    };

    private PositionSide Side => _host.State.Trade?.Plan.Side ?? _schedule.Side;

    private decimal Sign => Side == PositionSide.Long ? 1m : -1m;

    private (string? Property, string? What) RunAll()
    {
        try
        {
            foreach (var act in _schedule.Acts)
            {
                _log.Write(_world.Now, () => $"> {act.Kind} {act.Size} {act.Seconds} s; last {_world.Last}, {_host.State.Status}");
                Do(act);
            }

            Calm();
            return (null, null);
        }
        catch (Violation violation)
        {
            return (violation.Property, violation.Message);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return ("S8", $"the machine threw {exception.GetType().Name}: {exception.Message}{Environment.NewLine}{exception.StackTrace}");
        }
    }

    private void Calm()
    {
        _log.Write(_world.Now, () => $"> the faults stop; {_host.State.Status}");
        _wire.CalmDown();
        _host.Gate = EntryGate.Open;
        var begin = _world.Now;
        while (!IsAtRest())
        {
            if (_world.Now - begin > LongestRecovery)
            {
                throw new Violation("S8", $"{_host.State.Status} and neither flat nor protected {LongestRecovery.TotalMinutes} calm minutes after the last fault.");
            }

            GiveBack();
            Pass(TimeSpan.FromSeconds(1));
        }

        _recovery = _world.Now - begin;
        Pass(TimeSpan.FromMinutes(2));
        for (begin = _world.Now; !IsSafe(); Pass(TimeSpan.FromSeconds(1)))
        {
            if (_world.Now - begin > LongestRecovery)
            {
                throw new Violation("S8", $"{_host.State.Status} and no longer at rest although nothing happens.");
            }

            GiveBack();
        }

        begin = _world.Now;
        for (var wait = TimeSpan.FromSeconds(1); _host.State.Trade is not null; wait = TimeSpan.FromSeconds(5))
        {
            if (_world.Now - begin > LongestFlatten)
            {
                throw new Violation("S8", $"{_host.State.Status} {LongestFlatten.TotalMinutes} minutes after somebody wanted it closed.");
            }

            GiveBack();
            _host.Take(new PositionInput.FlattenRequested("OPERATOR"));
            Pass(wait);
        }

        Pass(TimeSpan.FromSeconds(30));
        _safety.AtEnd();
    }

    /// <summary>Whoever has taken over by hand gives back what he left: at first at once, then with patience. What he did is known by then.</summary>
    private void GiveBack()
    {
        if (!_host.IsAlive || !_host.IsIdle || _wire.EventsUnderWay > 0 || _host.State.Hold is not { IsHandsOff: true } hold || _world.Now - hold.Since < _givenBack * PatienceOfHands)
        {
            return;
        }

        if (++_givenBack > MostReleases)
        {
            throw new Violation("S8", $"held for the {_givenBack}th time although nobody touches anything: {hold.Detail}");
        }

        _host.Take(new PositionInput.ReleaseRequested("operator"));
    }

    private bool IsAtRest() => _host.IsIdle && _wire.EventsUnderWay == 0 && IsSafe();

    private bool IsSafe() => _host.IsAlive && _host.State switch
    {
        { Trade: null } => true,
        { Trade: { } trade, Intents.IsEmpty: true, Status: PositionStatus.Open } => IsProtected(trade),
        _ => false,
    };

    /// <summary>What is under no stop the exchange would not take as an order, and no stop has been reached without selling.</summary>
    private bool IsProtected(Trade trade)
    {
        var open = trade.Legs.Sum(leg => leg.OpenQuantity);
        var uncovered = Math.Max(0m, open - _world.Books.OpenOrders.UnderStops(Side.ExitSide()));
        return (uncovered < _world.Rules.MinQuantity || uncovered * _world.Last < _world.Rules.MinNotional)
            && !_world.Books.OpenOrders.Any(order => order is { StopPrice: not null, IsWorking: true });
    }

    private void Do(Act act)
    {
        var wait = TimeSpan.FromSeconds(act.Seconds);
        switch (act.Kind)
        {
            case ActKind.Wait:
                Pass(wait);
                break;
            case ActKind.Signal:
                Give(Signalled(_schedule.Side, act));
                break;
            case ActKind.SignalOpposite:
                Give(Signalled(_schedule.Side == PositionSide.Long ? PositionSide.Short : PositionSide.Long, act));
                break;
            case ActKind.SignalAgain when _lastSignal is { } again:
                Give(again);
                break;
            case ActKind.SignalAgain:
                break;
            case ActKind.Walk:
                Walk(_world.Last + (act.Size * Sign), wait);
                break;
            case ActKind.Jump:
                _host.Jump(act.Size * Sign);
                Pass(wait);
                break;
            case ActKind.Flash:
                var from = _world.Last;
                Walk(from + (act.Size * Sign), wait / 2);
                Walk(from, wait / 2);
                break;
            case ActKind.ToEntry:
                WalkBeyond(_host.State.Trade?.Plan.Entry, -act.Size, wait);
                break;
            case ActKind.ToStop:
                WalkBeyond(Stop(), -act.Size, wait);
                break;
            case ActKind.ToTarget1:
                WalkBeyond(_host.State.Trade?.Plan.Target1, act.Size, wait);
                break;
            case ActKind.ToTarget2:
                WalkBeyond(_host.State.Trade?.Plan.Target2, act.Size, wait);
                break;
            case ActKind.GapStop:
                JumpBeyond(Stop(), -act.Size, wait);
                break;
            case ActKind.GapTarget2:
                JumpBeyond(_host.State.Trade?.Plan.Target2, act.Size, wait);
                break;
            case ActKind.HandCancels:
                HandCancels((int)act.Size);
                break;
            case ActKind.HandReduces:
                HandReduces((int)act.Size);
                break;
            case ActKind.HandPlaces:
                HandPlaces("web_");
                break;
            case ActKind.HandPlacesUnderOurPrefix:
                HandPlaces("EX_OTHER_");
                break;
            case ActKind.Restart:
                if (_host.IsAlive)
                {
                    _host.Die("restart", wait);
                }

                break;
            case ActKind.Flatten:
                _host.Take(new PositionInput.FlattenRequested("OPERATOR"));
                break;
            case ActKind.Pause:
                _host.Gate = new EntryGate("paused", "The fleet is paused.");
                break;
            case ActKind.Wake:
                _host.Gate = EntryGate.Open;
                break;
            case ActKind.Hold:
                _host.Take(new PositionInput.HoldRequested(HoldKind.Paused, "OPERATOR", "Paused by hand."));
                break;
            case ActKind.Release:
                _host.Take(new PositionInput.ReleaseRequested("operator"));
                break;
            case ActKind.Maintenance:
                _wire.Troubles.MaintenanceUntil = _world.Now + wait;
                break;
            case ActKind.Halt:
                _wire.Halt(wait);
                break;
            case ActKind.RuleChange:
                _wire.ChangeRules((int)act.Size);
                break;
            case ActKind.StreamCut:
                _wire.Troubles.StreamCutUntil = _world.Now + wait;
                break;
            case ActKind.QuotesFreeze:
                _wire.Freeze(wait);
                break;
            case ActKind.RateLimit:
                _wire.Troubles.RateLimitedUntil = _world.Now + wait;
                break;
        }
    }

    private Signal Signalled(PositionSide side, Act act) => new()
    {
        Key = $"PEAK|{Signals++}|{side}",
        Side = side,
        Time = _world.Now.AddSeconds(-act.Seconds),
        Price = _world.Last + (act.Size * Sign),
    };

    private void Give(Signal signal)
    {
        _lastSignal = signal;
        _host.Take(new PositionInput.SignalArrived(signal));
    }

    private decimal? Stop() => _host.State.Trade is not { } trade ? null
        : trade.Legs.Where(leg => leg.Phase == LegPhase.Open).Select(leg => leg.StopPrice).DefaultIfEmpty(trade.Plan.Stop) is var stops && Sign > 0m ? stops.Max() : stops.Min();

    private void WalkBeyond(decimal? level, decimal size, TimeSpan time)
    {
        if (level is { } price)
        {
            Walk(price + (size * Sign), time);
        }
        else
        {
            Pass(time);
        }
    }

    private void JumpBeyond(decimal? level, decimal size, TimeSpan time)
    {
        if (level is { } price)
        {
            _host.Jump(price + (size * Sign) - _world.Last);
        }

        Pass(time);
    }

    /// <summary>Time passes and the price stands still.</summary>
    private void Pass(TimeSpan span)
    {
        var end = _world.Now + span;
        while (Due() is { } due && due <= end)
        {
            RunDue(due);
        }

        _world.AdvanceTo(end);
    }

    /// <summary>Price goes to <paramref name="target"/> and touches everything between, at an even pace; what is due on the way happens on the way.</summary>
    private void Walk(decimal target, TimeSpan span)
    {
        target = Math.Max(decimal.Round(target, 2), 1_000m);
        var end = _world.Now + span;
        while (_world.Last != target)
        {
            var last = _world.Last;
            var touch = _world.Engine.NextTouch(World.Symbol, target);
            var watch = _host.NextWatched(target);
            var next = target < last ? Math.Max(Math.Max(touch ?? target, watch ?? target), target) : Math.Min(Math.Min(touch ?? target, watch ?? target), target);
            var left = end > _world.Now ? end - _world.Now : TimeSpan.Zero;
            var at = _world.Now + (left * (double)((next - last) / (target - last)));
            if (Due() is { } due && due <= at)
            {
                var share = left > TimeSpan.Zero ? (decimal)((due > _world.Now ? due - _world.Now : TimeSpan.Zero) / left) : 0m;
                var price = decimal.Round(last + ((target - last) * share), 2);
                var isBefore = target < last ? price > next : price < next;
                if (isBefore && price != last)
                {
                    _world.AdvanceTo(due);
                    _world.Print(price);
                }

                RunDue(due);
                continue;
            }

            _world.AdvanceTo(at);
            _world.Print(next);
            _host.SeePrice();
        }

        Pass(end > _world.Now ? end - _world.Now : TimeSpan.Zero);
    }

    private DateTimeOffset? Due() => (_agenda.Next, _host.NextDue) switch
    {
        (null, var clock) => clock,
        (var entry, null) => entry,
        var (entry, clock) => entry < clock ? entry : clock,
    };

    private void RunDue(DateTimeOffset due)
    {
        _world.AdvanceTo(due);
        if (_agenda.Next <= due)
        {
            _agenda.RunNext();
        }
        else
        {
            _host.RunClock();
        }
    }

    private void HandCancels(int number)
    {
        var open = _world.Books.OpenOrders;
        if (open.Length > 0)
        {
            var order = open[number % open.Length];
            _world.Execute(new ExchangeCommand.Cancel(World.Symbol, new OrderReference(order.ClientOrderId, order.OrderId)) { Account = _schedule.Account });
        }
    }

    /// <summary>Somebody cancels one of our exits and sells what it was to sell.</summary>
    private void HandReduces(int number)
    {
        var exits = _world.Books.OpenOrders.Where(order => order.Side == _schedule.Side.ExitSide()).ToList();
        if (exits.Count == 0 || _schedule.HeldBefore > 0m || _schedule.Account.IsMargin())
        {
            return;
        }

        var victim = exits[number % exits.Count];
        _world.Execute(new ExchangeCommand.Cancel(World.Symbol, new OrderReference(victim.ClientOrderId, victim.OrderId)));
        var quote = _world.Books.Quote.Total;
        var quantity = victim.Quantity - victim.ExecutedQuantity;
        var reply = _world.Execute(new ExchangeCommand.Place(World.Symbol, new NewOrder
        {
            ClientOrderId = $"web_{_byHand++}",
            Side = _schedule.Side.ExitSide(),
            Type = OrderType.Market,
            Quantity = quantity,
        }));
        if (reply is ExchangeReply.Accepted)
        {
            _safety.IsTouchedByHand = true;
            _safety.QuoteByHand += _world.Books.Quote.Total - quote;
        }
    }

    private void HandPlaces(string prefix)
    {
        var id = $"{prefix}{_byHand++}";
        var before = _world.Books.Open.Length;
        _world.Books.MarkStrange(id);
        _world.Execute(new ExchangeCommand.Place(World.Symbol, new NewOrder
        {
            ClientOrderId = id,
            Side = OrderSide.Buy,
            Type = OrderType.Limit,
            Quantity = 0.001m,
            Price = 60_000m,
        }));
        _log.Write(_world.Now, () => $"  by hand: {id}, {before} -> {_world.Books.Open.Length} open");
    }
}
