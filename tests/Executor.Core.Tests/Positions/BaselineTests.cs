using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Core.Tests.Positions;

/// <summary>The account is read before anything is sent, and compared with that when the trade is over.</summary>
public sealed class BaselineTests
{
    [Fact]
    public void W59_Baseline_IsReadBeforeLoanAndOrder()
    {
        var rig = MarginRig.Long();

        rig.Signal(95_000m);

        Assert.IsType<ExchangeCommand.Inspect>(rig.Sent[0]);
        Assert.Equal((60m, 0m, 0m), (rig.Trade.Baseline!.Quote.Free, rig.Trade.Baseline.Quote.Debt, rig.Trade.Baseline.Base.Total));
    }

    [Fact]
    public void W59_AccountThatCannotBeRead_MeansNoEntry()
    {
        var rig = new PositionRig { Before = _ => new ExchangeReply.Unknown("maintenance") };
        rig.Signal(95_000m);

        rig.Wait(rig.Settings.EntryTimeout + TimeSpan.FromSeconds(5));

        Assert.All(rig.Sent, command => Assert.IsType<ExchangeCommand.Inspect>(command));
        Assert.Equal(("BASELINE_UNAVAILABLE", PositionStatus.Flat), (rig.State.LastClosed!.Reason, rig.State.Status));
    }

    [Fact]
    public void Baseline_WhenTheFirstLookFails_IsReadByTheNext()
    {
        var looks = 0;
        var rig = new PositionRig { Before = request => request.Command is ExchangeCommand.Inspect && ++looks == 1 ? new ExchangeReply.Unknown("timeout") : null };
        rig.Signal(95_000m);

        rig.Wait(TimeSpan.FromSeconds(3));

        Assert.Equal(PositionStatus.Open, rig.State.Status);
    }

    [Fact]
    public void W58_AccountThatDiffersAfterTheTrade_IsAnAlarmWithTheDifference()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Engine.Deposit("BTC", 0.002m);

        rig.Move(94_700m);
        Assert.Equal(PositionStatus.Closing, rig.State.Status);
        rig.Wait(TimeSpan.FromSeconds(20));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        var alarm = Assert.Single(rig.Journal, entry => entry.Name == "BASELINE_DIFFERENCE");
        Assert.Equal(0.002m, Exact.Of(alarm.Fields.Single(field => field.Name == "base").Value));
    }

    [Fact]
    public void AccountThatDiffersAfterTheTrade_WhenAnotherSymbolTradesItsBase_IsSaidNotToBeComparable()
    {
        var rig = new PositionRig { Others = AccountFigures.None with { IsBaseShared = true } };
        rig.Signal(95_000m);
        rig.Engine.Deposit("BTC", 0.002m); // what the other symbol has bought meanwhile
        rig.Wait(TimeSpan.FromMinutes(5));

        rig.Move(94_700m);
        rig.Wait(TimeSpan.FromSeconds(20));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.Single(rig.Journal, entry => entry.Name == "BASELINE_NOT_COMPARABLE");
        Assert.DoesNotContain("BASELINE_DIFFERENCE", rig.EventNames);
        Assert.DoesNotContain("INVARIANT_FAIL", rig.EventNames);
        var view = new ExchangeView { At = rig.Now, Base = rig.BaseBalance, Quote = rig.QuoteBalance };
        Assert.Empty(FlatCheck.Reasons(rig.State, view, rig.Settings, rig.Rules, rig.Others));
        Assert.Contains("before the last trade", Assert.Single(FlatCheck.Reasons(rig.State, view, rig.Settings, rig.Rules, AccountFigures.None)), StringComparison.Ordinal);
    }

    [Fact]
    public void W58_LookThatLagsBehindTheLastExecution_IsNoAlarm()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        var held = rig.Engine.BalanceOf("BTC");
        var until = rig.Now.AddSeconds(8);
        rig.After = (_, reply) => reply is ExchangeReply.Inspected { View: var view } && rig.Now < until ? new ExchangeReply.Inspected(view with { Base = held }) : reply;

        rig.Move(94_700m);
        rig.Wait(TimeSpan.FromSeconds(20));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.DoesNotContain("BASELINE_DIFFERENCE", rig.EventNames);
    }

    [Fact]
    public void W59_HoldingsUnderExits_AreNotTakenForSold()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        Assert.True(rig.Engine.BalanceOf("BTC").Free < rig.Rules.LotStep, "The exits lock all but dust.");

        rig.Wait(TimeSpan.FromMinutes(5));

        Assert.DoesNotContain("POSITION_REDUCED_OUTSIDE", rig.EventNames);
        Assert.Equal(PositionStatus.Open, rig.State.Status);
    }
}
