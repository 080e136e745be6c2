using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.FaultExplorer.Safety;
using Executor.FaultExplorer.Schedules;
using Executor.Simulator.Engine;
using Executor.TestSupport;

namespace Executor.FaultExplorer.Driving;

/// <summary>Everything outside of us: the exchange, its market, virtual time and the feed.</summary>
internal sealed class World : ILiquidity
{
    public const string Symbol = "BTCUSDC";
    public const decimal StartPrice = 95_000m;

    private readonly Schedule _schedule;
    private readonly Bar[] _bars = new Bar[512];
    private int _barCount;
    private decimal _high = StartPrice;
    private decimal _low = StartPrice;
    private DateTimeOffset _minuteEnds;
    private int _touches;

    public World(Schedule schedule)
    {
        _schedule = schedule;
        Rules = StartRules with { AmendAllowed = schedule.AmendAllowed };
        Engine = new MatchingEngine(new EngineOptions { Liquidity = this });
        Engine.AddSymbol(Rules, StartPrice, Start);
        Funds = schedule.Account.IsMargin() ? schedule.Notional * 0.6m : 10_000m;
        Engine.Deposit(Rules.QuoteAsset, Funds, schedule.Account, Symbol);
        if (schedule.HeldBefore > 0m)
        {
            Engine.Deposit(Rules.BaseAsset, schedule.HeldBefore, schedule.Account, Symbol);
        }

        Now = Start;
        Books = new Books(Rules, Engine, schedule.Account);
        for (var minute = -5; minute <= 0; minute++)
        {
            AddBar(new Bar(Start.AddMinutes(minute), StartPrice + 20m, StartPrice - 30m, StartPrice));
        }

        _minuteEnds = Start.AddMinutes(1);
    }

    public static DateTimeOffset Start { get; } = new(2025, 1, 13, 20, 0, 0, TimeSpan.Zero);

    public static SymbolRules StartRules { get; } = TypicalRules.OfBitcoin("USDC", marketMaxQuantity: 1m);

    public MatchingEngine Engine { get; }

    /// <summary>Quote on the account at the beginning; on margin too little for an entry, so that each one borrows.</summary>
    public decimal Funds { get; }

    /// <summary>The rules as the exchange has them.</summary>
    public SymbolRules Rules { get; private set; }

    /// <summary>The rules as they are on our account.</summary>
    public SymbolRules AccountRules => Rules.For(_schedule.Account);

    public DateTimeOffset Now { get; private set; }

    /// <summary>The exchange's clock less the true one.</summary>
    public TimeSpan Skew { get; set; }

    public Books Books { get; }

    public decimal Last { get; private set; } = StartPrice;

    /// <summary>Until then resting and taking orders find a part of their quantity only.</summary>
    public DateTimeOffset ThinUntil { get; set; }

    /// <summary>Faults have stopped: everything finds its counterpart.</summary>
    public bool IsCalm { get; set; }

    /// <summary>The quote as everybody sees it who is not blinded.</summary>
    public Quote Quote => Engine.QuoteOf(Symbol) with { At = Now };

    public BarSeries Bars => new(_bars.AsMemory(0, _barCount));

    /// <summary>Called for every report that the exchange publishes.</summary>
    public Action<OrderReport> Published { get; set; } = _ => { };

    /// <summary>Called when the exchange has changed.</summary>
    public Action Changed { get; set; } = () => { };

    public decimal Available(in LiquidityRequest request)
    {
        var thin = !IsCalm && (Now < ThinUntil || (_schedule.PartialFills && Dice.Roll(_schedule.Seed, Purpose.Liquidity, _touches, 3) == 0));
        _touches++;
        return thin ? request.Wanted * Dice.Roll(_schedule.Seed, Purpose.Share, _touches, 100) / 100m : request.Wanted;
    }

    public void AdvanceTo(DateTimeOffset time)
    {
        while (_minuteEnds <= time)
        {
            AddBar(new Bar(_minuteEnds, _high, _low, Last));
            (_high, _low) = (Last, Last);
            _minuteEnds = _minuteEnds.AddMinutes(1);
            Engine.AccrueInterest(_minuteEnds + Skew);
        }

        Now = time > Now ? time : Now;
    }

    public void Print(decimal price)
    {
        Last = price;
        _high = Math.Max(_high, price);
        _low = Math.Min(_low, price);
        Engine.Print(Symbol, price, Now + Skew);
        Publish();
    }

    public ExchangeReply Execute(ExchangeCommand command)
    {
        var reply = Engine.Execute(command, Now + Skew);
        if (command is not ExchangeCommand.Inspect)
        {
            Publish();
        }

        return reply;
    }

    public void ChangeRules(SymbolRules rules)
    {
        Rules = rules;
        Engine.UpdateRules(rules);
    }

    private void Publish()
    {
        var events = Engine.DrainEvents();
        foreach (var report in events)
        {
            Books.Take(report, Now);
        }

        foreach (var report in events)
        {
            Published(report);
        }

        if (!events.IsEmpty)
        {
            Books.NoteBalances(Now);
            Changed();
        }
    }

    private void AddBar(Bar bar)
    {
        if (_barCount == _bars.Length)
        {
            Array.Copy(_bars, _bars.Length / 2, _bars, 0, _bars.Length / 2);
            _barCount = _bars.Length / 2;
        }

        _bars[_barCount++] = bar;
    }
}
