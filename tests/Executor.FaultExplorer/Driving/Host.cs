using Executor.Core.Exchange;
using Executor.Core.Journal;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.FaultExplorer.Safety;

namespace Executor.FaultExplorer.Driving;

/// <summary>
/// The process that owns the position, as the grain is one: it takes an input, stores the decision, sends the request, and works an input
/// through with all that follows before it takes the next. It can die at any moment; what is stored survives.
/// </summary>
internal sealed class Host
{
    /// <summary>Requests that may follow from one input; the grain gives up later than this.</summary>
    private const int MostRequestsInARow = 100;

    private readonly IMachine _machine;
    private readonly World _world;
    private readonly Agenda _agenda;
    private readonly LifeLog _log;
    private readonly Clocks _clocks;
    private readonly Queue<PositionInput> _inbox = new();
    private readonly Func<int, TimeSpan> _downtime;
    private SymbolRules _rules;
    private PositionState _stored;
    private int _underWay;
    private int _inARow;
    private int _deaths;

    public Host(IMachine machine, World world, Agenda agenda, SymbolSettings settings, LifeLog log, Func<int, TimeSpan> downtime)
    {
        (_machine, _world, _agenda, _log, _downtime) = (machine, world, agenda, log, downtime);
        Settings = settings;
        _rules = world.AccountRules;
        _clocks = new Clocks(settings);
        State = _stored = PositionState.Empty(World.Symbol) with { Epoch = 1 };
    }

    public SymbolSettings Settings { get; }

    public required SafetyWatch Safety { get; init; }

    public Wire Wire { get; set; } = null!;

    public PositionState State { get; private set; }

    public bool IsAlive { get; private set; } = true;

    /// <summary>Which life of the process this is.</summary>
    public int Generation { get; private set; } = 1;

    public bool DiesAtNextStep { get; set; }

    public bool DiesAtNextEvent { get; set; }

    public EntryGate Gate { get; set; } = EntryGate.Open;

    /// <summary>False: the decision is kept in memory only until the reply has come. A negative control.</summary>
    public bool StoresBeforeSending { get; init; } = true;

    public int Steps { get; private set; }

    /// <summary>True when nothing is under way and nothing waits.</summary>
    public bool IsIdle => _underWay == 0 && _inbox.Count == 0;

    public DateTimeOffset? NextDue => IsAlive && _underWay == 0 ? _clocks.Next : null;

    public decimal? NextWatched(decimal to) => IsAlive ? _clocks.NextWatched(_world.Last, to) : null;

    public void Take(PositionInput input)
    {
        if (!IsAlive)
        {
            return;
        }

        _inbox.Enqueue(input);
        Drain();
    }

    /// <summary>Takes an input although a request is under way: what a host may do that lets events overtake replies.</summary>
    public void Overtake(PositionInput input)
    {
        if (IsAlive)
        {
            Step(input);
            Drain();
        }
    }

    public void Answer(PositionInput.Answered answered)
    {
        _underWay--;
        Step(answered);
        Drain();
    }

    public void Learn(SymbolRules rules) => _rules = rules;

    /// <summary>A clock is due.</summary>
    public void RunClock()
    {
        if (_clocks.Take(_world.Now) is { } cadence)
        {
            Take(new PositionInput.Tick(cadence));
        }
    }

    public void SeePrice()
    {
        if (IsAlive && _world.Now >= Wire.Troubles.QuotesFrozenUntil && _clocks.IsReached(_world.Last))
        {
            Take(new PositionInput.Tick(Cadence.Manage));
        }
    }

    public void Jump(decimal by)
    {
        _world.Print(Math.Max(_world.Last + by, 1_000m));
        SeePrice();
    }

    public void Die(string when, TimeSpan? downtime = null)
    {
        _log.Write(_world.Now, () => $"! the process dies: {when}");
        IsAlive = false;
        Generation++;
        DiesAtNextStep = DiesAtNextEvent = false;
        _underWay = _inARow = 0;
        _inbox.Clear();
        _clocks.Stop();
        Wire.Lose(); // replies and events alike

        _agenda.At(_world.Now + (downtime ?? _downtime(_deaths++)), Start);
    }

    private void Start()
    {
        if (IsAlive)
        {
            return;
        }

        if (_world.Now < Wire.Troubles.StorageDownUntil)
        {
            _agenda.At(Wire.Troubles.StorageDownUntil.AddMilliseconds(1), Start);
            return;
        }

        State = _stored = _stored with { Epoch = _stored.Epoch + 1 };
        IsAlive = true;
        _log.Write(_world.Now, () => $"! the process starts: {State.Status}, epoch {State.Epoch}, {State.Intents.Length} intent(s)");
        foreach (var closed in State.Undelivered)
        {
            _inbox.Enqueue(new PositionInput.Delivered(closed.Trade.Key));
        }

        Step(new PositionInput.Claimed());
        Drain();
    }

    private void Drain()
    {
        while (IsAlive && _underWay == 0 && _inbox.TryDequeue(out var input))
        {
            Step(input);
        }

        if (IsAlive && _underWay == 0)
        {
            _inARow = 0;
            _clocks.Set(State.Status != PositionStatus.Flat || !State.Intents.IsEmpty, _machine.Schedule(State, Context()), _world.Now);
            Safety.AtRest(State);
        }
    }

    private void Step(PositionInput input)
    {
        if (DiesAtNextStep || (DiesAtNextEvent && input is PositionInput.OrderUpdated))
        {
            Die("before what follows is stored");
            return;
        }

        var before = State;
        var decision = _machine.Decide(before, input, Context());
        Steps++;
        if (decision.Request is { } named && Wire.KillsBeforeStore(named.Command))
        {
            Die("before the decision is stored");
            return;
        }

        if (!ReferenceEquals(before, decision.Next) && _world.Now < Wire.Troubles.StorageDownUntil && before != decision.Next)
        {
            Die("the decision cannot be stored");
            return;
        }

        State = decision.Next;
        Log(input, decision);
        if (StoresBeforeSending || decision.Request is null || decision.Request.IntentId == 0)
        {
            _stored = State;
        }

        foreach (var closed in State.Undelivered.Skip(before.Undelivered.Length))
        {
            _inbox.Enqueue(new PositionInput.Delivered(closed.Trade.Key));
        }

        Safety.AfterStep(before, decision);
        if (decision.Request is not { } request)
        {
            return;
        }

        if (++_inARow > MostRequestsInARow)
        {
            throw new Violation("S8", $"{_inARow} requests in a row without an end, the last is {request.Command}.");
        }

        _underWay++;
        Wire.Send(request);
    }

    private void Log(PositionInput input, Decision decision)
    {
        _log.Write(_world.Now, () => input switch
        {
            PositionInput.OrderUpdated { Report: var report } => $"event {report.ClientOrderId} {report.Status} {report.ExecutedQuantity}/{report.Quantity} {report.ExpiryReason}",
            PositionInput.Answered answered => $"answered {answered.Reply.GetType().Name}",
            _ => input.ToString(),
        });
        foreach (JournalEvent entry in decision.Journal)
        {
            _log.Note(entry);
        }
    }

    private PositionContext Context()
    {
        var frozen = _world.Now < Wire.Troubles.QuotesFrozenUntil ? Wire.Troubles.FrozenQuote : null;
        return new PositionContext(Settings, _rules, new MarketView(_world.Bars, frozen ?? _world.Quote, 1m), _world.Now) { Gate = Gate };
    }
}
