using Executor.Core.Exchange;
using Executor.Core.Journal;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Simulator.Engine;

namespace Executor.Core.Tests.Positions;

/// <summary>Scenarios that operators of trading executors report, numbered as in the list of fault scenarios, on the engine's books.</summary>
public sealed class FaultScenarioTests
{
    private static readonly SymbolSettings Default = new() { Symbol = PositionRig.Symbol };

    [Fact]
    public void P05_MovedStopRefusedAfterTheOldOneIsCancelled_RestsAtTheOldLevelAgainAndTheWindowIsJournalled()
    {
        var rig = Opened();
        var struck = false;
        rig.Before = request =>
        {
            if (struck || request.Command is not ExchangeCommand.Replace { Order.StopPrice: not null } replace)
            {
                return null;
            }

            struck = true;
            var cancelled = Assert.IsType<ExchangeReply.Accepted>(rig.Engine.Execute(new ExchangeCommand.Cancel(PositionRig.Symbol, replace.Cancelled), rig.Now));
            return new ExchangeReply.HalfReplaced(cancelled.Orders, -1013, "Filter failure: MAX_NUM_ALGO_ORDERS");
        };

        rig.Move(95_191m);
        rig.Wait(TimeSpan.FromMinutes(1));

        Assert.True(struck);
        Assert.Contains("EXIT_REPLACE_HALF_DONE", rig.EventNames);
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        Assert.All(rig.Trade.Uncovered, window => Assert.True(window.To - window.From <= rig.Settings.ExitRetryEvery));
    }

    [Theory]
    [InlineData(ExitStyle.Oco)]
    [InlineData(ExitStyle.Legs)]
    public void P09_TargetThenFallThroughTheStop_NeverRestsMoreThanIsHeld(ExitStyle style)
    {
        var rig = new PositionRig(Default with { ExitStyle = style }) { Stored = SafetyOnTheBooks.Always };
        rig.Signal(95_000m);

        rig.Move(95_191m);
        rig.Move(94_500m);

        SafetyOnTheBooks.WhenFlat(rig);
    }

    [Fact]
    public void P10_OrderThatExecutedMoreThanItWas_IsNotTakenInAndHoldsTheSymbol()
    {
        var rig = Opened();
        var stop = rig.Resting.First(order => order.StopPrice is not null);

        rig.Feed(new PositionInput.OrderUpdated(stop with { ExecutedQuantity = stop.Quantity * 2m, Status = OrderStatus.PartiallyFilled }));

        Assert.Equal((HoldKind.Quarantined, "CONTRADICTION"), (rig.State.Hold!.Kind, rig.State.Hold.Reason));
        Assert.Equal(0.00104m, rig.Trade.Legs.Sum(leg => leg.OpenQuantity));
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
    }

    [Fact]
    public void P10_OrderOfThisTradeOnTheOtherSide_IsNotTakenInAndHoldsTheSymbol()
    {
        var rig = Opened();
        var stop = rig.Resting.First(order => order.StopPrice is not null);

        rig.Feed(new PositionInput.OrderUpdated(stop with { OrderId = 4_711, Side = OrderSide.Buy }));

        Assert.Equal("CONTRADICTION", rig.State.Hold!.Reason);
        Assert.DoesNotContain(rig.Trade.Orders, order => order.OrderId == 4_711);
    }

    [Fact]
    public void P10_ExecutionThatNoOrderExplains_HoldsTheSymbolAfterAWhileAndProtectionGoesOn()
    {
        var rig = Opened();
        var foreign = Assert.IsType<ExchangeReply.Accepted>(rig.Engine.Execute(new ExchangeCommand.Place(PositionRig.Symbol, new NewOrder
        {
            ClientOrderId = "web_9",
            Side = OrderSide.Buy,
            Type = OrderType.Market,
            Quantity = 0.001m,
        }), rig.Now)).Orders[0];
        rig.After = (request, reply) => reply is ExchangeReply.Inspected { View: var view }
            ? new ExchangeReply.Inspected(view with { Orders = [.. view.Orders.Where(order => order.OrderId != foreign.OrderId)] })
            : reply;
        rig.Restart();

        rig.Wait(TimeSpan.FromMinutes(1));

        Assert.Equal("UNEXPLAINED_EXECUTION", rig.State.Hold!.Reason);
        rig.Move(94_500m);
        Assert.Empty(rig.Resting);
        Assert.All(rig.Trade.Legs, leg => Assert.Equal(0m, leg.OpenQuantity));
    }

    [Fact]
    public void P14_ExitRefusedForBalance_IsLookedIntoAndPlannedAgainFromWhatIsThere()
    {
        var rig = new PositionRig();
        var struck = false;
        rig.Before = request =>
        {
            if (struck || request.Command is not ExchangeCommand.PlaceOco)
            {
                return null;
            }

            struck = true;
            rig.Engine.Execute(new ExchangeCommand.Place(PositionRig.Symbol, Market("web_10", 0.0001m)), rig.Now);
            return new ExchangeReply.Rejected(ErrorCodes.NewOrderRejected, ErrorCodes.InsufficientBalance);
        };

        rig.Signal(95_000m);
        rig.Wait(TimeSpan.FromMinutes(2));

        Assert.Contains("POSITION_REDUCED_OUTSIDE", rig.EventNames);
        Assert.Equal(0.00094m, rig.Trade.Legs.Sum(leg => leg.OpenQuantity));
        Assert.Equal((PositionStatus.Open, 1m), (rig.State.Status, Coverage.Of(rig.Trade, rig.Rules)));
        Assert.True(rig.Sent.OfType<ExchangeCommand.PlaceOco>().Count() <= 8, "The refused exit is repeated in a loop.");
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(1, 1)]
    public void P29_ExchangeThatLetsFewerStopsRestThanThereAreLegs_HasThemJoinedAndEverythingCovered(int most, int legs)
    {
        var rig = new PositionRig(new SymbolSettings { Symbol = PositionRig.Symbol, FailsafeFlatten = false });
        rig.Before = request =>
        {
            if (request.Command is ExchangeCommand.Place { Order.Type: OrderType.Limit })
            {
                rig.Engine.UpdateRules(PositionRig.DefaultRules with { MaxAlgoOrders = most }); // we do not know it yet
            }

            return null;
        };

        rig.Signal(95_000m);
        rig.Wait(TimeSpan.FromMinutes(2));

        Assert.Contains("LEG_JOINED", rig.EventNames);
        Assert.Equal(legs, rig.Trade.Legs.Count(leg => leg.OpenQuantity > 0m));
        Assert.Equal((PositionStatus.Open, 1m), (rig.State.Status, Coverage.Of(rig.Trade, rig.Rules)));
        SafetyOnTheBooks.Always(rig);
    }

    [Fact]
    public void P29_FewerStopsThanLegsKnownWhenTheEntryHasFilled_MakesFewerLegs()
    {
        var rig = new PositionRig();
        rig.Before = request =>
        {
            if (request.Command is ExchangeCommand.Place { Order.Type: OrderType.Limit })
            {
                rig.Rules = PositionRig.DefaultRules with { MaxAlgoOrders = 2 };
                rig.Engine.UpdateRules(rig.Rules);
            }

            return null;
        };

        rig.Signal(95_000m);

        Assert.Equal([Slot.Target1, Slot.Target2], rig.Trade.Legs.Select(leg => leg.Slot));
        Assert.Equal((PositionStatus.Open, 1m), (rig.State.Status, Coverage.Of(rig.Trade, rig.Rules)));
    }

    [Fact]
    public void P29_StopsAtTheirMost_AreMovedByCancelAndPlace()
    {
        var rig = new PositionRig(rules: PositionRig.DefaultRules with { MaxAlgoOrders = 3 });
        rig.Signal(95_000m);
        rig.Move(95_195m);
        rig.Wait(TimeSpan.FromMinutes(1));

        Assert.Contains("TP1_DONE_SL_TO_BE", rig.EventNames);
        Assert.DoesNotContain("TP1_BE_PLACE_ERROR", rig.EventNames);
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
    }

    [Fact]
    public void P15_RestOfATargetBelowTheMinimum_JoinsAnotherLegAndThePositionCloses()
    {
        var share = new Share(1m);
        var rig = new PositionRig(rules: PositionRig.DefaultRules with { MinNotional = 30m }, options: new EngineOptions { Liquidity = share });
        rig.Signal(95_000m);
        share.Fraction = 0.4m;
        rig.Engine.Print(PositionRig.Symbol, 95_190.52m, rig.Now);
        rig.Pump();
        share.Fraction = 1m;

        Assert.Contains("DUST_FOLDED", rig.EventNames);
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        rig.Move(94_500m);
        SafetyOnTheBooks.WhenFlat(rig);
    }

    [Fact]
    public void P16_EntryThatFillsInPartsAndStalls_IsUnderAStopOfItsSizeAllTheTime()
    {
        var share = new Share(0.3m);
        var rig = new PositionRig(options: new EngineOptions { Liquidity = share });
        rig.Signal(95_000m);
        Assert.Equal((PositionStatus.Pending, 1m), (rig.State.Status, Coverage.Of(rig.Trade, rig.Rules)));
        var first = WorkingExit.Of(rig.Trade).Sum(unit => unit.Quantity);

        rig.Engine.Print(PositionRig.Symbol, 94_999m, rig.Now);
        rig.Pump();

        Assert.True(WorkingExit.Of(rig.Trade).Sum(unit => unit.Quantity) > first);
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        rig.Wait(TimeSpan.FromMinutes(2));
        Assert.Equal((PositionStatus.Open, 1m), (rig.State.Status, Coverage.Of(rig.Trade, rig.Rules)));
    }

    [Fact]
    public void P17_StopThatAPriceFilterWouldRefuse_RefusesTheEntryWithTheFilter()
    {
        var rig = new PositionRig(rules: PositionRig.DefaultRules with { AskMultiplierDown = 0.9995m });

        var answer = rig.Signal(95_000m);

        Assert.Equal("ladder_refused", answer.Reason);
        Assert.Contains("PERCENT_PRICE_BY_SIDE", answer.Detail, StringComparison.Ordinal);
        Assert.Empty(rig.Sent);
    }

    [Fact]
    public void P18_MarketCloseThatTakesOnlyAPart_GoesOnUntilTheFillsSayZero()
    {
        var share = new Share(1m);
        var rig = new PositionRig(Default with { QuoteNotional = 10_000m }, options: new EngineOptions { Liquidity = share });
        rig.Engine.Deposit("USDC", 10_000m);
        rig.Signal(95_000m);
        share.Fraction = 0.5m;

        rig.Feed(new PositionInput.FlattenRequested("OPERATOR"));
        rig.Wait(TimeSpan.FromSeconds(30));

        Assert.Equal((PositionStatus.Flat, "OPERATOR"), (rig.State.Status, rig.State.LastClosed!.Reason));
        Assert.True(rig.Sent.Count(IsMarketExit) > 3);
        Assert.Empty(rig.Resting);
    }

    [Fact]
    public void P18_MarketCloseThatIsRefused_TriesOnWithAPauseAlarmsOnceForEachLegAndCloses()
    {
        var rig = Opened();
        rig.Before = request => IsMarketExit(request.Command) ? new ExchangeReply.Rejected(-1013, "Filter failure: PERCENT_PRICE_BY_SIDE") : null;

        rig.Feed(new PositionInput.FlattenRequested("OPERATOR"));
        rig.Wait(TimeSpan.FromMinutes(1));

        Assert.Equal(PositionStatus.Closing, rig.State.Status);
        Assert.InRange(rig.Sent.Count(IsMarketExit), 3 * 10, 3 * 14);
        Assert.Equal(3, rig.Journal.Count(entry => entry is { Name: "EXITS_RETRY_FAIL", Level: JournalLevel.Alarm }));

        rig.Before = null;
        rig.Wait(TimeSpan.FromSeconds(10));

        SafetyOnTheBooks.WhenFlat(rig);
    }

    [Theory]
    [InlineData(ExitStyle.Oco, true)]
    [InlineData(ExitStyle.Oco, false)]
    [InlineData(ExitStyle.Legs, true)]
    [InlineData(ExitStyle.Legs, false)]
    public void P18_MarketCloseThatSellsNothing_WaitsUnderItsStopBetweenTwoTries(ExitStyle style, bool isRefused)
    {
        var share = new Share(1m);
        var rig = new PositionRig(Default with { ExitStyle = style }, options: new EngineOptions { Liquidity = share });
        rig.Signal(95_000m);
        var (open, stop) = (rig.Trade.Legs.Sum(leg => leg.OpenQuantity), StopRules.Tightest(rig.Trade));
        if (isRefused)
            rig.Before = request => IsMarketExit(request.Command) ? new ExchangeReply.Rejected(-1013, "Filter failure: PERCENT_PRICE_BY_SIDE") : null;
        else
            share.Fraction = 0m;

        rig.Feed(new PositionInput.FlattenRequested("OPERATOR"));
        var tries = rig.Sent.Count(IsMarketExit);
        rig.Wait(TimeSpan.FromSeconds(2)); // less than SL_WATCHDOG_RETRY_SEC

        Assert.Equal(PositionStatus.Closing, rig.State.Status);
        Assert.Equal(tries, rig.Sent.Count(IsMarketExit));
        Assert.Equal(open, rig.Resting.Sum(order => order.Quantity));
        Assert.All(rig.Resting, order => Assert.Equal(stop, order.StopPrice));
        rig.Wait(TimeSpan.FromSeconds(30));
        Assert.Contains(rig.Journal, entry => entry is { Name: "EXITS_RETRY_FAIL", Level: JournalLevel.Alarm });

        (rig.Before, share.Fraction) = (null, 1m);
        rig.Wait(TimeSpan.FromSeconds(10));
        Assert.Equal("OPERATOR", rig.State.LastClosed!.Reason);
        SafetyOnTheBooks.WhenFlat(rig);
    }

    [Fact]
    public void P18_StopOfAPauseThatIsRefused_IsNotSentInALoopAndThePositionStillLeaves()
    {
        var rig = Opened();
        rig.Before = request => request.Command is ExchangeCommand.Place { Order.Side: OrderSide.Sell } or ExchangeCommand.PlaceOco
            ? new ExchangeReply.Rejected(-1013, "Filter failure: PRICE_FILTER") : null;

        rig.Feed(new PositionInput.FlattenRequested("OPERATOR"));
        var sent = rig.Sent.Count;
        rig.Wait(TimeSpan.FromSeconds(60));

        Assert.InRange(rig.Sent.Count - sent, 1, 100); // a market order and a stop for each of three legs, every five seconds, and looks
        rig.Before = null;
        rig.Wait(TimeSpan.FromSeconds(10));
        SafetyOnTheBooks.WhenFlat(rig);
    }

    [Fact]
    public void P18_MarketCloseAboveTheMarketLotSize_LeavesInChunks()
    {
        var rig = new PositionRig(Default with { QuoteNotional = 1_000m }, PositionRig.DefaultRules with { MarketMaxQuantity = 0.001m });
        rig.Signal(95_000m);

        rig.Feed(new PositionInput.FlattenRequested("OPERATOR"));
        rig.Wait(TimeSpan.FromSeconds(30));

        SafetyOnTheBooks.WhenFlat(rig);
        Assert.All(rig.Engine.OrdersOf(PositionRig.Symbol).Where(order => order.Type == OrderType.Market), order => Assert.True(order.Quantity <= 0.001m));
    }

    [Theory]
    [InlineData("90250")]
    [InlineData("99750")]
    public void P26_GapOfFivePercentThroughEverything_EndsInOneCleanExit(string price)
    {
        var rig = Opened();

        rig.Jump(Exact.Of(price));
        rig.Wait(TimeSpan.FromSeconds(10));
        rig.Jump(90_000m);
        rig.Wait(TimeSpan.FromSeconds(30));

        SafetyOnTheBooks.WhenFlat(rig);
        SafetyOnTheBooks.Always(rig);
    }

    [Fact]
    public void P26_GapThroughARestingEntryAndItsStop_EndsInOneCleanExit()
    {
        var rig = new PositionRig();
        rig.Signal(94_980m);

        rig.Jump(90_250m);
        rig.Wait(TimeSpan.FromSeconds(30));

        SafetyOnTheBooks.WhenFlat(rig);
    }

    [Fact]
    public void P29_TickThatGetsCoarserUnderALivePosition_LeavesWhatRestsAndMovesToItAtBreakEven()
    {
        var rig = Opened();
        var stop = rig.Trade.Plan.Stop;
        rig.Rules = rig.Rules with { TickSize = 0.5m };
        rig.Engine.UpdateRules(rig.Rules);

        rig.Tick();
        rig.Wait(TimeSpan.FromSeconds(5));

        Assert.All(rig.Resting.Where(order => order.StopPrice is not null), order => Assert.Equal(stop, order.StopPrice)); // what was taken under the old tick stays
        Assert.Equal((PositionStatus.Open, 1m), (rig.State.Status, Coverage.Of(rig.Trade, rig.Rules)));

        rig.Move(95_192m);
        rig.Wait(TimeSpan.FromSeconds(5));

        Assert.Contains("TP1_DONE_SL_TO_BE", rig.EventNames);
        Assert.All(rig.Resting.Where(order => order.StopPrice is not null), order => Assert.Equal(0m, order.StopPrice!.Value % 0.5m));
        SafetyOnTheBooks.StopsOnlyTighten(rig);
        rig.Move(94_000m);
        SafetyOnTheBooks.WhenFlat(rig);
    }

    [Fact]
    public void P29_LotStepThatGetsCoarserUnderALivePosition_FitsTheLegsAndCloses()
    {
        var rig = new PositionRig(Default with { QuoteNotional = 1_000m });
        rig.Signal(95_000m);
        var open = rig.Trade.Legs.Sum(leg => leg.OpenQuantity);
        rig.Rules = rig.Rules with { LotStep = 0.0001m, MinQuantity = 0.0001m };
        rig.Engine.UpdateRules(rig.Rules);

        rig.Tick();
        rig.Wait(TimeSpan.FromSeconds(5));

        Assert.All(rig.Trade.Legs, leg => Assert.Equal(0m, leg.OpenQuantity % 0.0001m));
        Assert.Equal(open, rig.Trade.Legs.Sum(leg => leg.OpenQuantity) + rig.Trade.WrittenOff);
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        rig.Move(94_000m);
        Assert.Equal(PositionStatus.Flat, rig.State.Status);
    }

    [Fact]
    public void P36_SymbolThatStopsTradingWithAPositionOpen_AlarmsOnceAndIsProtectedAgainAsSoonAsItTrades()
    {
        var rig = Opened();
        var stop = rig.Resting.Single(order => order.ClientOrderId.StartsWith("EX_SL_", StringComparison.Ordinal));
        SetTrading(rig, isTrading: false);
        rig.Engine.Execute(new ExchangeCommand.Cancel(PositionRig.Symbol, new OrderReference(stop.ClientOrderId, stop.OrderId)), rig.Now);
        rig.Pump();
        var sent = rig.Sent.Count;

        rig.Wait(TimeSpan.FromMinutes(10));

        Assert.Single(rig.Journal, entry => entry is { Name: "SYMBOL_NOT_TRADING", Level: JournalLevel.Alarm });
        Assert.All(rig.Sent.Skip(sent), command => Assert.IsType<ExchangeCommand.Inspect>(command));

        SetTrading(rig, isTrading: true);
        rig.Tick();

        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
    }

    [Fact]
    public void StopFilledInPart_WhosePriceReturns_LeavesAtMarketAfterTheGrace()
    {
        var share = new Share(1m);
        var rig = new PositionRig(Default with { QuoteNotional = 1_000m }, options: new EngineOptions { Liquidity = share });
        rig.Signal(95_000m);
        share.Fraction = 0.4m;
        rig.Engine.Print(PositionRig.Symbol, rig.Trade.Plan.Stop, rig.Now);
        rig.Pump();
        share.Fraction = 0m;
        rig.Engine.Print(PositionRig.Symbol, rig.Trade.Plan.Stop + 50m, rig.Now);
        rig.Pump();
        share.Fraction = 1m;

        rig.Wait(TimeSpan.FromSeconds(10));

        Assert.Equal("SL_PARTIAL_FALLBACK", rig.State.LastClosed?.Reason);
        SafetyOnTheBooks.WhenFlat(rig);
    }

    private static PositionRig Opened()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        Assert.Equal(PositionStatus.Open, rig.State.Status);
        return rig;
    }

    private static void SetTrading(PositionRig rig, bool isTrading)
    {
        rig.Rules = rig.Rules with { IsTrading = isTrading };
        rig.Engine.UpdateRules(rig.Rules);
    }

    private static NewOrder Market(string id, decimal quantity) => new() { ClientOrderId = id, Side = OrderSide.Sell, Type = OrderType.Market, Quantity = quantity };

    private static bool IsMarketExit(ExchangeCommand command) => command
        is ExchangeCommand.Place { Order: { Type: OrderType.Market, Side: OrderSide.Sell } }
        or ExchangeCommand.Replace { Order: { Type: OrderType.Market, Side: OrderSide.Sell } };
}
