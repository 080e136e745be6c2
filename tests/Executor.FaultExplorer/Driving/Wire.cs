using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.FaultExplorer.Schedules;

namespace Executor.FaultExplorer.Driving;

/// <summary>Carries requests, replies and events between the process and the exchange, each with its latency, and lets the faults of the
/// schedule strike on the way.</summary>
internal sealed class Wire
{
    private static readonly TimeSpan StoreTime = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);
    private static readonly ExchangeReply.Rejected TooManyRequests = new(-1003, "Too many requests queued.");

    private readonly Schedule _schedule;
    private readonly World _world;
    private readonly Agenda _agenda;
    private readonly LifeLog _log;
    private readonly List<Strike> _pending;
    private Fault? _eventFault;
    private int _eventFaultValue;
    private int _events;
    private int _lost;
    private int _madeUp;
    private List<OrderReport>? _collected;
    private ImmutableArray<OrderReport> _caused = [];

    public Wire(Schedule schedule, World world, Agenda agenda, LifeLog log)
    {
        (_schedule, _world, _agenda, _log) = (schedule, world, agenda, log);
        _pending = [.. schedule.Strikes.OrderBy(strike => strike.At)];
        world.Published = OnPublished;
    }

    public Troubles Troubles { get; } = new();

    /// <summary>The process at our end.</summary>
    public required Host Host { get; init; }

    /// <summary>Requests named so far.</summary>
    public int Requests { get; private set; }

    /// <summary>The requests named so far.</summary>
    public List<ExchangeCommand> Commands { get; } = [];

    /// <summary>Events on their way to us.</summary>
    public int EventsUnderWay { get; private set; }

    /// <summary>True when an event was lost and no look since has shown everything.</summary>
    public bool HasLostEvents => _lost != _madeUp;

    public ImmutableArray<Strike> Struck { get; private set; } = [];

    public bool IsCalm { get; private set; }

    /// <summary>Something has not reached us; the next look that shows everything makes up for it.</summary>
    public void Lose() => _lost++;

    /// <summary>From now on nothing goes wrong any more.</summary>
    public void CalmDown()
    {
        IsCalm = true;
        _pending.Clear();
        Troubles.End(_world.Now);
        _world.IsCalm = true;
        Trade(isTrading: true);
    }

    /// <summary>True when the process is to die before it stores the decision that names the next request.</summary>
    public bool KillsBeforeStore(ExchangeCommand command) => Strikes(Requests + 1, command, fault => fault == Fault.CrashBeforeStore) is not null;

    public void Send(ExchangeRequest request)
    {
        var number = ++Requests;
        var command = request.Command;
        Commands.Add(command);
        _log.Write(_world.Now, () => $"  #{number} {Describe(command)}");
        var crash = Strikes(number, command, fault => fault.IsCrash() && fault != Fault.CrashBeforeStore);
        if (crash is { Fault: Fault.CrashBeforeSend })
        {
            Host.Die("before the request is sent");
            return;
        }

        var departs = _world.Now + StoreTime;
        var arrives = departs + Latency(Purpose.Outbound, number);
        var generation = Host.Generation;
        if (crash is { Fault: Fault.FrozenOwnerSends } frozen)
        {
            Host.Die("frozen between store and send; another takes over", TimeSpan.FromSeconds(1));
            _agenda.At(departs + frozen.Duration(1, 9), () => Execute(request, null));
            return;
        }

        var strike = Strikes(number, command, fault => !fault.IsCrash());
        if (strike is { Fault: Fault.NoRoom } full)
        {
            Troubles.NoRoomUntil = _world.Now + full.Duration(1, 30);
        }

        if (_world.Now < Troubles.NoRoomUntil && command is not ExchangeCommand.Inspect)
        {
            var unsent = new ExchangeReply.NotSent("the limits of the exchange have no room", Troubles.NoRoomUntil - _world.Now);
            Reply(departs, number, request, unsent, crash, generation);
            return;
        }

        switch (strike?.Fault)
        {
            case Fault.NeverArrives:
                Reply(departs + CallTimeout, number, request, new ExchangeReply.Unknown("timeout"), crash, generation);
                return;
            case Fault.ArrivesLate:
                Reply(departs + TimeSpan.FromSeconds(1), number, request, new ExchangeReply.Unknown("connection reset"), crash, generation);
                _agenda.At(departs + TimeSpan.FromSeconds(1) + strike.Value.Duration(2, 9), () => Execute(request, null));
                return;
        }

        _agenda.At(arrives, () => Arrive(number, request, strike, crash, departs, generation));
    }

    /// <summary>The stream shows something to the process.</summary>
    private void OnPublished(OrderReport report)
    {
        if (_collected is not null)
        {
            _collected.Add(report);
        }
        else
        {
            Deliver(report, TimeSpan.Zero);
        }
    }

    private void Deliver(OrderReport report, TimeSpan extra)
    {
        if (_world.Now < Troubles.StreamCutUntil || !Host.IsAlive)
        {
            Lose();
            _log.Write(_world.Now, () => $"  event lost: {report.ClientOrderId} {report.Status} {report.ExecutedQuantity}");
            return;
        }

        EventsUnderWay++;
        var generation = Host.Generation;
        _agenda.At(_world.Now + TimeSpan.FromMilliseconds(20 + Dice.Roll(_schedule.Seed, Purpose.EventDelay, _events++, 30)) + extra, () =>
        {
            EventsUnderWay--;
            if (generation == Host.Generation && Host.IsAlive)
            {
                Host.Take(new PositionInput.OrderUpdated(report));
            }
            else
            {
                Lose();
            }
        });
    }

    private void Arrive(int number, ExchangeRequest request, Strike? strike, Strike? crash, DateTimeOffset departs, int generation)
    {
        var back = _world.Now + Latency(Purpose.Inbound, number);
        var isLook = request.Command is ExchangeCommand.Inspect;
        var refusal = Refusal(request.Command, strike);
        if (refusal is not null)
        {
            Reply(back, number, request, refusal, crash, generation);
            return;
        }

        if (strike is { Fault: Fault.LooksLag or Fault.LooksAndBalancesLag or Fault.LoanRecordsLag } lag)
        {
            Lose(); // looks that lag may put off what we know
            Troubles.LooksLagAt = _world.Now;
            Troubles.LooksLagUntil = _world.Now + lag.Duration(3, 14);
            Troubles.BalancesLag = lag.Fault == Fault.LooksAndBalancesLag;
            Troubles.LoansLag = lag.Fault != Fault.LooksLag;
            _world.AdvanceTo(_world.Now.AddTicks(1)); // what happens now lies behind the replica's moment
        }

        if (isLook)
        {
            var look = (ExchangeCommand.Inspect)request.Command;
            var reply = (ExchangeReply.Inspected)_world.Execute(look);
            var isFresh = _world.Now >= Troubles.LooksLagUntil;
            int? makesUp = isFresh ? _lost : null;
            ExchangeReply shown = isFresh ? reply : new ExchangeReply.Inspected(_world.Books.AsOf(reply.View, look, Troubles.LooksLagAt, Troubles.BalancesLag, Troubles.LoansLag));
            After(strike);
            if (strike is { Fault: Fault.ReplyCut or Fault.ServerError })
            {
                Reply(back, number, request, new ExchangeReply.Unknown("connection cut"), crash, generation);
            }
            else
            {
                Reply(back, number, request, shown, crash, generation, makesUp);
            }

            return;
        }

        var answer = Execute(request, strike);
        After(strike);
        if (crash is { Fault: Fault.CrashBeforeReply } && generation == Host.Generation)
        {
            Host.Die("after the exchange acted, before the reply");
            return;
        }

        switch (strike?.Fault)
        {
            case Fault.EventsAnswer when request.Command.Proves(_caused):
                Reply(back + TimeSpan.FromMilliseconds(300), number, request, new ExchangeReply.Accepted(ToldInTime(request.Command, strike.Value.Value)), crash, generation);
                break;
            case Fault.ReplyTimesOut or Fault.EventsAnswer:
                Reply(departs + CallTimeout, number, request, new ExchangeReply.Unknown("timeout"), crash, generation);
                break;
            case Fault.ReplyCut or Fault.LooksLag or Fault.LooksAndBalancesLag or Fault.LoanRecordsLag:
                Reply(back, number, request, new ExchangeReply.Unknown("connection cut"), crash, generation);
                break;
            case Fault.ReplyUnknownEventsLate:
                Reply(back, number, request, new ExchangeReply.Unknown("-1007"), crash, generation);
                break;
            case Fault.DuplicateReported when answer is ExchangeReply.Accepted:
                Reply(back, number, request, new ExchangeReply.Rejected(ErrorCodes.NewOrderRejected, ErrorCodes.DuplicateOrder), crash, generation);
                break;
            case Fault.EventsFirst:
                Reply(back + TimeSpan.FromSeconds(2), number, request, answer, crash, generation);
                break;
            default:
                Reply(back, number, request, answer, crash, generation);
                break;
        }
    }

    /// <summary>The events that are there when they stand for the answer: all of the request, or no more than prove it.</summary>
    private ImmutableArray<OrderReport> ToldInTime(ExchangeCommand command, int variant)
    {
        var told = _caused.Length;
        while (variant % 2 == 1 && told > 1 && command.Proves(_caused[..(told - 1)]))
        {
            told--;
        }

        return _caused[..told];
    }

    /// <summary>The answer of an exchange that does not carry the request out; null: it does.</summary>
    private ExchangeReply? Refusal(ExchangeCommand command, Strike? strike)
    {
        var now = _world.Now;
        switch (strike)
        {
            case { Fault: Fault.ServerError }:
                return new ExchangeReply.Unknown("503");
            case { Fault: Fault.Overloaded } overloaded:
                Troubles.OverloadedUntil = now + overloaded.Duration(1, 20);
                break;
            case { Fault: Fault.RateLimited } limited:
                Troubles.RateLimitedUntil = now + limited.Duration(1, 30);
                break;
            case { Fault: Fault.TooManyOrders } many:
                Troubles.OrderLimitUntil = now + many.Duration(1, 10);
                break;
            case { Fault: Fault.ClockOff } off:
                _world.Skew = off.Value % 2 == 0 ? TimeSpan.FromSeconds(1.5) : TimeSpan.FromSeconds(-1.5);
                return new ExchangeReply.Rejected(-1021, "Timestamp for this request is outside of the recvWindow.");
            case { Fault: Fault.SymbolHalts } halt:
                Halt(halt.Duration(5, 60));
                break;
            case { Fault: Fault.RulesChange } change:
                ChangeRules(change.Value);
                break;
            case { Fault: Fault.Refused } refused:
                var (code, text) = RefusalTexts.Of(refused.Value);
                return new ExchangeReply.Rejected(code, text);
        }

        return now < Troubles.MaintenanceUntil ? new ExchangeReply.Unknown("503 maintenance")
            : now < Troubles.OverloadedUntil ? new ExchangeReply.Unknown("-1008")
            : now < Troubles.RateLimitedUntil ? TooManyRequests
            : now < Troubles.OrderLimitUntil && Faults.Places(command) ? new ExchangeReply.Rejected(-1015, "Too many new orders; current limit is 50 orders per 10 SECOND.")
            : null;
    }

    private ExchangeReply Execute(ExchangeRequest request, Strike? strike)
    {
        if (strike is { Fault: Fault.MarketMovesFirst })
        {
            MoveTo(request.Command);
        }

        (_eventFault, _eventFaultValue) = (strike?.Fault, strike?.Value ?? 0);
        _collected = [];
        ExchangeReply reply;
        try
        {
            reply = strike is { Fault: Fault.HalfReplaced } half && request.Command is ExchangeCommand.Replace replace ? HalfReplace(replace, half.Value) : _world.Execute(request.Command);
        }
        finally
        {
            var events = _collected;
            _caused = [.. events];
            _collected = null;
            Route(events);
        }

        _log.Write(_world.Now, () => $"  {Describe(request.Command)} => {Describe(reply)}");
        return reply;
    }

    private void Route(List<OrderReport> events)
    {
        switch (_eventFault)
        {
            case Fault.EventsLost:
                _lost += events.Count;
                return;
            case Fault.LooksLag or Fault.LooksAndBalancesLag or Fault.LoanRecordsLag when _eventFaultValue % 2 == 1:
                _lost += events.Count;
                return;
            case Fault.EventsTwice:
                events = [.. events, .. events];
                break;
            case Fault.EventsReversed:
                events.Reverse();
                break;
            case Fault.EventsFirst:
                events.ForEach(report => Host.Overtake(new PositionInput.OrderUpdated(report)));
                return;
        }

        var extra = _eventFault is Fault.EventsLate or Fault.ReplyUnknownEventsLate ? TimeSpan.FromSeconds(1 + (_eventFaultValue % 9)) : TimeSpan.Zero;
        events.ForEach(report => Deliver(report, extra));
    }

    private ExchangeReply HalfReplace(ExchangeCommand.Replace replace, int variant)
    {
        if (_world.Execute(new ExchangeCommand.Cancel(replace.Symbol, replace.Cancelled) { Account = _schedule.Account }) is not ExchangeReply.Accepted { Orders: var cancelled })
        {
            return new ExchangeReply.Rejected(ErrorCodes.CancelReplaceFailed, "Order cancel-replace failed.");
        }

        var (code, text) = RefusalTexts.Of(variant);
        return new ExchangeReply.HalfReplaced(cancelled, code, text);
    }

    private void After(Strike? strike)
    {
        switch (strike)
        {
            case { Fault: Fault.StreamCut } cut:
                Troubles.StreamCutUntil = _world.Now + cut.Duration(20, 90);
                break;
            case { Fault: Fault.QuotesFreeze } freeze:
                Freeze(freeze.Duration(10, 180));
                break;
            case { Fault: Fault.PartialFills } thin:
                _world.ThinUntil = _world.Now + thin.Duration(5, 120);
                break;
            case { Fault: Fault.StorageDown } down:
                Troubles.StorageDownUntil = _world.Now + down.Duration(2, 60);
                break;
            case { Fault: Fault.GapAfter } gap:
                _agenda.At(_world.Now.AddMilliseconds(1), () => Host.Jump(-(1 + (gap.Value % 4000)) * Sign));
                break;
        }
    }

    /// <summary>The market gets just to the order that a request is about.</summary>
    private void MoveTo(ExchangeCommand command)
    {
        var level = command switch
        {
            ExchangeCommand.Cancel cancel => Level(cancel.Order),
            ExchangeCommand.Replace replace => Level(replace.Cancelled),
            ExchangeCommand.Amend amend => Level(amend.Order),
            ExchangeCommand.Place { Order.StopPrice: { } stop } => stop,
            ExchangeCommand.PlaceOco { Oco: { Above: var above, Below: var below } } => above.StopPrice ?? below.StopPrice,
            _ => null,
        };
        if (level is { } price)
        {
            _world.Print(price);
        }
    }

    /// <summary>The price at which the order that a reference names executes.</summary>
    private decimal? Level(OrderReference reference) => _world.Books.Open.FirstOrDefault(order => order.ClientOrderId == reference.ClientOrderId) switch
    {
        null => null,
        { StopPrice: { } stop } => stop,
        { Price: { } limit, Side: OrderSide.Buy } => limit - _world.Rules.TickSize,
        { Price: { } limit } => limit + _world.Rules.TickSize,
        _ => null,
    };

    public void Halt(TimeSpan span)
    {
        Troubles.HaltedUntil = _world.Now + span;
        Trade(isTrading: false);
        _agenda.At(Troubles.HaltedUntil, () =>
        {
            if (_world.Now >= Troubles.HaltedUntil)
            {
                Trade(isTrading: true);
            }
        });
    }

    public void Freeze(TimeSpan span)
    {
        Troubles.FrozenQuote = _world.Quote;
        Troubles.QuotesFrozenUntil = _world.Now + span;
    }

    public void ChangeRules(int variant)
    {
        var rules = _world.Rules;
        _world.ChangeRules((variant % 7) switch
        {
            0 => rules with { TickSize = 0.1m },
            1 => rules with { LotStep = 0.0001m, MinQuantity = 0.0001m },
            2 => rules with { MinNotional = 30m },
            3 => rules with { AmendAllowed = false },
            4 => rules with { MaxAlgoOrders = 2 },
            5 => rules with { MarketMaxQuantity = 0.0005m },
            _ => rules with { CancelReplaceAllowed = false },
        });
        Learn();
    }

    private void Trade(bool isTrading)
    {
        if (_world.Rules.IsTrading != isTrading)
        {
            _world.ChangeRules(_world.Rules with { IsTrading = isTrading });
            Learn();
        }
    }

    /// <summary>New rules reach us some seconds later.</summary>
    private void Learn()
    {
        var rules = _world.AccountRules;
        _agenda.At(_world.Now.AddSeconds(3), () => Host.Learn(rules));
    }

    private void Reply(
        DateTimeOffset at, int number, ExchangeRequest request, ExchangeReply reply, Strike? crash, int generation, int? makesUp = null) =>
        _agenda.At(at, () =>
        {
            if (generation != Host.Generation || !Host.IsAlive)
            {
                return;
            }

            _log.Write(_world.Now, () => $"  reply to #{number}: {Describe(reply)}");
            switch (crash?.Fault)
            {
                case Fault.CrashBeforeReply:
                    Host.Die("before the reply");
                    return;
                case Fault.CrashAfterReply:
                    Host.DiesAtNextStep = true;
                    break;
                case Fault.CrashDuringEvents:
                    Host.DiesAtNextEvent = true;
                    break;
            }

            _madeUp = makesUp ?? _madeUp;
            Host.Answer(new PositionInput.Answered(request, reply));
        });

    private Strike? Strikes(int number, ExchangeCommand command, Func<Fault, bool> isWanted)
    {
        for (var index = 0; index < _pending.Count && _pending[index].At <= number; index++)
        {
            var strike = _pending[index];
            if (isWanted(strike.Fault) && strike.Fault.CanStrike(command))
            {
                _pending.RemoveAt(index);
                Struck = Struck.Add(strike);
                _log.Write(_world.Now, () => $"! {strike.Fault} {strike.Value} strikes at request {number}");
                return strike;
            }
        }

        return null;
    }

    private int Sign => _schedule.Side == PositionSide.Long ? 1 : -1;

    private TimeSpan Latency(Purpose purpose, int number) => TimeSpan.FromMilliseconds(25 + Dice.Roll(_schedule.Seed, purpose, number, 226));

    private static string Describe(ExchangeCommand command) => command switch
    {
        ExchangeCommand.Place place => $"Place {Describe(place.Order)}",
        ExchangeCommand.PlaceOco oco => $"PlaceOco {Describe(oco.Oco.Above)} | {Describe(oco.Oco.Below)}",
        ExchangeCommand.Replace replace => $"Replace {replace.Cancelled.ClientOrderId} by {Describe(replace.Order)}",
        ExchangeCommand.Inspect look => $"Inspect {string.Join(' ', look.Orders.Select(order => order.ClientOrderId))}",
        _ => command.ToString(),
    };

    private static string Describe(NewOrder order) => $"{order.ClientOrderId} {order.Side} {order.Type} {order.Quantity} @ {order.Price} stop {order.StopPrice}";

    private static string Describe(ExchangeReply reply) => reply switch
    {
        ExchangeReply.Accepted accepted => $"Accepted {string.Join(", ", accepted.Orders.Select(order => $"{order.ClientOrderId} {order.Status} {order.ExecutedQuantity}/{order.Quantity}"))}",
        ExchangeReply.Inspected { View: var view } => $"Inspected orders [{string.Join(", ", view.Orders.Select(order => $"{order.ClientOrderId} {order.Status}"))}] open {view.OpenOrders.Length} trades {view.Trades.Length} base {view.Base.Total}",
        _ => reply.ToString(),
    };
}
