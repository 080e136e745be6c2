using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Simulator.Engine;

namespace Executor.Core.Tests.Positions;

/// <summary>One test for each known weakness of the original that a spot position can show. Each fails on the original's behaviour.</summary>
public sealed class WeaknessTests
{
    private static readonly ExchangeReply MarketClosed = new ExchangeReply.Rejected(ErrorCodes.NewOrderRejected, ErrorCodes.MarketClosed);

    [Fact]
    public void W2_Protection_RestsWithEveryTargetAndIsNeverTheOrderThatFails()
    {
        var rig = new PositionRig
        {
            Stored = rig => Assert.All(
                rig.Resting.Where(order => order.Type == OrderType.LimitMaker),
                target => Assert.Contains(rig.Resting, stop => stop.StopPrice is not null && stop.OrderListId == target.OrderListId)),
        };

        rig.Signal(95_000m);

        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        Assert.DoesNotContain("EXITS_PLACE_ERROR", rig.EventNames);
    }

    [Fact]
    public void W3_StopAfterTarget1_WhenBreakEvenIsRefused_SellsOnlyWhatIsLeft()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Before = request => request.Command is ExchangeCommand.Replace or ExchangeCommand.Cancel ? MarketClosed : null;
        rig.Move(95_191m);

        rig.Move(94_700m);

        var sold = rig.Engine.OrdersOf(PositionRig.Symbol).Where(order => order.Side == OrderSide.Sell).Sum(order => order.ExecutedQuantity);
        Assert.Equal(0.00104m, sold);
        Assert.Equal(PositionStatus.Flat, rig.State.Status);
    }

    [Fact]
    public void W4_DuplicateClientOrderId_IsLookedUpAndAttachedNotSentAgain()
    {
        var rig = new PositionRig { DeliverEvents = false };
        var struck = false;
        rig.After = (request, reply) =>
        {
            if (struck || request.Command is not ExchangeCommand.PlaceOco)
            {
                return reply;
            }

            struck = true;
            return new ExchangeReply.Rejected(ErrorCodes.NewOrderRejected, ErrorCodes.DuplicateOrder);
        };

        rig.Signal(95_000m);

        Assert.Equal(2, rig.Sent.OfType<ExchangeCommand.PlaceOco>().Count());
        Assert.Equal(2, rig.Resting.Count(order => order.Type == OrderType.LimitMaker));
        Assert.Equal(PositionStatus.Open, rig.State.Status);
    }

    [Fact]
    public void W5_FirstExitsAccepted_WhenTheLastIsRefused_AreKnownAndTheirFillIsSeen()
    {
        var rig = new PositionRig { Rules = PositionRig.DefaultRules with { AmendAllowed = false, CancelReplaceAllowed = false } };
        rig.Before = request => request.Command is ExchangeCommand.PlaceOco { Oco.ListClientOrderId: var id } && id.Contains("OCO2", StringComparison.Ordinal) ? MarketClosed : null;
        rig.Signal(95_000m);
        Assert.Equal(PositionStatus.OpenFilled, rig.State.Status);
        Assert.NotEmpty(rig.Resting);

        rig.Move(95_191m);

        Assert.Contains("TP1_DONE", rig.EventNames);
    }

    [Fact]
    public void W6_FailsafeFlatten_WhenItsMarketOrderIsRefused_KeepsTryingAndReportsTheTrade()
    {
        var rig = new PositionRig(new SymbolSettings { Symbol = PositionRig.Symbol, FailsafeFlatten = true, FailsafeMaxTries = 3 });
        rig.Before = request => request.Command is ExchangeCommand.Place { Order.Side: OrderSide.Sell } or ExchangeCommand.PlaceOco ? MarketClosed : null;
        rig.Signal(95_000m);
        rig.Wait(TimeSpan.FromSeconds(200));
        Assert.Equal(PositionStatus.Closing, rig.State.Status);
        Assert.Equal("FAILSAFE_FLATTEN", rig.Trade.CloseReason);

        rig.Before = null;
        rig.Wait(TimeSpan.FromSeconds(30));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.Equal("FAILSAFE_FLATTEN", rig.State.LastClosed!.Reason);
        Assert.Contains("TRADE_CLOSED", rig.EventNames);
        Assert.True(rig.Base < rig.Rules.LotStep);
    }

    [Fact]
    public void W7_EveryOrder_CarriesAnIdThatIsStoredBeforeItIsSentAndUsedOnce()
    {
        var rig = new PositionRig();
        rig.Before = request =>
        {
            Assert.True(request.IntentId == 0 || rig.State.Intents.Any(intent => intent.Id == request.IntentId && intent.Command == request.Command));
            return null;
        };

        rig.Signal(95_000m);
        rig.Move(95_191m);
        rig.Move(94_900m);

        var ids = rig.Engine.OrdersOf(PositionRig.Symbol).Select(order => order.ClientOrderId).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^EX_[A-Z0-9_]+_[0-9a-f]{12}_[0-9]+e1$", id));
    }

    [Fact]
    public void W7_TwoTradesInOneSecond_GetDifferentKeys()
    {
        var rig = new PositionRig(new SymbolSettings { Symbol = PositionRig.Symbol, Lock = TimeSpan.Zero });
        rig.Before = request => request.Command is ExchangeCommand.Place ? new ExchangeReply.Rejected(-1013, "Filter failure: LOT_SIZE") : null;

        var first = rig.Feed(new PositionInput.SignalArrived(PositionRig.LongSignal(rig.Now, 95_000m, "a")))!;
        var second = rig.Feed(new PositionInput.SignalArrived(PositionRig.LongSignal(rig.Now, 95_000m, "b")))!;

        Assert.NotNull(first.TradeKey);
        Assert.NotEqual(first.TradeKey, second.TradeKey);
    }

    [Fact]
    public void W9_PlanBMarketOrder_WhenItsAnswerAndTheFirstLooksFail_IsFoundAndProtected()
    {
        var rig = new PositionRig { DeliverEvents = false };
        rig.Signal(94_980m);
        var looks = 0;
        rig.After = (request, reply) => request.Command switch
        {
            ExchangeCommand.Place { Order.Type: OrderType.Market } => new ExchangeReply.Unknown("timeout"),
            ExchangeCommand.Inspect when looks++ < 3 => new ExchangeReply.Unknown("503"),
            _ => reply,
        };

        rig.Wait(TimeSpan.FromSeconds(120));

        Assert.Equal(PositionStatus.Open, rig.State.Status);
        Assert.Single(rig.Sent.OfType<ExchangeCommand.Place>(), place => place.Order.Type == OrderType.Market);
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
    }

    [Fact]
    public void W10_EntryEndedByTheExchangeWithAPartExecuted_IsAPositionAndProtected()
    {
        var rig = new PositionRig(options: new EngineOptions { Liquidity = new Share(0.5m) });
        rig.Signal(95_000m);
        Assert.Equal(PositionStatus.Pending, rig.State.Status);
        var entry = Assert.Single(rig.Resting, order => order.Side == OrderSide.Buy);
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules)); // W36: what has filled is protected before the entry ends

        rig.Engine.Execute(new ExchangeCommand.Cancel(PositionRig.Symbol, new OrderReference(entry.ClientOrderId, entry.OrderId)), rig.Now);
        rig.Pump();

        Assert.Equal(PositionStatus.Open, rig.State.Status);
        Assert.Equal(0.00051m, Holdings(rig));
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
    }

    [Fact]
    public void W11_EntryOfUnknownOutcome_IsNeverSentBlindAndExecutesOnce()
    {
        var rig = new PositionRig(new SymbolSettings { Symbol = PositionRig.Symbol, EntryMode = EntryMode.MarketOnly }) { DeliverEvents = false };
        rig.After = (request, reply) => request.Command is ExchangeCommand.Place { Order.Side: OrderSide.Buy } ? new ExchangeReply.Unknown("timeout") : reply;

        rig.Signal(95_000m);
        rig.Wait(TimeSpan.FromSeconds(60));

        Assert.Single(rig.Engine.OrdersOf(PositionRig.Symbol), order => order.Side == OrderSide.Buy);
        Assert.Equal(PositionStatus.Open, rig.State.Status);
    }

    [Fact]
    public void W16_StopThatDoesNotFill_IsCancelledFirstAndWhatIsLeftIsSold()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Jump(94_000m);
        var before = rig.Sent.Count;

        rig.Wait(TimeSpan.FromSeconds(4));

        var sent = rig.Sent.Skip(before).Where(command => command is not ExchangeCommand.Inspect).ToList();
        Assert.True(sent.Count == 6, string.Join("; ", sent) + rig.Story);
        Assert.IsType<ExchangeCommand.Cancel>(sent[0]);
        Assert.Equal(3, sent.OfType<ExchangeCommand.Cancel>().Count());
        Assert.All(sent.OfType<ExchangeCommand.Place>(), command => Assert.Equal(OrderType.Market, command.Order.Type));
        Assert.Equal(0.00104m, rig.Engine.OrdersOf(PositionRig.Symbol).Where(order => order.Side == OrderSide.Sell).Sum(order => order.ExecutedQuantity));
        Assert.Equal(PositionStatus.Flat, rig.State.Status);
    }

    [Fact]
    public void W17_FirstTargetFilledInPart_IsListedAgainAndNotTurnedIntoAMarketSale()
    {
        var share = new Share(1m);
        var rig = new PositionRig(new SymbolSettings { Symbol = PositionRig.Symbol, QuoteNotional = 1_000m }, options: new EngineOptions { Liquidity = share });
        rig.Signal(95_000m);
        share.Fraction = 0.4m;
        rig.Engine.Print(PositionRig.Symbol, 95_190.52m, rig.Now);
        rig.Engine.Print(PositionRig.Symbol, 95_150m, rig.Now);

        rig.Pump();

        Assert.DoesNotContain(rig.Engine.OrdersOf(PositionRig.Symbol), order => order.Type == OrderType.Market);
        Assert.Equal(2, rig.Resting.Count(order => order.Type == OrderType.LimitMaker));
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
    }

    [Fact]
    public void W18_WatchdogAfterTarget1_SellsWhatIsHeldNotWhatTheStopWasMadeFor()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Move(95_191m);
        var soldAtTarget = rig.Engine.OrdersOf(PositionRig.Symbol).Where(order => order.Side == OrderSide.Sell).Sum(order => order.ExecutedQuantity);

        rig.Jump(94_000m);
        rig.Wait(TimeSpan.FromSeconds(10));

        var sold = rig.Engine.OrdersOf(PositionRig.Symbol).Where(order => order.Side == OrderSide.Sell).Sum(order => order.ExecutedQuantity);
        Assert.Equal(0.00034m, soldAtTarget);
        Assert.Equal(0.00104m, sold);
        Assert.Equal(PositionStatus.Flat, rig.State.Status);
    }

    [Fact]
    public void W19_CancelOfOneLegThatKeepsFailing_NeverClosesThePositionWithLegsOpen()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Before = request => request.Command is ExchangeCommand.Cancel ? new ExchangeReply.Rejected(ErrorCodes.CancelRejected, "Unknown order sent.") : null;
        rig.Move(95_191m);

        rig.Wait(TimeSpan.FromSeconds(120));

        Assert.Equal(PositionStatus.Open, rig.State.Status);
        Assert.Equal(0.0007m, Holdings(rig));
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
    }

    [Fact]
    public void W20_SecondTargetCancelledByHand_IsRestoredAndBreakEvenStillHappens()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        var second = rig.Resting.Single(order => order.ClientOrderId.StartsWith("EX_TP2", StringComparison.Ordinal));
        rig.Engine.Execute(new ExchangeCommand.Cancel(PositionRig.Symbol, new OrderReference(second.ClientOrderId, second.OrderId)), rig.Now);
        rig.Pump();
        Assert.Equal(2, rig.Resting.Count(order => order.Type == OrderType.LimitMaker));

        rig.Move(95_191m);

        Assert.Contains("TP1_DONE_SL_TO_BE", rig.EventNames);
    }

    [Fact]
    public void W21_BothTargetsFilledBetweenTwoSteps_LeaveOneStopForTheRunner()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.DeliverEvents = false;
        rig.Move(95_400m);
        rig.DeliverEvents = true;

        rig.Wait(TimeSpan.FromMinutes(2));

        var stop = Assert.Single(rig.Resting);
        Assert.Equal(0.00036m, stop.Quantity);
        Assert.True(stop.StopPrice >= 95_000.01m);
    }

    [Fact]
    public void W22_SecondTargetReportedBeforeTheFirst_LeavesEachLegToItself()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.DeliverEvents = false;
        rig.Engine.Print(PositionRig.Symbol, 95_500m, rig.Now);
        var events = rig.Engine.DrainEvents();
        rig.DeliverEvents = true;

        foreach (var report in events.OrderByDescending(report => report.ClientOrderId.StartsWith("EX_TP2", StringComparison.Ordinal)))
        {
            rig.Feed(new PositionInput.OrderUpdated(report));
        }

        Assert.Equal(0.00036m, Assert.Single(rig.Resting).Quantity);
        Assert.Equal(0.00036m, Holdings(rig));
    }

    [Fact]
    public void W23_BreakEvenThatIsRefused_LeavesTheOldStopAndPausesAfterTheAttempts()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Before = request => request.Command is ExchangeCommand.Replace or ExchangeCommand.Cancel
            ? new ExchangeReply.Rejected(ErrorCodes.FilterFailure, "Filter failure: PERCENT_PRICE_BY_SIDE")
            : null;

        rig.Move(95_191m);
        for (var round = 0; round < 20; round++)
        {
            rig.Wait(TimeSpan.FromSeconds(5));
            Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        }

        Assert.Contains("TP1_BE_MAX_ATTEMPTS_REACHED", rig.EventNames);
        rig.Before = null;
        rig.Wait(TimeSpan.FromSeconds(310));
        Assert.Contains("TP1_DONE_SL_TO_BE", rig.EventNames);
    }

    [Fact]
    public void W24_LoneStop_MovesInOneRequestAndAListStatesHowLongItWasUncovered()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Before = request => request.Command is ExchangeCommand.PlaceOco ? MarketClosed : null;
        rig.Move(95_191m);
        rig.Before = null;
        rig.Wait(TimeSpan.FromSeconds(15));

        Assert.Contains(rig.Sent, command => command is ExchangeCommand.Replace { Order.Type: OrderType.StopLossLimit });
        var window = Assert.Single(rig.Trade.Uncovered);
        Assert.Equal(0.00034m, window.Quantity);
        Assert.Equal(TimeSpan.FromSeconds(15), window.To - window.From);
        Assert.Equal("stop is being moved (BreakEven)", window.Cause);
    }

    [Fact]
    public void W25_TrailingProposalBelowBreakEven_IsIgnored()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        foreach (var low in new[] { 94_950m, 94_900m, 94_850m, 94_900m, 94_960m })
        {
            rig.Bar(low + 40m, low, low + 20m);
        }

        rig.Move(95_382m);
        rig.Tick(Cadence.Trail);

        Assert.Equal(95_000.01m, Assert.Single(rig.Resting).StopPrice); // 94850 - 15 would be looser
    }

    [Fact]
    public void W26_ShortThatHasNeverTrailed_TrailsDown()
    {
        var rig = new PositionRig();
        var leg = new Leg { Slot = Slot.Runner, Quantity = 0.001m, StopPrice = 95_300m, RestedStop = 95_300m };
        var plan = new Core.Planning.TradePlan
        {
            Side = PositionSide.Short,
            SignalPrice = 95_000m,
            KEntry = 1m,
            FeedEntry = 94_999.5m,
            FeedStop = 95_300m,
            FeedTarget1 = 94_699m,
            FeedTarget2 = 94_398.5m,
            Entry = 94_999.5m,
            Stop = 95_300m,
            Target1 = 94_699m,
            Target2 = 94_398.5m,
            Quantity = 0.001m,
            Legs = default,
        };
        var order = new TrackedOrder
        {
            Slot = Slot.Runner,
            Role = OrderRole.Stop,
            ClientOrderId = "EX_SL_x_0e1",
            OrderId = 9,
            Side = OrderSide.Buy,
            Type = OrderType.StopLossLimit,
            Price = 95_300.02m,
            StopPrice = 95_300m,
            Quantity = 0.001m,
            Status = OrderStatus.New,
            PlacedAt = rig.Now,
        };
        rig.State = rig.State with
        {
            Status = PositionStatus.Open,
            Trade = new Trade
            {
                Key = "EX_EN_1",
                SignalKey = "k",
                SignalTime = rig.Now,
                OpenedAt = rig.Now,
                Plan = plan,
                Entry = EntryPhase.Done,
                EntrySince = rig.Now,
                Legs = [leg],
                Orders = [order],
                BreakEven = BreakEvenPhase.Done,
                Trail = new Trail { Since = rig.Now },
            },
        };
        foreach (var high in new[] { 94_900m, 94_950m, 95_080m, 94_950m, 94_900m })
        {
            rig.Bar(high, high - 60m, high - 30m);
        }

        var decision = PositionMachine.Decide(rig.State, new PositionInput.Tick(Cadence.Trail), rig.Context);

        Assert.Equal(95_095m, Assert.Single(decision.Next.Trade!.Legs).StopPrice); // swing high 95080 plus 15
        Assert.IsType<ExchangeCommand.Replace>(decision.Request!.Command);
    }

    [Fact]
    public void W27_TrailingLevel_IsConvertedFromTheFeedsQuote()
    {
        var rig = new PositionRig(price: 95_095m, kEntry: 1.001m);
        rig.Signal(95_000m);
        rig.Move(95_500m);
        foreach (var low in new[] { 95_330m, 95_310m, 95_290m, 95_320m, 95_340m })
        {
            rig.Bar(low + 60m, low, low + 50m);
        }

        rig.Tick(Cadence.Trail);

        // Swing low 95290 less 15 is 95275 in the feed's quote, 95370.275 in the traded one.
        Assert.Equal(95_370.27m, Assert.Single(rig.Resting).StopPrice);
    }

    [Fact]
    public void W28_StopCancelledByHand_IsReplacedThoughThereIsNoFeed()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Move(95_382m);
        var stop = Assert.Single(rig.Resting);

        rig.Engine.Execute(new ExchangeCommand.Cancel(PositionRig.Symbol, new OrderReference(stop.ClientOrderId, stop.OrderId)), rig.Now);
        rig.Pump();

        Assert.Equal(stop.StopPrice, Assert.Single(rig.Resting).StopPrice);
    }

    [Fact]
    public void W30_SecondTargetFilledWhileAnotherSlotBacksOff_StillStartsTheTrail()
    {
        var rig = new PositionRig();
        rig.Before = request => request.Command is ExchangeCommand.PlaceOco { Oco.ListClientOrderId: var id } && id.Contains("OCO1", StringComparison.Ordinal) ? MarketClosed : null;
        rig.Signal(95_000m);
        rig.Move(95_382m);
        foreach (var low in new[] { 95_300m, 95_280m, 95_250m, 95_290m, 95_340m })
        {
            rig.Bar(low + 60m, low, low + 50m);
        }

        rig.Tick(Cadence.Trail);

        Assert.Equal(95_235m, Assert.Single(rig.Resting).StopPrice);
    }

    [Fact]
    public void W31_TrailingStopRefusedAfterTheOldOneIsCancelled_RestoresTheOldLevelAtOnce()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Move(95_382m);
        rig.Before = request =>
        {
            if (request.Command is not ExchangeCommand.Replace replace)
            {
                return null;
            }

            var cancelled = (ExchangeReply.Accepted)rig.Engine.Execute(new ExchangeCommand.Cancel(PositionRig.Symbol, replace.Cancelled), rig.Now);
            return new ExchangeReply.HalfReplaced(cancelled.Orders, ErrorCodes.FilterFailure, "Filter failure: PERCENT_PRICE_BY_SIDE");
        };

        foreach (var low in new[] { 95_300m, 95_280m, 95_250m, 95_290m, 95_340m })
        {
            rig.Bar(low + 60m, low, low + 50m);
        }

        rig.Tick(Cadence.Trail);

        Assert.Equal(95_000.01m, Assert.Single(rig.Resting).StopPrice);
        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
    }

    [Fact]
    public void W32_SecondTargetLost_NeverTakesTheStopWithIt()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        var second = rig.Resting.Single(order => order.ClientOrderId.StartsWith("EX_TP2", StringComparison.Ordinal));

        rig.Engine.Execute(new ExchangeCommand.Cancel(PositionRig.Symbol, new OrderReference(second.ClientOrderId, second.OrderId)), rig.Now);
        rig.Pump();

        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        Assert.Equal(3, rig.Resting.Count(order => order.StopPrice is not null));
    }

    [Fact]
    public void W33_StopKnownToBeFilledOnlyAfterARestart_LeavesNoOrderBehind()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.DeliverEvents = false;
        rig.Move(94_700m);
        rig.DeliverEvents = true;

        rig.Restart();
        rig.Wait(TimeSpan.FromSeconds(10));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.Empty(rig.Resting);
    }

    [Fact]
    public void P33_ReplacementRefusedBecausePriceIsPastIt_LeavesAtMarket()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Move(95_382m);
        rig.Before = request =>
        {
            if (request.Command is not ExchangeCommand.Replace { Order.Type: OrderType.StopLossLimit } replace)
            {
                return null;
            }

            var cancelled = (ExchangeReply.Accepted)rig.Engine.Execute(new ExchangeCommand.Cancel(PositionRig.Symbol, replace.Cancelled), rig.Now);
            return new ExchangeReply.HalfReplaced(cancelled.Orders, ErrorCodes.NewOrderRejected, ErrorCodes.WouldTriggerImmediately);
        };
        foreach (var low in new[] { 95_300m, 95_280m, 95_250m, 95_290m, 95_340m })
        {
            rig.Bar(low + 60m, low, low + 50m);
        }

        rig.Tick(Cadence.Trail);

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.Equal("STOP_CROSSED", rig.State.LastClosed!.Reason);
    }

    [Fact]
    public void W36_PriceThroughTheStopWhileTheExitsAreRefused_LeavesAtMarket()
    {
        var rig = new PositionRig();
        rig.Before = request => request.Command is ExchangeCommand.PlaceOco or ExchangeCommand.Place { Order.Type: OrderType.StopLossLimit } ? MarketClosed : null;
        rig.Signal(95_000m);
        Assert.Equal(PositionStatus.OpenFilled, rig.State.Status);

        rig.Move(94_700m);
        rig.Wait(TimeSpan.FromSeconds(20));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.Equal("SL_WATCHDOG", rig.State.LastClosed!.Reason);
    }

    [Fact]
    public void W37_PlanB_WhenPriceIsBeyondTheStop_IsRefused()
    {
        var rig = new PositionRig(new SymbolSettings { Symbol = PositionRig.Symbol, PlanBMaxDeviationR = 0m });
        rig.Before = request => request.Command is ExchangeCommand.Place { Order.Type: OrderType.Limit } ? new ExchangeReply.Unknown("lost") : null;
        rig.Signal(95_000m);
        rig.Before = null;
        rig.Jump(94_700m);

        rig.Wait(TimeSpan.FromSeconds(120));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.DoesNotContain(rig.Engine.OrdersOf(PositionRig.Symbol), order => order.Type == OrderType.Market && order.Side == OrderSide.Buy);
    }

    [Fact]
    public void W37_MarketOnly_MakesItsLegsFromWhatWasReceived()
    {
        var rig = new PositionRig(new SymbolSettings { Symbol = PositionRig.Symbol, EntryMode = EntryMode.MarketOnly }, options: new EngineOptions { Liquidity = new Share(0.5m) });

        rig.Signal(95_000m);

        Assert.Equal(0.00051m, Holdings(rig));
    }

    [Fact]
    public void W39_StaleFeed_RefusesTheEntryWithTheReason()
    {
        var rig = new PositionRig();
        rig.Wait(TimeSpan.FromSeconds(181));

        var answer = rig.Signal(95_000m);

        Assert.Equal("feed_stale", answer.Reason);
    }

    [Fact]
    public void W42_LegBelowTheMinimum_RefusesTheEntryBeforeAnythingIsSent()
    {
        var rig = new PositionRig(new SymbolSettings { Symbol = PositionRig.Symbol, QuoteNotional = 12m });

        var answer = rig.Signal(95_000m);

        Assert.Equal("ladder_refused", answer.Reason);
        Assert.Empty(rig.Sent);
    }

    [Fact]
    public void W44_CommissionTakenInBase_IsLeftOutOfTheExits()
    {
        var rig = new PositionRig();

        rig.Signal(95_000m);

        Assert.Equal(0.00104895m, rig.Base);
        Assert.Equal(0.00104m, Holdings(rig));
    }

    [Fact]
    public void W60_SignalWhileAnEntryIsPending_IsAnswered()
    {
        var rig = new PositionRig(new SymbolSettings { Symbol = PositionRig.Symbol, Lock = TimeSpan.Zero });
        rig.Signal(94_900m);

        var answer = rig.Feed(new PositionInput.SignalArrived(PositionRig.LongSignal(rig.Now, 95_000m, "other")))!;

        Assert.Equal("position_already_open", answer.Reason);
    }

    [Fact]
    public void W65_FillEvent_LeadsToTheNextOrderInTheSameStep()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        var before = rig.Now;

        rig.Move(95_191m);

        Assert.Equal(before, rig.Now);
        Assert.Equal(95_000.01m, rig.Resting.First(order => order.StopPrice is not null).StopPrice);
    }

    [Fact]
    public void W67_AfterBreakEven_NothingIsSentAnyMore()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Move(95_191m);
        rig.Sent.Clear();

        rig.Wait(TimeSpan.FromMinutes(10));

        Assert.All(rig.Sent, command => Assert.IsType<ExchangeCommand.Inspect>(command));
Assert.Equal(10, rig.Sent.Count); // one look a minute
    }

    [Fact]
    public void W68_CancelThatKeepsFailing_DoesNotHideAFilledStop()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        rig.Before = request => request.Command is ExchangeCommand.Cancel or ExchangeCommand.Replace ? MarketClosed : null;
        rig.Move(95_191m);

        rig.Move(94_700m);

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
    }

    [Fact]
    public void P12_PositionSoldByHand_IsAdoptedAndClosed()
    {
        var rig = new PositionRig();
        rig.Signal(95_000m);
        foreach (var order in rig.Resting)
        {
            rig.Engine.Execute(new ExchangeCommand.Cancel(PositionRig.Symbol, new OrderReference(order.ClientOrderId, order.OrderId)), rig.Now);
        }

        rig.Engine.Execute(new ExchangeCommand.Place(PositionRig.Symbol, new NewOrder { ClientOrderId = "hand", Side = OrderSide.Sell, Type = OrderType.Market, Quantity = 0.00104m }), rig.Now);
        rig.Engine.DrainEvents();

        rig.Wait(TimeSpan.FromMinutes(3));

        Assert.Equal(PositionStatus.Flat, rig.State.Status);
        Assert.Contains("POSITION_REDUCED_OUTSIDE", rig.EventNames);
    }

    [Fact]
    public void P31_TargetFilledInPart_PutsTheRestUnderAStopAgainAtOnce()
    {
        var share = new Share(1m);
        var rig = new PositionRig(new SymbolSettings { Symbol = PositionRig.Symbol, QuoteNotional = 1_000m }, options: new EngineOptions { Liquidity = share });
        rig.Signal(95_000m);
        share.Fraction = 0.4m;

        rig.Engine.Print(PositionRig.Symbol, 95_190.52m, rig.Now);
        rig.Pump();

        Assert.Equal(1m, Coverage.Of(rig.Trade, rig.Rules));
        SafetyOnTheBooks.Always(rig);
    }

    private static decimal Holdings(PositionRig rig) => rig.Trade.Legs.Sum(leg => leg.OpenQuantity);
}
