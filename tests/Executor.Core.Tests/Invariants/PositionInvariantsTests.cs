using Executor.Core.Exchange;
using Executor.Core.Journal;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Core.Tests.Positions;

namespace Executor.Core.Tests.Invariants;

/// <summary>The invariants on a position that trades against the engine.</summary>
public sealed class PositionInvariantsTests
{
    [Fact]
    public void Tick_ThroughAWholeHealthyTrade_FindsNothing()
    {
        var rig = new PositionRig { Stored = rig => Assert.DoesNotContain("INVARIANT_FAIL", rig.EventNames) };
        rig.Signal(95_000m);
        foreach (var price in new[] { 95_100m, 95_191m, 95_300m, 95_382m, 95_400m, 95_000m })
        {
            rig.Move(price);
            rig.Bar(price + 20m, price - 30m, price);
            rig.Wait(TimeSpan.FromSeconds(61));
            rig.Tick(Cadence.Invariants);
        }

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.Empty(rig.State.Invariants.Alarms);
    }

    [Fact]
    public void W52_StopGone_WhileThePositionIsOpen_IsAnError()
    {
        var rig = Opened();
        rig.Wait(TimeSpan.FromSeconds(15));
        rig.Before = request => request.Command is ExchangeCommand.Inspect ? null : new ExchangeReply.Rejected(ErrorCodes.NewOrderRejected, ErrorCodes.MarketClosed);
        rig.State = Without(rig.State, order => order.Role is OrderRole.Stop or OrderRole.Target);

        rig.Tick(Cadence.Invariants);

        Assert.Equal(PositionStatus.Open, rig.State.Status);
        Assert.Equal("I1", IdOf(rig, JournalLevel.Alarm));
    }

    [Fact]
    public void W52_FirstTargetFilled_WhileTheMoveToTheEntryPriceIsRefused_IsNoError()
    {
        var rig = Opened();
        rig.Before = request => request.Command is ExchangeCommand.Replace or ExchangeCommand.Cancel
            ? new ExchangeReply.Rejected(ErrorCodes.NewOrderRejected, ErrorCodes.MarketClosed)
            : null;
        rig.Move(95_191m);

        rig.Tick(Cadence.Invariants);

        Assert.Equal(BreakEvenPhase.Moving, rig.Trade.BreakEven);
        Assert.DoesNotContain("INVARIANT_FAIL", rig.EventNames);
    }

    [Fact]
    public void I14_WindowOpenForLongerThanTheLimit_IsAnError()
    {
        var rig = new PositionRig
        {
            Before = request => request.Command is ExchangeCommand.PlaceOco || request.Command is ExchangeCommand.Place { Order.StopPrice: not null }
                ? new ExchangeReply.Rejected(ErrorCodes.NewOrderRejected, ErrorCodes.MarketClosed)
                : null,
        };
        rig.Signal(95_000m);
        rig.Wait(TimeSpan.FromSeconds(60));
        rig.Tick(Cadence.Invariants);
        Assert.DoesNotContain("I14", Ids(rig));

        rig.Wait(TimeSpan.FromSeconds(1));
        rig.Tick(Cadence.Invariants);

        Assert.Contains("I14", Ids(rig));
    }

    [Fact]
    public void I15_ExitsOnRecordForMoreThanIsOpen_AreAnErrorWhenASecondRunSeesThem()
    {
        var rig = Opened();
        var leg = rig.Trade.Legs[0];
        rig.Before = Refused;
        rig.State = rig.State with { Trade = rig.Trade with { Legs = rig.Trade.Legs.Replace(leg, leg with { Quantity = leg.Quantity - 0.0001m }) } };
        rig.Tick(Cadence.Invariants);
        Assert.DoesNotContain("I15", Ids(rig));

        rig.Wait(TimeSpan.FromSeconds(2));
        rig.Tick(Cadence.Invariants);

        Assert.Contains("I15", Ids(rig));
    }

    [Fact]
    public void I15_MarginLooksThatDoNotNameTheListOfAnOrder_AreNoError()
    {
        var rig = Opened();
        rig.After = (_, reply) => reply is ExchangeReply.Inspected { View: var view }
            ? new ExchangeReply.Inspected(view with { OpenOrders = [.. view.OpenOrders.Select(order => order with { OrderListId = null })] })
            : reply;

        rig.Wait(2 * rig.Settings.ReconcileEvery);

        Assert.DoesNotContain("I15", Ids(rig));
    }

    [Fact]
    public void I16_StopLooserThanItsLegHasHad_IsAnError()
    {
        var rig = Opened();
        var runner = rig.Trade.Legs[2];
        rig.Before = Refused;
        rig.State = rig.State with { Trade = rig.Trade with { Legs = rig.Trade.Legs.Replace(runner, runner with { RestedStop = runner.StopPrice + 50m }) } };
        rig.Tick(Cadence.Invariants);
        Assert.DoesNotContain("I16", Ids(rig));

        rig.Wait(TimeSpan.FromSeconds(2));
        rig.Tick(Cadence.Invariants);

        Assert.Contains("I16", Ids(rig));
    }

    [Fact]
    public void I17_BaseThatNobodyExplains_IsToldOnceItHasLasted()
    {
        var rig = Opened();
        rig.Engine.Deposit("BTC", 0.5m);
        rig.Wait(rig.Settings.ReconcileEvery);
        Assert.DoesNotContain("I17", Ids(rig));

        rig.Wait(TimeSpan.FromSeconds(2 * 15));

        Assert.Equal("I17", IdOf(rig, JournalLevel.Warning));
        Assert.Equal("0.5", rig.Journal.Last(entry => entry.Name == "INVARIANT_FAIL").Fields.Single(field => field.Name == "difference").Value[..3]);
    }

    [Fact]
    public void I18_OutcomeUnknownForLongerThanTheLimit_IsAnError()
    {
        var rig = new PositionRig
        {
            Before = request => request.Command is ExchangeCommand.PlaceOco || (request.Command is ExchangeCommand.Inspect { Orders: not [] })
                ? new ExchangeReply.Unknown("timeout")
                : null,
        };
        rig.Signal(95_000m);
        rig.Wait(TimeSpan.FromSeconds(60));
        rig.Tick(Cadence.Invariants);
        Assert.DoesNotContain("I18", Ids(rig));

        rig.Wait(TimeSpan.FromSeconds(1));
        rig.Tick(Cadence.Invariants);

        Assert.Contains("I18", Ids(rig));
    }

    [Theory]
    [InlineData(120, null)]
    [InlineData(121, JournalLevel.Warning)]
    [InlineData(241, JournalLevel.Alarm)]
    public void I19_PriceOlderThanTheLimit_WhileAPositionIsOpen_IsTold(int age, JournalLevel? expected)
    {
        var rig = Opened();
        rig.QuoteAge = TimeSpan.FromSeconds(age);

        rig.Tick(Cadence.Invariants);

        var found = rig.Journal.LastOrDefault(entry => entry.Name == "INVARIANT_FAIL");
        Assert.Equal(expected, found?.Level);
        Assert.True(found is null || found.Fields.Any(field => field.Value == "I19"));
    }

    [Fact]
    public void I20_OrderOfALaterOwner_IsAnError()
    {
        var rig = Opened();
        rig.State = rig.State with { Epoch = 0 };

        rig.Tick(Cadence.Invariants);

        Assert.Equal("I20", IdOf(rig, JournalLevel.Alarm));
    }

    [Fact]
    public void Tick_WhenTheInvariantsAreOff_FindsNothing()
    {
        var settings = new SymbolSettings { Symbol = PositionRig.Symbol, Invariants = new InvariantSettings { IsEnabled = false } };
        var rig = new PositionRig(settings);
        rig.Signal(95_000m);
        rig.State = rig.State with { Epoch = 0 };

        rig.Tick(Cadence.Invariants);

        Assert.DoesNotContain("INVARIANT_FAIL", rig.EventNames);
        Assert.False(PositionMachine.Schedule(rig.State, rig.Context).AreInvariantsWanted);
    }

    private static PositionRig Opened()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        Assert.Equal(PositionStatus.Open, rig.State.Status);
        return rig;
    }

    private static ExchangeReply.Rejected? Refused(ExchangeRequest request) => request.Command is ExchangeCommand.Inspect
        ? null
        : new ExchangeReply.Rejected(ErrorCodes.NewOrderRejected, ErrorCodes.MarketClosed);

    private static PositionState Without(PositionState state, Func<TrackedOrder, bool> isGone) => state with
    {
        Trade = state.Trade! with { Orders = [.. state.Trade!.Orders.Where(order => !isGone(order))] },
    };

    private static IEnumerable<string> Ids(PositionRig rig) =>
        rig.Journal.Where(entry => entry.Name == "INVARIANT_FAIL").Select(entry => entry.Fields.Single(figure => figure.Name == "invariant_id").Value);

    private static string IdOf(PositionRig rig, JournalLevel level) =>
        rig.Journal.First(entry => entry.Name == "INVARIANT_FAIL" && entry.Level == level).Fields.Single(field => field.Name == "invariant_id").Value;
}
