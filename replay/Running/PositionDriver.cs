using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Safety;
using Executor.Replay.Feed;
using Executor.Replay.Settings;
using Executor.Simulator.Engine;

namespace Executor.Replay.Running;

/// <summary>
/// One position between the core and the exchange, in virtual time: what a grain does, without storage and threads. Like a grain it works
/// an input through with all the requests that follow from it before it takes the next; what comes meanwhile waits.
/// </summary>
internal sealed class PositionDriver(
    IPositionRules rules, ReplaySettings settings, SymbolRules symbolRules, MatchingEngine engine, BarTable bars, TradeLedger ledger,
    SafetyChecker? checker)
{
    private const int MaxStepsAtOnce = 10_000;

    private readonly Queue<PositionInput> _inbox = new();
    private readonly TickTimers _timers = new(settings.Symbol.Settings);
    private (DateTimeOffset DueAt, ExchangeRequest Request)? _underWay;
    private int _stepsAtOnce;

    public PositionState State { get; private set; } = PositionState.Empty(symbolRules.Symbol);

    public PriceWatch Watch { get; } = new();

    /// <summary>Present virtual time, UTC; never goes back.</summary>
    public DateTimeOffset Now { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>True once the market has printed a price.</summary>
    public bool HasMarket { get; set; }

    /// <summary>When something is due without anything happening; null: never.</summary>
    public DateTimeOffset? NextDue => _underWay?.DueAt ?? _timers.Next;

    /// <summary>True when no price can make a difference: flat, nothing rests, nothing is under way, nothing is watched.</summary>
    public bool IsQuiet =>
        State.Status == PositionStatus.Flat && _underWay is null && Watch.IsEmpty && !engine.HasOpenOrders(symbolRules.Symbol);

    public void AdvanceTo(DateTimeOffset time)
    {
        if (time > Now)
        {
            Now = time;
            _stepsAtOnce = 0;
        }
    }

    /// <summary>Takes an input and all that follows from it at once.</summary>
    public void Take(PositionInput input)
    {
        _inbox.Enqueue(input);
        Settle();
    }

    /// <summary>Does one thing that is due now; false when nothing is.</summary>
    public bool TryRunDue()
    {
        if (_underWay is { } awaited)
        {
            if (awaited.DueAt > Now)
            {
                return false;
            }

            _underWay = null;
            Work(Execute(awaited.Request));
            Settle();
            return true;
        }

        if (_timers.TakeDue(Now) is { } cadence)
        {
            Take(new PositionInput.Tick(cadence));
            return true;
        }

        return false;
    }

    /// <summary>Answers what the last print did to orders and to watched prices; false when it did nothing.</summary>
    public bool React()
    {
        var hasEvents = TakeEvents();
        var hasFired = FireWatch();
        if (hasEvents || hasFired)
        {
            Settle();
        }

        return hasEvents || hasFired;
    }

    private void Settle()
    {
        do
        {
            while (_underWay is null && _inbox.TryDequeue(out var input))
            {
                Work(input);
            }

            Reschedule();
        }
        while (FireWatch() && _underWay is null);

        if (_inbox.Count == 0)
        {
            checker?.AfterStep(Now, State);
        }
    }

    /// <summary>Works one input through, up to the first request that takes time.</summary>
    private void Work(PositionInput input)
    {
        while (Decide(input) is { } request)
        {
            if (settings.CommandLatency > TimeSpan.Zero)
            {
                _underWay = (Now + settings.CommandLatency, request);
                return;
            }

            input = Execute(request);
        }
    }

    private ExchangeRequest? Decide(PositionInput input)
    {
        if (++_stepsAtOnce > MaxStepsAtOnce)
        {
            throw new PositionStuckException(
                $"{MaxStepsAtOnce} steps at {Now.UtcDateTime:O} without an end; the last input was {input}, the status is {State.Status}.");
        }

        var before = State;
        var decision = rules.Decide(before, input, Context());
        State = decision.Next;
        ledger.Observe(before, input, decision);
        checker?.Observe(Now, decision);
        foreach (var closed in State.Undelivered)
        {
            State = rules.Decide(State, new PositionInput.Delivered(closed.Trade.Key), Context()).Next;
        }

        return decision.Request;
    }

    private PositionInput.Answered Execute(ExchangeRequest request)
    {
        checker?.BeforeCommand(Now, State, request);
        var reply = engine.Execute(request.Command, Now);
        checker?.AfterCommand(Now, State, request, reply);
        TakeEvents();
        return new PositionInput.Answered(request, reply);
    }

    private bool TakeEvents()
    {
        var events = engine.DrainEvents();
        foreach (var report in events)
        {
            _inbox.Enqueue(new PositionInput.OrderUpdated(report));
        }

        return !events.IsEmpty;
    }

    private bool FireWatch()
    {
        if (Watch.IsEmpty || !HasMarket || !Watch.TryFire(engine.QuoteOf(symbolRules.Symbol).Last))
        {
            return false;
        }

        _inbox.Enqueue(new PositionInput.Tick(Cadence.Manage));
        return true;
    }

    private void Reschedule()
    {
        var schedule = rules.Schedule(State, Context());
        Watch.Set(schedule);
        _timers.Set(State.Status != PositionStatus.Flat, schedule, Now);
    }

    private PositionContext Context() => new(settings.Symbol.Settings, symbolRules, Market(), Now);

    private MarketView Market() =>
        new(bars.Series, HasMarket ? engine.QuoteOf(symbolRules.Symbol) with { At = Now } : null, KEntry: 1m);
}
