using Executor.BooksAudit;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using static Executor.Soak.Audits.BooksRig;

namespace Executor.Soak.Audits;

/// <summary>Each property is found broken where it is broken, and nowhere else.</summary>
public sealed class AuditTests : IDisposable
{
    /// <summary>What 0.01 BTC leaves after a fee of 0.1 %, in whole lot steps.</summary>
    private const decimal Received = 0.00999m;

    private static readonly AuditOptions Strict = new() { Unnoticed = TimeSpan.FromSeconds(2) };
    private readonly BooksRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void WholeTrade_ThatKeepsAllRules_IsClean()
    {
        Enter();
        _rig.Wait(1);
        _rig.Stop(Name("SL"), OrderSide.Sell, Received, 61_000m);
        _rig.Wait(60);
        _rig.Cancel(Name("SL"));
        _rig.Stop(Name("SL", revision: 1), OrderSide.Sell, Received, 61_200m);
        _rig.Move(61_195m);

        var audit = _rig.Audit(Strict);
        audit.AtRest();
        audit.AtFlat();
        audit.Compare([_rig.Record()]);

        Assert.Empty(audit.Violations);
        Assert.Equal((1, 2), (audit.Trades, audit.Executions));
        var window = Assert.Single(audit.Uncovered);
        Assert.Equal((TimeSpan.FromSeconds(1), Received), (window.Length, window.Quantity));
    }

    [Fact]
    public void SecondOrder_OfOneName_BreaksS1()
    {
        Enter();
        _rig.Stop(Name("SL"), OrderSide.Sell, Received, 61_000m);
        _rig.Cancel(Name("SL"));
        _rig.Stop(Name("SL"), OrderSide.Sell, Received, 61_000m);

        AssertBroken("S1", _rig.Audit());
    }

    [Fact]
    public void ExitsOfABracketWhoseCommissionOtherHoldingsBear_KeepS2()
    {
        _rig.Deposit("BTC", 0.00006m); // more than the commission of the entry, which is several lot steps
        _rig.Bracket(0.05m, 61_000m, 62_000m);

        Assert.Empty(_rig.Audit().Violations);
    }

    [Fact]
    public void Exits_BeyondWhatIsHeld_BreakS2AlthoughTheAccountCoversThem()
    {
        Enter();
        _rig.Stop(Name("SL"), OrderSide.Sell, Received, 61_000m);
        _rig.Stop(Name("SL1"), OrderSide.Sell, 0.0001m, 61_000m);

        AssertBroken("S2", _rig.Audit());
    }

    [Fact]
    public void TimeWithoutStop_ThatNobodyWroteDown_BreaksS3()
    {
        Enter();
        _rig.Wait(10);
        _rig.Stop(Name("SL"), OrderSide.Sell, Received, 61_000m);
        _rig.Move(60_995m);
        var from = _rig.Now.AddSeconds(-10);

        var silent = _rig.Audit(Strict);
        silent.Compare([_rig.Record()]);
        var honest = _rig.Audit(Strict);
        honest.Compare([_rig.Record(uncovered: new UncoveredWindow(from.AddMilliseconds(100), _rig.Now, Received, "exits are being placed"))]);
        var elsewhen = _rig.Audit(Strict);
        elsewhen.Compare([_rig.Record(uncovered: new UncoveredWindow(_rig.Now.AddSeconds(5), _rig.Now.AddSeconds(6), Received, "exits are being placed"))]);

        AssertBroken("S3", silent);
        Assert.Empty(honest.Violations);
        AssertBroken("S3", elsewhen);
        Assert.Equal(TimeSpan.FromSeconds(10), Assert.Single(silent.Uncovered).Length);
    }

    [Fact]
    public void Stop_ThatMovesAway_BreaksS4()
    {
        Enter();
        _rig.Stop(Name("SL"), OrderSide.Sell, Received, 61_000m);
        _rig.Cancel(Name("SL"));
        _rig.Stop(Name("SL", revision: 1), OrderSide.Sell, Received, 60_999.99m);

        AssertBroken("S4", _rig.Audit());
    }

    [Fact]
    public void Entry_WhileThePositionIsOpen_BreaksS5()
    {
        Enter();
        _rig.Stop(Name("SL"), OrderSide.Sell, Received, 61_000m);
        _rig.Wait(60);
        Enter("EX_EN_2");

        AssertBroken("S5", _rig.Audit());
    }

    [Fact]
    public void Entry_WithinTheCooldown_BreaksS5()
    {
        Enter();
        _rig.Market(Name("OUT3"), OrderSide.Sell, Received);
        _rig.Wait(9);
        Enter("EX_EN_2");

        AssertBroken("S5", _rig.Audit(new AuditOptions { Cooldown = TimeSpan.FromSeconds(10) }));
        Assert.Empty(_rig.Audit(new AuditOptions { Cooldown = TimeSpan.FromSeconds(9) }).Violations);
    }

    [Fact]
    public void Flat_WithAnOrderThatRestsOrABaseThatIsHeld_BreaksS6()
    {
        Enter();
        _rig.Stop(Name("SL"), OrderSide.Sell, 0.005m, 61_000m);
        var held = _rig.Audit();
        held.AtFlat();
        _rig.Market(Name("OUT3"), OrderSide.Sell, 0.00499m);
        var resting = _rig.Audit();
        resting.AtFlat();
        _rig.Cancel(Name("SL"));
        var dusty = _rig.Audit();
        dusty.AtFlat();
        _rig.Market(Name("OUT2"), OrderSide.Sell, 0.005m);
        var flat = _rig.Audit();
        flat.AtFlat();

        AssertBroken("S6", held);
        AssertBroken("S6", resting);
        AssertBroken("S6", dusty);
        Assert.Empty(flat.Violations);
    }

    [Fact]
    public void Ledger_ThatClosesATradeBeforeTheExchangeDoes_BreaksS6()
    {
        Enter();
        _rig.Wait(1);
        var closed = _rig.Record();
        _rig.Wait(30);
        _rig.Market(Name("OUT3"), OrderSide.Sell, Received);

        var audit = _rig.Audit(new AuditOptions { Unnoticed = TimeSpan.FromMinutes(1) });
        audit.Compare([_rig.Record() with { ClosedAt = closed.ClosedAt }]);

        AssertBroken("S6", audit);
    }

    [Fact]
    public void Debt_ThatStays_BreaksS6OnceAllIsFlat()
    {
        using var margin = new BooksRig(TradingAccount.CrossMargin);
        margin.Borrow("BTC", 0.01m);
        margin.Market(Name("EN", side: PositionSide.Short), OrderSide.Sell, 0.01m);
        margin.Stop(Name("SL", side: PositionSide.Short), OrderSide.Buy, 0.01002m, 61_500m);
        margin.Move(61_505m);
        margin.Wait(60);
        var owing = margin.Audit();
        owing.AtFlat();
        margin.Repay("BTC", 0.01000007m); // with the interest of the first hour
        margin.Wait(5);
        var paid = margin.Audit();
        paid.AtFlat();
        paid.Compare([margin.Record(side: PositionSide.Short)]);

        AssertBroken("S6", owing);
        Assert.Empty(paid.Violations);
    }

    [Theory] // a short position sells what earlier ones left instead of borrowing it: up to two smallest orders, here 0.0002
    [InlineData(0.00012, null)]
    [InlineData(0.00031, "S6")]
    public void Residue_ThatAShortPositionHasUsedUp_NeedNotComeBack_MoreMust(decimal own, string? broken)
    {
        using var margin = new BooksRig(TradingAccount.CrossMargin);
        margin.Deposit("BTC", own);
        margin.Borrow("BTC", 0.01m - own);
        margin.Market(Name("EN", side: PositionSide.Short), OrderSide.Sell, 0.01m);
        margin.Stop(Name("SL", side: PositionSide.Short), OrderSide.Buy, decimal.Round((0.01m - own) / 0.999m, 5, MidpointRounding.ToPositiveInfinity), 61_500m);
        margin.Move(61_505m);
        margin.Wait(60);
        margin.Repay("BTC", decimal.Round((0.01m - own) * 1.000007m, 8, MidpointRounding.ToPositiveInfinity)); // with the interest of the first hour
        margin.Wait(5);
        var audit = margin.Audit();
        audit.AtFlat();

        Assert.Equal(broken is null ? [] : [broken], audit.Violations.Select(found => found.Property).Distinct());
    }

    [Fact]
    public void Loan_OfTheNextTrade_IsNothingThatTheLastOneLeft()
    {
        using var margin = new BooksRig(TradingAccount.CrossMargin);
        margin.Market(Name("EN"), OrderSide.Buy, 0.01m);
        margin.Market(Name("OUT3"), OrderSide.Sell, Received);
        margin.Borrow("BTC", 1.5m); // the interest of its first hour is more than a lot step
        margin.Market(Name("EN", "EX_EN_2", PositionSide.Short), OrderSide.Sell, 1.5m);

        Assert.Empty(margin.Audit().Violations);
    }

    [Fact]
    public void PurchaseForARepayment_IsNoPositionAndBeginsNoCooldown()
    {
        using var margin = new BooksRig(TradingAccount.CrossMargin);
        margin.Market(Name("EN", side: PositionSide.Short), OrderSide.Sell, 0.01m);
        margin.Market(Name("OUT3", side: PositionSide.Short), OrderSide.Buy, 0.01002m);
        margin.Wait(10);
        margin.Market(Name("DEBT", side: PositionSide.Short), OrderSide.Buy, 0.00009m);
        margin.Wait(1);
        margin.Market(Name("EN", "EX_EN_2"), OrderSide.Buy, 0.01m);

        Assert.Empty(margin.Audit(new AuditOptions { Cooldown = TimeSpan.FromSeconds(10) }).Violations);
    }

    [Fact]
    public void Ledger_ThatLacksRepeatsOrChangesAnExecution_BreaksS7()
    {
        Enter();
        _rig.Market(Name("OUT3"), OrderSide.Sell, Received);
        var right = _rig.Record();
        var exit = right.Orders[1];

        foreach (var orders in new[]
        {
            right.Orders.RemoveAt(1),
            right.Orders.Add(exit),
            right.Orders.SetItem(1, exit with { Fills = [exit.Fills[0] with { Commission = 0m }] }),
            right.Orders.SetItem(1, exit with { Fills = [.. exit.Fills, exit.Fills[0] with { TradeId = 4711 }] }),
        })
        {
            var audit = _rig.Audit();
            audit.Compare([right with { Orders = orders }]);
            AssertBroken("S7", audit);
        }
    }

    [Fact]
    public void Profit_ThatIsNotTheBalance_BreaksS7()
    {
        Enter();
        _rig.Market(Name("OUT3"), OrderSide.Sell, Received);
        _rig.Deposit("USDT", 1_000m); // somebody's money, nobody's profit
        var right = _rig.Record();

        var audit = _rig.Audit();
        audit.Compare([right]);
        var wrong = _rig.Audit();
        wrong.Compare([right with { Money = right.Money with { CashQuote = right.Money.CashQuote + 0.00000001m } }]);
        var absent = _rig.Audit();
        absent.Compare([]);

        Assert.Empty(audit.Violations);
        AssertBroken("S7", wrong);
        AssertBroken("S7", absent);
    }

    [Fact]
    public void Rest_WithoutStopOrBehindAStopThatWasReached_BreaksS8()
    {
        Enter();
        var bare = _rig.Audit();
        bare.AtRest();
        _rig.Stop(Name("SL"), OrderSide.Sell, Received, 61_000m);
        var covered = _rig.Audit();
        covered.AtRest();

        AssertBroken("S8", bare);
        Assert.Empty(covered.Violations);
    }

    private void Enter(string key = "EX_EN_1") => _rig.Market(Name("EN", key), OrderSide.Buy, 0.01m);

    private static void AssertBroken(string property, Audit audit)
    {
        Assert.NotEmpty(audit.Violations);
        Assert.All(audit.Violations, violation => Assert.Equal(property, violation.Property));
    }
}
