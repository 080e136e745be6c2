using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Core.Tests.Positions;

namespace Executor.Core.Tests.Invariants;

/// <summary>I13 on a symbol that is flat after a trade on a margin account.</summary>
public sealed class DebtAfterCloseTests
{
    private static readonly Balance Base = new("BTC", 0m, 0m);
    private static readonly Balance Quote = new("USDC", 10_000m, 0m);

    private SymbolSettings _settings = new() { Symbol = PositionRig.Symbol, Account = TradingAccount.CrossMargin, Invariants = new InvariantSettings { HaltsOnDebt = true } };
    private PositionState _state;
    private DateTimeOffset _now;

    public DebtAfterCloseTests()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Jump(90_000m);
        rig.Wait(TimeSpan.FromMinutes(1));
        var closed = rig.State.LastClosed!;
        _state = rig.State with { LastClosed = closed with { Trade = closed.Trade with { Loan = new TradeLoan { Asset = "USDC", Borrowed = 50m } } } };
        _now = rig.Now;
    }

    [Fact]
    public void W53_DebtThatStays_IsWarnedOfThenAnErrorThenHaltsTheSymbol()
    {
        Assert.Null(Tick());
        Assert.Null(Tick(after: 299));
        Ask(after: 1, owed: 5.1m);
        Assert.Equal(["WARN"], Severities);

        Ask(after: 60, owed: 5.1m);
        Ask(after: 60, owed: 5.1m);
        Assert.Null(_state.Hold);
        Ask(after: 60, owed: 5.1m);

        Assert.Equal(["WARN", "ERROR"], Severities);
        Assert.Equal((HoldKind.Halted, "I13_MARGIN_DEBT_STUCK"), (_state.Hold?.Kind, _state.Hold?.Reason));
        Assert.Contains("5.1 USDC", _state.Hold!.Detail, StringComparison.Ordinal);
        Assert.True(Wanted);
    }

    [Fact]
    public void W53_DebtThatIsPaid_EndsTheWatchForThisTrade()
    {
        Tick();
        Ask(after: 300, owed: 0m);

        Assert.Empty(Severities);
        Assert.Equal(_state.LastClosed!.Trade.Key, _state.Invariants.DebtFreeTrade);
        Assert.False(Wanted);
        Assert.Null(Tick(after: 3_600));
    }

    [Fact]
    public void W53_NextTrade_WhileItIsOpen_RaisesNoAlarmAboutTheLastOne()
    {
        Tick();
        var open = new PositionRig();
        open.Signal(95_000m);
        _state = _state with { Status = PositionStatus.Open, Trade = open.Trade };

        Assert.DoesNotContain("I13", Ids(Tick(after: 301)));
        Assert.Null(_state.Invariants.Debt);
    }

    [Fact]
    public void DebtOfOtherTrades_IsNotOurs()
    {
        Tick();
        var request = Tick(after: 300)!;

        Decide(new PositionInput.Answered(request, Seen(owed: 500m)), others: 500m);

        Assert.Empty(Severities);
    }

    [Fact]
    public void ExchangeThatDoesNotAnswer_IsToldOnceAndAskedAgain()
    {
        Tick();
        var request = Tick(after: 300)!;
        Decide(new PositionInput.Answered(request, new ExchangeReply.Unknown("timeout")));
        request = Tick(after: 60)!;
        Decide(new PositionInput.Answered(request, new ExchangeReply.Unknown("timeout")));

        Assert.Equal(["WARN"], Severities);
        Ask(after: 60, owed: 5.1m);
        Assert.Equal(["WARN", "WARN"], Severities);
    }

    [Fact]
    public void HaltByDebt_WhenTheExchangeShowsNoneAnyMoreAndThatIsWanted_Ends()
    {
        _settings = _settings with { Invariants = _settings.Invariants with { ForgetsClearedDebt = true } };
        Tick();
        Ask(after: 300, owed: 5.1m);
        Ask(after: 180, owed: 5.1m);
        Assert.NotNull(_state.Hold);

        Ask(after: 60, owed: 0m);

        Assert.Null(_state.Hold);
    }

    private bool Wanted => PositionMachine.Schedule(_state, Context()).AreInvariantsWanted;

    private string[] Severities =>
        [.. _state.Journal.Where(entry => entry.Name == "INVARIANT_FAIL").Select(entry => entry.Fields.Single(figure => figure.Name == "severity").Value)];

    private IEnumerable<string> Ids(ExchangeRequest? _) =>
        _state.Journal.Where(entry => entry.Name == "INVARIANT_FAIL").Select(entry => entry.Fields.Single(figure => figure.Name == "invariant_id").Value);

    private void Ask(int after, decimal owed)
    {
        var request = Tick(after);
        Assert.IsType<ExchangeCommand.Inspect>(request?.Command);
        Assert.Equal(TradingAccount.CrossMargin, request.Command.Account);
        Decide(new PositionInput.Answered(request, Seen(owed)));
    }

    private ExchangeRequest? Tick(int after = 0)
    {
        _now += TimeSpan.FromSeconds(after);
        return Decide(new PositionInput.Tick(Cadence.Invariants));
    }

    private ExchangeRequest? Decide(PositionInput input, decimal others = 0m)
    {
        var decision = PositionMachine.Decide(_state, input, Context() with { Account = new AccountFigures([new AssetAmount("USDC", others)]) });
        _state = decision.Next;
        return decision.Request;
    }

    private ExchangeReply.Inspected Seen(decimal owed) =>
        new(new ExchangeView { At = _now, Base = Base, Quote = Quote with { Borrowed = owed } });

    private PositionContext Context() => new(_settings, PositionRig.DefaultRules, MarketView.None, _now);
}
