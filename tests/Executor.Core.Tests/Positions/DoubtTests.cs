using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Simulator.Engine;

namespace Executor.Core.Tests.Positions;

/// <summary>What the machine does while the exchange's answers lag, contradict each other, or refuse.</summary>
public sealed class DoubtTests
{
    private static readonly ExchangeReply FilterFailure = new ExchangeReply.Rejected(ErrorCodes.FilterFailure, "Filter failure: PERCENT_PRICE_BY_SIDE");

    [Fact]
    public void ForeignOrderUnderOurPrefix_RaisesOneAlarmAndNoLoop()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Engine.Execute(
            new ExchangeCommand.Place(PositionRig.Symbol, new NewOrder { ClientOrderId = "EX_EN_1", Side = OrderSide.Buy, Type = OrderType.Limit, Quantity = 0.001m, Price = 90_000m }), rig.Now);
        rig.Engine.DrainEvents();
        rig.Sent.Clear();

        rig.Wait(TimeSpan.FromMinutes(5));

        Assert.Single(rig.Journal, entry => entry.Name == "FOREIGN_ORDER");
        Assert.True(rig.Sent.Count <= 6, $"{rig.Sent.Count} looks in five minutes.");
    }

    [Fact]
    public void ExecutionThatIsNotReadYet_IsUnderAStopMeanwhile()
    {
        var rig = new PositionRig(new SymbolSettings { Symbol = PositionRig.Symbol, EntryMode = EntryMode.MarketOnly }) { DeliverEvents = false };
        rig.After = (request, reply) => (request.Command, reply) switch
        {
            (ExchangeCommand.Place { Order.Side: OrderSide.Buy }, _) => new ExchangeReply.Unknown("timeout"),
            (_, ExchangeReply.Inspected inspected) => new ExchangeReply.Inspected(inspected.View with { Trades = [] }),
            _ => reply,
        };

        rig.Signal(95_000m);
        rig.Wait(TimeSpan.FromSeconds(20));

        Assert.Equal(PositionStatus.Pending, rig.State.Status);
        var guard = Assert.Single(rig.Resting);
        Assert.Equal(0.00104m, guard.Quantity); // 0.00105 less the worst fee, down to the step
        rig.After = null;
        rig.Wait(TimeSpan.FromSeconds(5));
        Assert.Equal(PositionStatus.Open, rig.State.Status);
    }

    [Fact]
    public void Executions_AreAskedForFromBeforeTheTrade()
    {
        var rig = new PositionRig { DeliverEvents = false };
        rig.After = (request, reply) => request.Command is ExchangeCommand.Place ? new ExchangeReply.Unknown("timeout") : reply;

        rig.Signal(95_000m);

        var look = rig.Sent.OfType<ExchangeCommand.Inspect>().ElementAt(1); // the first reads the account before the entry
        Assert.True(look.TradesSince < rig.Now.AddMinutes(-1), "The exchange's clock may lag behind ours.");
    }

    [Fact]
    public void Look_IsUrgentAfterATakeOverAndWhileAnOutcomeIsUnknown()
    {
        var rig = new PositionRig { DeliverEvents = false };
        rig.After = (request, reply) => request.Command is ExchangeCommand.Place ? new ExchangeReply.Unknown("timeout") : reply;
        rig.Signal(95_000m);
        var unknown = rig.Sent.OfType<ExchangeCommand.Inspect>().Take(2).Select(look => look.IsUrgent).ToList();
        rig.After = null;
        rig.Pump();
        rig.Wait(rig.Settings.ReconcileEvery * 2);
        var routine = rig.Sent.OfType<ExchangeCommand.Inspect>().Last().IsUrgent;
        var sent = rig.Sent.Count;

        rig.Restart();

        Assert.Equal([false, true], unknown); // the account before the entry, then what became of it
        Assert.False(routine);
        Assert.True(Assert.IsType<ExchangeCommand.Inspect>(rig.Sent[sent]).IsUrgent);
    }

    [Fact]
    public void TakeOver_OfAProtectedTrade_AsksForExecutionsWithTheLookAfter()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Pump();
        var sent = rig.Sent.Count;

        rig.Restart();
        rig.Wait(rig.Settings.ReconcileEvery - TimeSpan.FromSeconds(1));
        var before = rig.Sent.Skip(sent).ToList();
        rig.Wait(TimeSpan.FromSeconds(2));

        Assert.Null(Assert.IsType<ExchangeCommand.Inspect>(Assert.Single(before)).TradesSince);
        Assert.Equal(DueLook.None, rig.State.DueLook);
        Assert.NotNull(Assert.IsType<ExchangeCommand.Inspect>(rig.Sent[^1]).TradesSince);
    }

    [Fact]
    public void TakeOver_OfATradeWhoseTargetFilledMeanwhile_ReadsItsExecutionsAtOnceAndSendsNothingBefore()
    {
        var rig = new PositionRig { DeliverEvents = false };
        rig.Signal(95_000m);
        rig.Pump();
        rig.Jump(rig.Trade.Plan.Target1 + 1m);
        var sent = rig.Sent.Count;

        rig.Restart();

        var looks = rig.Sent.Skip(sent).Take(2).Select(command => Assert.IsType<ExchangeCommand.Inspect>(command).TradesSince is null);
        Assert.Equal([true, false], looks);
        Assert.True(Holdings.AreFillsComplete(rig.Trade));
        Assert.Equal(DueLook.None, rig.State.DueLook);
    }

    [Fact]
    public void P06_RestingEntryThatLooksDoNotShow_IsCancelledBeforeItCountsAsGone()
    {
        var rig = new PositionRig();
        rig.Signal(94_900m);
        rig.After = (_, reply) => reply is ExchangeReply.Inspected inspected
            ? new ExchangeReply.Inspected(inspected.View with { Orders = [], OpenOrders = [] })
            : reply;
        rig.Feed(new PositionInput.Claimed());

        rig.Wait(TimeSpan.FromSeconds(20));

        Assert.Contains(rig.Sent, command => command is ExchangeCommand.Cancel);
        Assert.Empty(rig.Resting);
        Assert.Equal(PositionStatus.Flat, rig.State.Status);
    }

    [Fact]
    public void SlotThatBacksOff_StillLeavesAtMarketWhenTheStopFails()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Before = request => request.Command is ExchangeCommand.Replace or ExchangeCommand.Cancel ? FilterFailure : null;
        rig.Move(95_191m);
        for (var round = 0; round < 10; round++)
        {
            rig.Wait(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(BreakEvenPhase.Paused, rig.Trade.BreakEven);
        rig.Before = null;

        rig.Jump(94_000m);
        rig.Wait(TimeSpan.FromSeconds(4));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
    }

    [Fact]
    public void TargetFilledInPartAndTheRestTaken_StillArmsBreakEven()
    {
        var share = new Share();
        var rig = new PositionRig(new SymbolSettings { Symbol = PositionRig.Symbol, QuoteNotional = 1_000m }, options: new EngineOptions { Liquidity = share });
        rig.Signal(95_000m);
        share.Fraction = 0.4m;
        rig.Engine.Print(PositionRig.Symbol, 95_190.52m, rig.Now);
        share.Fraction = 1m;

        rig.Pump();

        Assert.Equal("TARGET_PASSED", rig.Trade.Legs.Single(leg => leg.Slot == Slot.Target1).LeavingCause);
        Assert.Contains("TP1_DONE_SL_TO_BE", rig.EventNames);
    }

    [Fact]
    public void ListRefusedAtTheNewLevel_ComesBackAtTheOldOneAtOnce()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Before = request => request.Command is ExchangeCommand.PlaceOco { Oco.Below.StopPrice: > 95_000m } ? FilterFailure : null;

        rig.Move(95_191m);

        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        Assert.Equal(94_810.49m, rig.Resting.Single(order => order.ClientOrderId.StartsWith("EX_SL2", StringComparison.Ordinal)).StopPrice);
        for (var round = 0; round < 10; round++)
        {
            rig.Wait(TimeSpan.FromSeconds(10));
            Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        }

        Assert.Contains("TP1_BE_MAX_ATTEMPTS_REACHED", rig.EventNames);
    }

    [Fact]
    public void P28_CancelThatAlwaysAnswersUnknown_IsRepeatedWithAPause()
    {
        var rig = new PositionRig();
        rig.Signal(94_900m);
        rig.Before = request => request.Command is ExchangeCommand.Cancel ? new ExchangeReply.Unknown("503") : null;
        rig.Sent.Clear();

        rig.Wait(TimeSpan.FromSeconds(110));

        var cancels = rig.Sent.Count(command => command is ExchangeCommand.Cancel);
        Assert.InRange(cancels, 2, 12);
    }

    [Fact]
    public void PartialEntryWhosePriceIsPastTheStop_LeavesAtMarketAndDoesNotRepeatItsGuard()
    {
        var share = new Share { Fraction = 0.5m };
        var rig = new PositionRig(options: new EngineOptions { Liquidity = share });
        rig.Before = request =>
        {
            if (request.Command is ExchangeCommand.Place { Order.StopPrice: not null })
            {
                rig.Engine.Print(PositionRig.Symbol, 94_700m, rig.Now);
            }

            return request.Command is ExchangeCommand.Cancel ? new ExchangeReply.Unknown("timeout") : null;
        };

        rig.Signal(95_000m);
        share.Fraction = 1m;
        rig.Before = null;
        rig.Wait(TimeSpan.FromSeconds(30));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.True(rig.Base < 0.00007m, $"{rig.Base} is left.{Environment.NewLine}{rig.Story}");
        Assert.InRange(rig.Sent.Count(command => command is ExchangeCommand.Place { Order.StopPrice: not null }), 1, 2);
    }

    [Fact]
    public void P23_PlanB_WhenTheSignalHasAged_IsRefused()
    {
        var rig = new PositionRig(new SymbolSettings { Symbol = PositionRig.Symbol, MaxPeakAge = TimeSpan.FromSeconds(60) });
        rig.Signal(94_980m);

        rig.Wait(TimeSpan.FromSeconds(95));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.DoesNotContain(rig.Sent, command => command is ExchangeCommand.Place { Order.Type: OrderType.Market });
    }

    [Fact]
    public void PlanB_WhenTheQuoteIsOld_CountsItAsNone()
    {
        var rig = new PositionRig();
        rig.Signal(94_980m);
        rig.QuoteAge = TimeSpan.FromMinutes(3);

        rig.Wait(TimeSpan.FromSeconds(95));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.DoesNotContain(rig.Sent, command => command is ExchangeCommand.Place { Order.Type: OrderType.Market });
    }

    [Fact]
    public void P01_UnexplainedExecution_KeepsTheIntentFromCountingAsAbsent()
    {
        var rig = new PositionRig(new SymbolSettings { Symbol = PositionRig.Symbol, EntryMode = EntryMode.MarketOnly, EntryTimeout = TimeSpan.FromSeconds(600) }) { DeliverEvents = false };
        rig.After = (request, reply) => (request.Command, reply) switch
        {
            (ExchangeCommand.Place { Order.Side: OrderSide.Buy }, _) => new ExchangeReply.Unknown("timeout"),
            (_, ExchangeReply.Inspected inspected) => new ExchangeReply.Inspected(inspected.View with { Orders = [] }),
            _ => reply,
        };

        rig.Signal(95_000m);
        rig.Wait(TimeSpan.FromSeconds(180));
        Assert.Single(rig.Engine.OrdersOf(PositionRig.Symbol), order => order.Side == OrderSide.Buy);

        rig.After = null;
        rig.Wait(TimeSpan.FromSeconds(10));
        Assert.Equal(PositionStatus.Open, rig.State.Status);
    }

    [Fact]
    public void SymbolWithoutLists_RefusesAnEntryInStyleOco()
    {
        var rig = new PositionRig(rules: PositionRig.DefaultRules with { OcoAllowed = false });

        Assert.Equal("ladder_refused", rig.Signal(95_000m).Reason);
    }

    [Fact]
    public void S4_StopThatWasFoundToRest_IsNeverGivenUpForALooserOne()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Move(95_382m);
        rig.DeliverEvents = false;
        rig.After = (request, reply) => request.Command is ExchangeCommand.Replace or ExchangeCommand.Inspect ? new ExchangeReply.Unknown("503") : reply;
        AddSwing(rig, 95_250m);
        rig.Tick(Cadence.Trail); // lands unseen at 95235
        AddSwing(rig, 95_300m);
        rig.Tick(Cadence.Trail); // wants 95285
        rig.After = null;
        rig.Before = request => request.Command is ExchangeCommand.Replace ? FilterFailure : null;

        rig.Wait(TimeSpan.FromSeconds(40));
        rig.Before = null;
        rig.Wait(TimeSpan.FromSeconds(40));

        Assert.True(Assert.Single(rig.Resting).StopPrice >= 95_235m);
    }

    [Fact]
    public void S8_LegThatBecameTooSmallToSell_IsFoldedAndTheTradeEnds()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        var stop = rig.Resting.Single(order => order.ClientOrderId.StartsWith("EX_SL_", StringComparison.Ordinal));
        rig.Before = request => request.Command is ExchangeCommand.Place { Order.StopPrice: not null } ? FilterFailure : null;
        rig.Engine.Execute(new ExchangeCommand.Cancel(PositionRig.Symbol, new OrderReference(stop.ClientOrderId, stop.OrderId)), rig.Now);
        rig.Engine.Execute(new ExchangeCommand.Place(PositionRig.Symbol, new NewOrder { ClientOrderId = "hand", Side = OrderSide.Sell, Type = OrderType.Market, Quantity = 0.00035m }), rig.Now);
        rig.Pump();
        rig.Before = null;
        rig.Wait(TimeSpan.FromMinutes(3));

        rig.Move(94_700m);
        rig.Wait(TimeSpan.FromMinutes(1));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
    }

    private static void AddSwing(PositionRig rig, decimal swing)
    {
        foreach (var low in new[] { swing + 50m, swing + 30m, swing, swing + 40m, swing + 60m })
        {
            rig.Bar(low + 60m, low, low + 50m);
        }
    }

    private sealed class Share : ILiquidity
    {
        public decimal Fraction { get; set; } = 1m;

        public decimal Available(in LiquidityRequest request) => request.Wanted * Fraction;
    }
}
