using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Tests.Positions;

/// <summary>Style bracket: the entry brings its exits along. How the exchange arms them is scripted here, answer by answer.</summary>
public sealed class BracketTests
{
    private static readonly SymbolSettings Settings = new() { Symbol = PositionRig.Symbol, ExitStyle = ExitStyle.Bracket };

    [Fact]
    public void Entry_WhenPaidListsAreTaken_CarriesStopAndSecondTargetForAllOfIt()
    {
        var rig = Scripted(out _);

        rig.Signal(95_000m);

        var list = Assert.Single(rig.Sent.OfType<ExchangeCommand.PlaceOto>()).Oto;
        Assert.True(list.IsPaidByWorking);
        Assert.Equal([OrderType.LimitMaker, OrderType.StopLossLimit], list.Pending.Select(order => order.Type));
        Assert.Equal((rig.Trade.Plan.Target2, rig.Trade.Plan.Stop), (list.Pending[0].Price, list.Pending[1].StopPrice));
        Assert.Equal(["EX_OTO", "EX_EN", "EX_TP2", "EX_SL2"], new[] { list.ListClientOrderId, list.Working.ClientOrderId, list.Pending[0].ClientOrderId, list.Pending[1].ClientOrderId }
            .Select(id => string.Join('_', id.Split('_').Take(2))));
    }

    [Fact]
    public void Entry_WhenPaidListsAreNotTaken_NamesAQuantityThatTheWorstFeeLeaves()
    {
        var rig = Scripted(out _, PositionRig.DefaultRules with { OpoAllowed = false });

        rig.Signal(95_000m);

        var list = Assert.Single(rig.Sent.OfType<ExchangeCommand.PlaceOto>()).Oto;
        Assert.False(list.IsPaidByWorking);
        Assert.Equal(0.00105m, list.Working.Quantity);
        Assert.All(list.Pending, order => Assert.Equal(0.00104m, order.Quantity));
    }

    [Fact]
    public void FilledEntry_WhoseExitsAreArmed_GivesTheOtherLegsTheirShareByShrinkingTheList()
    {
        var rig = Scripted(out _);

        rig.Signal(95_000m);

        Assert.True(rig.State.Status == PositionStatus.Open, rig.Story);
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        Assert.Equal(2, rig.Sent.OfType<ExchangeCommand.Amend>().Count());
        Assert.Empty(rig.Sent.OfType<ExchangeCommand.Cancel>());
        Assert.Equal(["EX_SL", "EX_SL1", "EX_SL2"], rig.Resting.Where(order => order.StopPrice is not null).Select(order => string.Join('_', order.ClientOrderId.Split('_').Take(2))).Order());
        SafetyOnTheBooks.Always(rig);
    }

    [Fact]
    public void FilledEntry_WhileTheAnswerStillShowsItsExitsWaiting_IsLookedAtBeforeAnythingIsPlaced()
    {
        var rig = Scripted(out _);
        rig.DeliverEvents = false;

        rig.Signal(95_000m);

        var afterEntry = rig.Sent.SkipWhile(command => command is not ExchangeCommand.PlaceOto).Skip(1).First();
        Assert.IsType<ExchangeCommand.Inspect>(afterEntry);
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
    }

    [Fact]
    public void P32_ExitsRejectedAtActivation_AreReplacedByListsForWhatIsHeldAtOnce()
    {
        var rig = Scripted(out var exchange);
        exchange.RejectsExits = true;

        rig.Signal(95_000m);

        Assert.Contains("BRACKET_REJECTED", rig.EventNames);
        Assert.Equal(2, rig.Sent.OfType<ExchangeCommand.PlaceOco>().Count());
        Assert.Equal((PositionStatus.Open, 1m), (rig.State.Status, Coverage.Of(rig.Trade, rig.Rules)));
        Assert.Equal(TimeSpan.Zero, rig.Trade.Uncovered.Aggregate(TimeSpan.Zero, (sum, window) => sum + (window.To - window.From)));
        SafetyOnTheBooks.Always(rig);
    }

    [Fact]
    public void P32_ExitsThatAreNeverArmed_AreGivenUpAndReplaced()
    {
        var rig = Scripted(out var exchange);
        exchange.ForgetsExits = true;
        rig.Signal(95_000m);
        Assert.Equal(0m, Coverage.Of(rig.Trade, rig.Rules));

        rig.Wait(TimeSpan.FromSeconds(60));

        Assert.Equal((PositionStatus.Open, 1m), (rig.State.Status, Coverage.Of(rig.Trade, rig.Rules)));
    }

    [Fact]
    public void P16_EntryFilledInPart_WhoseListLocksWhatItBought_IsGivenUpAndThePartProtected()
    {
        var share = new Share(0.5m);
        var rig = Scripted(out _, options: new() { Liquidity = share });

        rig.Signal(95_000m);

        Assert.DoesNotContain(rig.Resting, order => order.Side == OrderSide.Buy);
        Assert.Equal((PositionStatus.Open, 1m), (rig.State.Status, Coverage.Of(rig.Trade, rig.Rules)));
        Assert.Equal(0.00051m, rig.Trade.Legs.Sum(leg => leg.OpenQuantity));
    }

    [Fact]
    public void P16_EntryFilledInPart_WhoseListLocksNothing_RestsOnWithThePartUnderAStop()
    {
        var share = new Share(0.5m);
        var rig = Scripted(out _, PositionRig.DefaultRules with { OpoAllowed = false }, new() { Liquidity = share });

        rig.Signal(95_000m);

        Assert.Equal(PositionStatus.Pending, rig.State.Status);
        Assert.Single(rig.Resting, order => order.Side == OrderSide.Buy);
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        Assert.DoesNotContain(WorkingExit.Of(rig.Trade), unit => unit.Slot == Slot.Target2);
    }

    [Fact]
    public void RestingEntry_ThatTimesOut_TakesItsExitsAlongAndAMarketOrderFollowsWithoutAList()
    {
        var rig = Scripted(out _);
        rig.Signal(94_980m);

        rig.Wait(TimeSpan.FromSeconds(100));

        Assert.DoesNotContain("EXIT_CANCELLED_OUTSIDE", rig.EventNames);
        Assert.Single(rig.Sent.OfType<ExchangeCommand.PlaceOto>());
        Assert.Equal((PositionStatus.Open, 1m), (rig.State.Status, Coverage.Of(rig.Trade, rig.Rules)));
    }

    [Fact]
    public void NewsOfAWaitingExit_WhileTheEntryIsNotShownYet_SendsNoSecondEntry()
    {
        var rig = new PositionRig(Settings);
        rig.After = (request, reply) => request.Command switch
        {
            ExchangeCommand.PlaceOto => new ExchangeReply.Unknown("timeout"),
            ExchangeCommand.Inspect when reply is ExchangeReply.Inspected { View: var view } => new ExchangeReply.Inspected(view with { Orders = [], OpenOrders = [] }),
            _ => reply,
        };
        rig.Event = report => report.Status == OrderStatus.PendingNew ? [report] : [];
        rig.Signal(94_980m);
        rig.Wait(TimeSpan.FromMinutes(1));
        Assert.Single(rig.Sent.OfType<ExchangeCommand.PlaceOto>());
        Assert.Equal(PositionStatus.Flat, rig.State.Status); // what no look shows is cancelled, and with an exit goes the whole list
        Assert.Empty(rig.Resting);
    }

    [Fact]
    public void BracketLife_OnTheEnginesBooks_KeepsTheSafetyPropertiesToTheClose()
    {
        var rig = new PositionRig(Settings) { Stored = SafetyOnTheBooks.Always };
        rig.Signal(94_980m);
        rig.Move(94_960m);
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));

        rig.Move(95_200m);
        rig.Wait(TimeSpan.FromSeconds(30));
        rig.Move(94_500m);
        rig.Wait(TimeSpan.FromMinutes(2));

        SafetyOnTheBooks.WhenFlat(rig);
    }

    [Theory]
    [InlineData(EntryMode.MarketOnly, true, true)]
    [InlineData(EntryMode.LimitThenMarket, false, true)]
    [InlineData(EntryMode.LimitThenMarket, true, false)]
    public void Entry_ThatCannotCarryExits_IsSentAloneAndSaysWhy(EntryMode mode, bool otoAllowed, bool amendAllowed)
    {
        var rig = new PositionRig(Settings with { EntryMode = mode }, PositionRig.DefaultRules with { OtoAllowed = otoAllowed, AmendAllowed = amendAllowed });

        rig.Signal(95_000m);

        Assert.Contains("BRACKET_NOT_POSSIBLE", rig.EventNames);
        Assert.Empty(rig.Sent.OfType<ExchangeCommand.PlaceOto>());
        Assert.Equal(PositionStatus.Open, rig.State.Status);
    }

    private static PositionRig Scripted(out BracketExchange exchange, SymbolRules? rules = null, Executor.Simulator.Engine.EngineOptions? options = null)
    {
        var rig = new PositionRig(Settings, rules, options: options);
        exchange = new BracketExchange(rig);
        rig.Before = exchange.Answer;
        return rig;
    }

    /// <summary>An exchange that takes entries with exits: the entry goes to the engine, its exits follow as a list when it has filled.</summary>
    private sealed class BracketExchange(PositionRig rig)
    {
        private const long FirstWaiting = 9_001;

        private ImmutableArray<OrderReport> _waiting = [];

        public bool RejectsExits { get; set; }

        public bool ForgetsExits { get; set; }

        public ExchangeReply? Answer(ExchangeRequest request) => request.Command switch
        {
            ExchangeCommand.PlaceOto place => Place(place.Oto),
            ExchangeCommand.Inspect inspect => Look(inspect),
            ExchangeCommand.Cancel cancel when !_waiting.IsEmpty => Cancel(cancel),
            _ => null,
        };

        private ExchangeReply.Accepted Place(NewOto list)
        {
            var working = ((ExchangeReply.Accepted)rig.Engine.Execute(new ExchangeCommand.Place(PositionRig.Symbol, list.Working), rig.Now)).Orders[0] with { OrderListId = 77 };
            var waiting = list.Pending.Select((order, index) => Waiting(order, FirstWaiting + index, list.IsPaidByWorking)).ToImmutableArray();
            if (working.Status != OrderStatus.Filled || RejectsExits || ForgetsExits)
            {
                _waiting = waiting;
                return new ExchangeReply.Accepted([working, .. waiting]);
            }

            var quantity = list.IsPaidByWorking ? decimal.Floor(rig.Base / 0.00001m) * 0.00001m : list.Pending[0].Quantity;
            var armed = (ExchangeReply.Accepted)rig.Engine.Execute(
                new ExchangeCommand.PlaceOco(PositionRig.Symbol, new NewOco(list.ListClientOrderId, list.Pending[0] with { Quantity = quantity }, list.Pending[1] with { Quantity = quantity })),
                rig.Now);
            return new ExchangeReply.Accepted(
                [working, .. armed.Orders.Select(order => order with { Status = OrderStatus.PendingNew, Quantity = list.IsPaidByWorking ? 0m : order.Quantity })]);
        }

        private ExchangeReply.Inspected Look(ExchangeCommand.Inspect inspect)
        {
            var view = ((ExchangeReply.Inspected)rig.Engine.Execute(inspect, rig.Now)).View;
            if (RejectsExits)
            {
                _waiting = [.. _waiting.Select(order => order with { Status = OrderStatus.Expired, ExpiryReason = "REJECTED" })];
            }

            return new ExchangeReply.Inspected(view with { Orders = [.. view.Orders.Select(Listed), .. _waiting], OpenOrders = [.. view.OpenOrders.Select(Listed)] });
        }

        private ExchangeReply.Accepted Cancel(ExchangeCommand.Cancel cancel)
        {
            ImmutableArray<OrderReport> ended = [.. _waiting.Select(order => order with { Status = OrderStatus.Canceled })];
            var isExit = _waiting.Any(order => order.ClientOrderId == cancel.Order.ClientOrderId);
            _waiting = [];
            return isExit
                ? new ExchangeReply.Accepted(ended)
                : new ExchangeReply.Accepted([.. ((ExchangeReply.Accepted)rig.Engine.Execute(cancel, rig.Now)).Orders.Select(Listed), .. ended]);
        }

        private static OrderReport Listed(OrderReport report) => report.Side == OrderSide.Buy ? report with { OrderListId = 77 } : report;

        private OrderReport Waiting(NewOrder order, long id, bool isPaid) => new()
        {
            Symbol = PositionRig.Symbol,
            OrderId = id,
            ClientOrderId = order.ClientOrderId,
            OrderListId = 77,
            Side = order.Side,
            Type = order.Type,
            Status = OrderStatus.PendingNew,
            Price = order.Price,
            StopPrice = order.StopPrice,
            Quantity = isPaid ? 0m : order.Quantity,
            UpdatedAt = rig.Now,
        };
    }
}
