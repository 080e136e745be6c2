using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Journal;
using Executor.Core.Market;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Core.Signals;
using Executor.Simulator.Engine;
using Executor.TestSupport;

namespace Executor.Core.Tests.Positions;

/// <summary>Drives the machine against the matching engine in virtual time, with a hook at every effect boundary.</summary>
internal sealed class PositionRig
{
    public const string Symbol = "BTCUSDC";

    private static readonly DateTimeOffset Start = new(2025, 1, 13, 20, 0, 0, TimeSpan.Zero);

    private readonly List<Bar> _bars = [];

    public PositionRig(
        SymbolSettings? settings = null, SymbolRules? rules = null, decimal price = 95_000m, EngineOptions? options = null, decimal kEntry = 1m, decimal funds = 10_000m)
    {
        Settings = settings ?? new SymbolSettings { Symbol = Symbol };
        Rules = rules ?? DefaultRules;
        Engine = new MatchingEngine(options ?? new EngineOptions());
        Engine.AddSymbol(Rules, price, Start);
        Funds = funds;
        Engine.Deposit("USDC", funds, Settings.Account, Symbol);
        State = PositionState.Empty(Symbol) with { Epoch = 1 };
        Now = Start;
        KEntry = kEntry;
        var feed = price / kEntry;
        for (var minute = -5; minute <= 0; minute++)
        {
            _bars.Add(new Bar(Start.AddMinutes(minute), feed + 20m, feed - 30m, feed));
        }
    }

    public static SymbolRules DefaultRules { get; } = TypicalRules.OfBitcoin("USDC", marketMaxQuantity: 100m);

    public SymbolSettings Settings { get; set; }

    public SymbolRules Rules { get; set; }

    /// <summary>How old the best prices are that the machine is shown.</summary>
    public TimeSpan QuoteAge { get; set; }

    /// <summary>Whether the account allows entries.</summary>
    public EntryGate Gate { get; set; } = EntryGate.Open;

    /// <summary>Traded quote per feed quote.</summary>
    public decimal KEntry { get; }

    public MatchingEngine Engine { get; }

    public PositionState State { get; set; }

    public DateTimeOffset Now { get; private set; }

    public List<JournalEvent> Journal { get; } = [];

    public List<ExchangeCommand> Sent { get; } = [];

    /// <summary>Stands between a request and the engine; null answers come from the engine.</summary>
    public Func<ExchangeRequest, ExchangeReply?>? Before { get; set; }

    /// <summary>Stands between the engine's answer and the machine.</summary>
    public Func<ExchangeRequest, ExchangeReply, ExchangeReply>? After { get; set; }

    /// <summary>Called before a decision is stored; what it throws loses the decision.</summary>
    public Action<Decision>? Storing { get; set; }

    /// <summary>Called after every stored decision.</summary>
    public Action<PositionRig>? Stored { get; set; }

    /// <summary>What arrives of an event: nothing, the event, the event twice.</summary>
    public Func<OrderReport, IEnumerable<OrderReport>> Event { get; set; } = report => [report];

    /// <summary>False: events of the engine are lost.</summary>
    public bool DeliverEvents { get; set; } = true;

    public Trade Trade => State.Trade ?? throw new InvalidOperationException("The rig is flat.");

    public decimal Last => Engine.QuoteOf(Symbol).Last;

    public ImmutableArray<OrderReport> Resting => Engine.OpenOrdersOf(Symbol);

    public decimal Base => BaseBalance.Total;

    public Balance BaseBalance => Engine.BalanceOf("BTC", Settings.Account, Symbol);

    public Balance QuoteBalance => Engine.BalanceOf("USDC", Settings.Account, Symbol);

    /// <summary>Quote at the beginning.</summary>
    public decimal Funds { get; }

    /// <summary>Side of the signals.</summary>
    public PositionSide Side { get; init; }

    /// <summary>Principal that other symbols owe on the account.</summary>
    public AccountFigures Others { get; set; } = AccountFigures.None;

    public IEnumerable<string> EventNames => Journal.Select(entry => entry.Name);

    /// <summary>The journal's end and what rests, for the message of a failed assertion.</summary>
    public string Story => string.Join(
        Environment.NewLine,
        Journal.TakeLast(25).Select(entry => $"{entry.At:HH:mm:ss} {entry.Name}: {entry.Reason}")
            .Concat(Resting.Select(order => $"rests: {order.ClientOrderId} {order.Type} {order.Quantity} @ {order.Price} stop {order.StopPrice}"))
            .Concat(State.Intents.Select(intent => $"intent: {intent.Stage} {intent.Slot} {intent.Command}"))
            .Append($"legs: {string.Join(" | ", State.Trade?.Legs.Select(leg => leg.ToString()) ?? [])}"));

    public PositionContext Context =>
        new(Settings, Rules, new MarketView(new BarSeries(_bars.ToArray()), Engine.QuoteOf(Symbol) with { At = Now - QuoteAge }, KEntry), Now) { Gate = Gate, Account = Others };

    public static Signal LongSignal(DateTimeOffset time, decimal price, string suffix = "") => SignalOf(PositionSide.Long, time, price, suffix);

    public static Signal SignalOf(PositionSide side, DateTimeOffset time, decimal price, string suffix = "") => new()
    {
        Key = $"PEAK|{time:yyyy-MM-ddTHH:mm}|{side.Text().ToLowerInvariant()}|{price}{suffix}",
        Side = side,
        Time = time,
        Price = price,
    };

    /// <summary>Feeds an input and everything that follows from it.</summary>
    public SignalAnswer? Feed(PositionInput input)
    {
        var answer = default(SignalAnswer);
        var queue = new Queue<PositionInput>([input]);
        for (var steps = 0; queue.TryDequeue(out var next); steps++)
        {
            Assert.True(steps < 500, $"The machine does not come to rest: {string.Join(", ", Journal.TakeLast(8).Select(e => e.Name))}");
            var decision = PositionMachine.Decide(State, next, Context);
            Storing?.Invoke(decision);
            State = decision.Next;
            Journal.AddRange(decision.Journal);
            answer ??= decision.Answer;
            Stored?.Invoke(this);
            if (decision.Request is { } request)
            {
                queue.Enqueue(new PositionInput.Answered(request, Send(request)));
            }

            foreach (var report in Delivered())
            {
                queue.Enqueue(new PositionInput.OrderUpdated(report));
            }
        }

        return answer;
    }

    public SignalAnswer Signal(decimal? price = null) => Feed(new PositionInput.SignalArrived(SignalOf(Side, Now, price ?? Last)))!;

    public void Tick(Cadence cadence = Cadence.Manage) => Feed(new PositionInput.Tick(cadence));

    /// <summary>Lets time pass with the price standing still; wakes the machine whenever it asks for it.</summary>
    public void Wait(TimeSpan span)
    {
        var end = Now + span;
        while (PositionMachine.Schedule(State, Context).WakeAt is { } wake && wake <= end)
        {
            Now = wake > Now ? wake : Now;
            var before = State;
            Tick();
            if (ReferenceEquals(before, State) || PositionMachine.Schedule(State, Context).WakeAt <= Now)
            {
                Assert.True(PositionMachine.Schedule(State, Context).WakeAt is not { } again || again > Now, "The machine asks to be woken in the past.");
            }
        }

        Now = end;
        Tick();
    }

    /// <summary>Lets time pass in which nobody asks the machine.</summary>
    public void Elapse(TimeSpan span) => Now += span;

    /// <summary>Moves the price continuously: every level between is touched, and the machine reacts at each touch.</summary>
    public void Move(decimal target)
    {
        while (true)
        {
            var touch = Engine.NextTouch(Symbol, target);
            var watch = Watched(target);
            var next = Nearest(touch, watch, target);
            Engine.Print(Symbol, next, Now);
            Pump();
            if (watch == next)
            {
                Tick();
            }

            if (next == target)
            {
                return;
            }
        }
    }

    /// <summary>Jumps the price: nothing between is touched.</summary>
    public void Jump(decimal price)
    {
        Engine.Print(Symbol, price, Now);
        Pump();
        Tick();
    }

    /// <summary>Adds a minute to the feed.</summary>
    public void Bar(decimal high, decimal low, decimal close)
    {
        Now = _bars[^1].Time.AddMinutes(1) > Now ? _bars[^1].Time.AddMinutes(1) : Now.AddMinutes(1);
        _bars.Add(new Bar(Now, high, low, close));
    }

    /// <summary>The process dies: what is not stored is gone, and another activation takes over.</summary>
    public void Restart()
    {
        Engine.DrainEvents();
        State = State with { Epoch = State.Epoch + 1 };
        Feed(new PositionInput.Claimed());
    }

    public void Pump()
    {
        foreach (var report in Delivered())
        {
            Feed(new PositionInput.OrderUpdated(report));
        }
    }

    private List<OrderReport> Delivered()
    {
        var events = Engine.DrainEvents();
        return DeliverEvents ? [.. events.SelectMany(Event)] : [];
    }

    private ExchangeReply Send(ExchangeRequest request)
    {
        Sent.Add(request.Command);
        var reply = Before?.Invoke(request) ?? Engine.Execute(request.Command, Now);
        return After?.Invoke(request, reply) ?? reply;
    }

    private decimal? Watched(decimal target)
    {
        var schedule = PositionMachine.Schedule(State, Context);
        return target < Last
            ? schedule.AtOrBelow is { } below && below < Last && below >= target ? below : null
            : schedule.AtOrAbove is { } above && above > Last && above <= target ? above : null;
    }

    private decimal Nearest(decimal? touch, decimal? watch, decimal target)
    {
        decimal?[] candidates = [touch, watch, target];
        return target < Last ? candidates.Max()!.Value : candidates.Min()!.Value;
    }
}
