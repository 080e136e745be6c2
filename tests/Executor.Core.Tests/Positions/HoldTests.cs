using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Simulator.Engine;

namespace Executor.Core.Tests.Positions;

/// <summary>What a held symbol and a closed gate keep back, and what they never do (P24).</summary>
public sealed class HoldTests
{
    private static readonly EntryGate Paused = new("paused", "by an operator");

    private static readonly PositionInput Quarantine = new PositionInput.HoldRequested(HoldKind.Quarantined, "OVERSOLD", "0.1 more sold than held");

    [Fact]
    public void P24_SignalWhileTheGateIsClosed_IsRefusedWithItsReason()
    {
        var rig = new PositionRig { Gate = Paused };

        var answer = rig.Signal(95_000m);

        Assert.Equal(("paused", "by an operator"), (answer.Reason, answer.Detail));
        Assert.Empty(rig.Sent);
    }

    [Fact]
    public void P24_SignalWhileTheSymbolIsHeld_IsRefusedAlsoAfterATakeOver()
    {
        var rig = new PositionRig();
        rig.Feed(Quarantine);
        rig.Restart();

        var answer = rig.Signal(95_000m);

        Assert.Equal("symbol_held", answer.Reason);
        Assert.Empty(rig.Sent);
    }

    [Fact]
    public void P24_EntryProvenAbsent_WhenTheGateHasClosedMeanwhile_IsNotSentAgain()
    {
        var rig = new PositionRig { DeliverEvents = false };
        rig.Before = request => request.Command is ExchangeCommand.Place ? new ExchangeReply.Unknown("timeout") : null;
        rig.Signal(95_000m);
        rig.Gate = Paused;

        rig.Wait(TimeSpan.FromSeconds(60));

        Assert.Single(rig.Sent.OfType<ExchangeCommand.Place>());
        Assert.Equal((PositionStatus.Flat, "ENTRIES_OFF"), (rig.State.Status, rig.State.LastClosed!.Reason));
        Assert.Null(rig.State.CooldownUntil);
    }

    [Fact]
    public void P24_RestingEntry_WhenTheGateCloses_IsCancelledAndNoMarketOrderTakesItsPlace()
    {
        var rig = new PositionRig();
        rig.Signal(94_980m);
        rig.Gate = Paused;

        rig.Tick();

        Assert.Empty(rig.Resting);
        Assert.Equal((PositionStatus.Flat, "ENTRIES_OFF"), (rig.State.Status, rig.State.LastClosed!.Reason));
        Assert.DoesNotContain(rig.Sent, command => command is ExchangeCommand.Place { Order.Type: OrderType.Market });
    }

    [Fact]
    public void P24_EntryFilledInPart_WhenTheSymbolIsHeld_KeepsWhatFilledUnderAStop()
    {
        var rig = new PositionRig(options: new EngineOptions { Liquidity = new Share(0.5m) });
        rig.Signal(95_000m);
        Assert.Equal(PositionStatus.Pending, rig.State.Status);

        rig.Feed(Quarantine);

        Assert.DoesNotContain(rig.Resting, order => order.Side == OrderSide.Buy);
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        Assert.Equal(PositionStatus.Open, rig.State.Status);
    }

    [Fact]
    public void P24_OpenPosition_WhenTheSymbolIsHeld_IsManagedToItsClose()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);

        rig.Feed(Quarantine);
        rig.Move(95_191m);
        rig.Move(94_900m);

        Assert.Contains("TP1_DONE_SL_TO_BE", rig.EventNames);
        SafetyOnTheBooks.WhenFlat(rig);
        Assert.Equal(HoldKind.Quarantined, rig.State.Hold!.Kind);
    }

    [Fact]
    public void Hold_OfAGraverKind_ReplacesALesserOneAndNotTheOtherWayRound()
    {
        var rig = new PositionRig();
        rig.Feed(new PositionInput.HoldRequested(HoldKind.Paused, "OPERATOR", "lunch"));
        rig.Feed(new PositionInput.HoldRequested(HoldKind.Halted, "I13_MARGIN_DEBT_STUCK", "0.2 owed"));

        rig.Feed(Quarantine);

        Assert.Equal((HoldKind.Halted, "I13_MARGIN_DEBT_STUCK"), (rig.State.Hold!.Kind, rig.State.Hold.Reason));
        Assert.Equal(2, rig.EventNames.Count(name => name == "SYMBOL_HELD"));
    }

    [Fact]
    public void Release_AfterAHold_TradesAgainAndSaysWhoReleasedIt()
    {
        var rig = new PositionRig();
        rig.Feed(Quarantine);

        rig.Feed(new PositionInput.ReleaseRequested("anna"));
        var answer = rig.Signal(95_000m);

        Assert.NotNull(answer.TradeKey);
        var released = Assert.Single(rig.Journal, entry => entry.Name == "SYMBOL_RELEASED");
        Assert.Contains(released.Fields, field => field is { Name: "by", Value: "anna" });
    }

    [Fact]
    public void Delivered_ClosedTrade_IsKeptUntilItIsConfirmed()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Feed(new PositionInput.FlattenRequested("OPERATOR"));
        var closed = Assert.Single(rig.State.Undelivered);

        rig.Feed(new PositionInput.Delivered("EX_EN_1"));
        Assert.Single(rig.State.Undelivered);
        rig.Feed(new PositionInput.Delivered(closed.Trade.Key));

        Assert.Empty(rig.State.Undelivered);
        Assert.NotNull(rig.State.LastClosed);
    }
}
