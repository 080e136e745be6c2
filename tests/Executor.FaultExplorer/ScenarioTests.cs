using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.FaultExplorer.Running;
using Executor.FaultExplorer.Schedules;

namespace Executor.FaultExplorer;

/// <summary>The named fault scenarios that core and engine can express, asserted on the exchange's books. S1 to S8 are asserted in every one of
/// them, after every step. Those that need streams, storage, HTTP or a cluster are listed in docs/safety.md.</summary>
public sealed class ScenarioTests
{
    private static readonly Act Signal = new(ActKind.Signal);

    [Theory]
    [InlineData(Fault.ReplyTimesOut)]
    [InlineData(Fault.ReplyCut)]
    [InlineData(Fault.ReplyUnknownEventsLate)]
    [InlineData(Fault.LooksLag)]
    public void P01_AcceptedEntryWhoseReplyIsLost_IsFoundAndProtected(Fault fault)
    {
        var life = Live(new Schedule { Seed = 1, Entry = EntryMode.MarketOnly, Acts = [Signal, Wait(60)], Strikes = [new Strike(2, fault, 5)] });

        Assert.Single(life.Orders, IsEntry);
        Assert.Contains(life.Journal, entry => entry.Name == "INTENT_UNKNOWN");
        Assert.Contains(life.Journal, entry => entry.Name == "EXITS_PLACED_V15");
    }

    [Theory]
    [InlineData(Fault.ArrivesLate)]
    [InlineData(Fault.NeverArrives)]
    [InlineData(Fault.ServerError)]
    public void P02_EntryThatMayHaveBeenLost_IsNeverSentTwice(Fault fault)
    {
        var life = Live(new Schedule { Seed = 2, Entry = EntryMode.MarketOnly, Acts = [Signal, Wait(90)], Strikes = [new Strike(2, fault, 7)] });

        Assert.Single(life.Orders, IsEntry);
    }

    [Fact]
    public void P03_ProcessThatDiesAtEveryBoundary_KeepsOnePositionAndOneSetOfExits()
    {
        var path = MarketPaths.All.Single(path => path.Name == "first target, break-even");
        for (var at = 1; at <= 20; at++)
        {
            foreach (var crash in new[] { Fault.CrashBeforeStore, Fault.CrashBeforeSend, Fault.CrashBeforeReply, Fault.CrashAfterReply, Fault.CrashDuringEvents })
            {
                var life = Live(new Schedule { Seed = at, Acts = path.Acts, Strikes = [new Strike(at, crash)] });

                Assert.True(life.Orders.Count(order => IsEntry(order) && order.ExecutedQuantity > 0m) <= 1);
            }
        }
    }

    [Theory]
    [InlineData(Fault.EventsTwice)]
    [InlineData(Fault.EventsLate)]
    [InlineData(Fault.EventsReversed)]
    [InlineData(Fault.EventsLost)]
    public void P04_FillsReportedTwiceLateOrInReverse_CountOnce(Fault fault)
    {
        for (var at = 2; at <= 8; at++)
        {
            var life = Live(new Schedule { Seed = at, PartialFills = true, Acts = [Signal, Wait(20), new(ActKind.ToTarget1, 2m, 20), Wait(20)], Strikes = [new Strike(at, fault, 3)] });

            Assert.NotEmpty(life.Orders);
        }
    }

    [Fact]
    public void P05_RefusedMoveOfTheStop_LeavesTheOldLevelOrLeaves()
    {
        for (var at = 6; at <= 14; at++)
        {
            var life = Live(new Schedule { Seed = at, Acts = [Signal, Wait(5), new(ActKind.ToTarget1, 2m, 20), Wait(60)], Strikes = [new Strike(at, Fault.Refused, 10)] });

            Assert.Contains(life.Journal, entry => entry.Name == "TP1_DONE");
        }
    }

    [Fact]
    public void P06_OrderThatALookDoesNotShow_IsNotSentAgain()
    {
        var life = Live(new Schedule { Seed = 6, Acts = [Signal, Wait(60)], Strikes = [new Strike(2, Fault.LooksLag, 11), new Strike(3, Fault.LooksLag, 11)] });

        Assert.Single(life.Orders, IsEntry);
    }

    [Fact]
    public void P07_StopLimitThatThePriceRunsPast_LeavesAtMarketOnce()
    {
        var life = Live(new Schedule { Seed = 7, Acts = [Signal, Wait(5), new(ActKind.GapStop, 400m, 1), Wait(20)] });

        Assert.Contains(life.Journal, entry => entry.Name == "SL_MARKET_FALLBACK");
        Assert.Equal(3, life.Orders.Count(order => order is { Type: OrderType.Market, Side: OrderSide.Sell, ExecutedQuantity: > 0m }));
    }

    [Fact]
    public void P08_WhileWeAreDead_TheStopOnTheExchangeSells()
    {
        var life = Live(new Schedule { Seed = 8, Stop = StopKind.StopLoss, Acts = [Signal, Wait(5), new(ActKind.Restart, 0m, 600), new(ActKind.ToStop, 50m, 60), Wait(700)] });

        Assert.Equal(3, life.Orders.Count(order => order is { StopPrice: not null, Status: OrderStatus.Filled }));
    }

    [Theory]
    [InlineData(ExitStyle.Oco)]
    [InlineData(ExitStyle.Legs)]
    public void P09_TargetThatFills_LeavesNoExitForWhatIsGone(ExitStyle style)
    {
        var life = Live(new Schedule { Seed = 9, Style = style, HeldBefore = 0.5m, Acts = [Signal, Wait(5), new(ActKind.ToTarget1, 2m, 10), Wait(5), new(ActKind.ToStop, 2m, 10), Wait(5)] });

        Assert.Contains(life.Journal, entry => entry.Name == "TP1_DONE");
    }

    [Fact]
    public void P11_FillsOfAnEarlierTrade_AreNotCountedForTheNextOne()
    {
        Act[] trade = [Signal, Wait(20), new(ActKind.ToStop, 1m, 20), Wait(200)];
        for (var at = 8; at <= 20; at++)
        {
            var life = Live(new Schedule { Seed = at, Acts = [.. trade, .. trade], Strikes = [new Strike(at, Fault.ReplyUnknownEventsLate, 400)] });

            Assert.Equal(2, life.Trades);
        }
    }

    [Fact]
    public void P12_StopCancelledByHand_IsPlacedAgain()
    {
        var life = Live(new Schedule { Seed = 12, Acts = [Signal, Wait(5), new(ActKind.HandCancels, 0m), Wait(20), new(ActKind.HandReduces, 0m), Wait(120)] });

        Assert.Contains(life.Journal, entry => entry.Name == "EXIT_CANCELLED_OUTSIDE");
    }

    [Fact]
    public void P13_StreamThatIsConnectedAndSilent_IsMadeUpForByLooks()
    {
        var life = Live(new Schedule
        {
            Seed = 13,
            Acts = [Signal, Wait(30), new(ActKind.ToTarget1, 2m, 20), Wait(150)],
            Strikes = [.. Enumerable.Range(1, 40).Select(at => new Strike(at, Fault.EventsLost))],
        });

        Assert.Contains(life.Journal, entry => entry.Name == "EXITS_PLACED_V15");
        Assert.Contains(life.Journal, entry => entry.Name == "TP1_DONE");
    }

    [Fact]
    public void P14_CommissionTakenInBase_LeavesExitsForWhatWasReceived()
    {
        var life = Live(new Schedule { Seed = 14, Entry = EntryMode.MarketOnly, Acts = [Signal, Wait(30)] });

        Assert.Equal(0.00105m, Assert.Single(life.Orders, IsEntry).ExecutedQuantity);
        Assert.Equal(0.00104m, life.Orders.Where(order => order.StopPrice is not null).Sum(order => order.Quantity));
        Assert.DoesNotContain(life.Journal, entry => entry.Name is "EXITS_PLACE_ERROR" or "EXITS_RETRY_FAIL");
    }

    [Fact]
    public void P15_RemainderBelowTheMinimum_EndsAsDust()
    {
        var life = Live(new Schedule { Seed = 15, Notional = 11m, PartialFills = true, Acts = [Signal, Wait(20), new(ActKind.ToStop, 2m, 20), Wait(20)] });

        Assert.Null(life.State.Trade);
    }

    [Fact]
    public void P16_EntryThatFillsInParts_IsProtectedFromTheFirst()
    {
        var life = Live(new Schedule { Seed = 16, Notional = 400m, PartialFills = true, Acts = [new(ActKind.Signal, -20m), Wait(2), new(ActKind.ToEntry, 1m, 2), Wait(10), new(ActKind.ToEntry, 2m, 5), Wait(100)] });

        Assert.Contains(life.Orders, order => order.StopPrice is not null);
    }

    [Fact]
    public void P17_EntryWhoseExitsTheExchangeWouldRefuse_IsNotSent()
    {
        var life = Live(new Schedule { Seed = 17, Notional = 16m, Acts = [new(ActKind.RuleChange, 2m), Wait(10), Signal, Wait(30)] });

        Assert.Empty(life.Orders);
        Assert.Contains(life.Journal, entry => entry.Name == "SKIP_OPEN");
    }

    [Fact]
    public void P18_MarketCloseAboveTheLargestOrder_LeavesInParts()
    {
        var life = Live(new Schedule { Seed = 18, Notional = 400m, Acts = [Signal, Wait(5), new(ActKind.RuleChange, 5m), Wait(10), new(ActKind.Flatten), Wait(60)] });

        Assert.True(life.Orders.Count(order => order is { Type: OrderType.Market, Side: OrderSide.Sell, Status: OrderStatus.Filled }) > 3);
    }

    [Fact]
    public void P19_EverythingIsRefusedForItsWeight_RecoversByItself() =>
        Assert.Single(Live(new Schedule { Seed = 19, Acts = [Signal, Wait(1), new(ActKind.RateLimit, 0m, 45), Wait(120)] }).Orders, IsEntry);

    [Fact]
    public void P20_ClockIsOff_RequestIsSentAgainAndDoneOnce()
    {
        var life = Live(new Schedule { Seed = 20, Acts = [Signal, Wait(60)], Strikes = [new Strike(4, Fault.ClockOff, 1)] });

        Assert.Contains(life.Journal, entry => entry.Name == "EXITS_PLACED_V15");
    }

    [Theory]
    [InlineData(PositionSide.Long)]
    [InlineData(PositionSide.Short)]
    public void P21_LoanOrRepaymentThatFails_LeavesNoDebtAndNoEntryWithoutIt(PositionSide side)
    {
        for (var at = 1; at <= 16; at++)
        {
            foreach (var fault in new[] { Fault.NeverArrives, Fault.ReplyCut, Fault.Refused, Fault.LooksAndBalancesLag })
            {
                var life = Live(new Schedule
                {
                    Seed = at,
                    Account = TradingAccount.CrossMargin,
                    Side = side,
                    Entry = EntryMode.MarketOnly,
                    Acts = [Signal, Wait(20), new(ActKind.ToTarget1, 2m, 20), Wait(10), new(ActKind.ToStop, 2m, 20), Wait(60)],
                    Strikes = [new Strike(at, fault, 36)],
                });

                Assert.Null(life.State.Trade);
            }
        }
    }

    [Fact]
    public void P22_FrozenOwnerThatSendsAfterItWasReplaced_DoublesNothing()
    {
        for (var at = 2; at <= 10; at++)
        {
            var life = Live(new Schedule { Seed = at, Acts = [Signal, Wait(60), new(ActKind.ToTarget1, 2m, 20), Wait(30)], Strikes = [new Strike(at, Fault.FrozenOwnerSends, at)] });

            Assert.True(life.Orders.Count(order => IsEntry(order) && order.ExecutedQuantity > 0m) <= 1);
        }
    }

    [Fact]
    public void P23_StaleRepeatedAndOppositeSignals_OpenOneTrade()
    {
        var life = Live(new Schedule { Seed = 23, Acts = [new(ActKind.Signal, 0m, 900), Signal, new(ActKind.SignalAgain), new(ActKind.SignalOpposite, 0m, 1), Signal, Wait(60)] });

        Assert.Single(life.Orders, IsEntry);
    }

    [Fact]
    public void P24_PausedAndHeld_OpensNothingAlsoAfterARestart()
    {
        var life = Live(new Schedule { Seed = 24, Acts = [new(ActKind.Hold), Wait(1), new(ActKind.Restart, 0m, 5), Wait(10), Signal, Wait(20)] });

        Assert.Empty(life.Orders);
    }

    [Fact]
    public void P25_FillsThatComeLongAfterTheDecisions_LeaveExitsWithinWhatIsHeld()
    {
        var life = Live(new Schedule
        {
            Seed = 25,
            Acts = [Signal, Wait(5), new(ActKind.ToTarget1, 2m, 5), new(ActKind.ToTarget2, 2m, 5), Wait(60)],
            Strikes = [.. Enumerable.Range(1, 40).Select(at => new Strike(at, Fault.EventsLate, 500))],
        });

        Assert.Single(life.Orders, IsEntry);
        Assert.Contains(life.Journal, entry => entry.Name == "TP2_DONE");
    }

    [Theory]
    [InlineData(ExitStyle.Oco)]
    [InlineData(ExitStyle.Legs)]
    public void P26_GapThroughEntryStopAndTargets_IsOneCleanExit(ExitStyle style)
    {
        var life = Live(new Schedule { Seed = 26, Style = style, Acts = [Signal, Wait(5), new(ActKind.GapStop, 4_700m, 1), Wait(20), Signal, Wait(200), new(ActKind.GapTarget2, 4_700m, 1), Wait(20)] });

        Assert.Null(life.State.Trade);
    }

    [Fact]
    public void P27_BothTargetsInOneJump_SettleIndependently()
    {
        var life = Live(new Schedule { Seed = 27, Acts = [Signal, Wait(5), new(ActKind.GapTarget2, 5m, 1), Wait(20)] });

        Assert.Contains(life.Journal, entry => entry.Name == "TP1_DONE");
        Assert.Contains(life.Journal, entry => entry.Name == "TP2_DONE");
    }

    [Fact]
    public void P28_MaintenanceOfTenMinutes_AssumesNothingAndRecovers()
    {
        var life = Live(new Schedule { Seed = 28, Acts = [Signal, Wait(5), new(ActKind.Maintenance, 0m, 600), new(ActKind.ToTarget1, 2m, 300), Wait(330)] });

        Assert.Single(life.Orders, IsEntry);
        Assert.Contains(life.Journal, entry => entry.Name == "TP1_DONE");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void P29_RulesThatChangeUnderAPosition_AreFollowed(int variant)
    {
        var life = Live(new Schedule { Seed = 29, Acts = [Signal, Wait(5), new(ActKind.RuleChange, variant), Wait(20), new(ActKind.ToTarget1, 2m, 20), Wait(30)] });

        Assert.Null(life.State.Trade);
    }

    [Fact]
    public void P30_StorageThatIsDown_SendsNothingWithoutItsIntentAndRecovers()
    {
        for (var at = 1; at <= 12; at++)
        {
            var life = Live(new Schedule { Seed = at, Acts = [Signal, Wait(90), new(ActKind.ToTarget1, 2m, 20), Wait(90)], Strikes = [new Strike(at, Fault.StorageDown, 60)] });

            Assert.Null(life.State.Trade);
        }
    }

    [Fact]
    public void P31_TargetThatFillsInPart_LeavesTheRestProtected()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var life = Live(new Schedule { Seed = seed, Notional = 400m, Acts = [Signal, Wait(5), new(ActKind.ToTarget1, 1m, 5), Wait(20)], Strikes = [new Strike(5, Fault.PartialFills, 60)] });

            Assert.Null(life.State.Trade);
        }
    }

    [Fact]
    public void P32_BracketWhoseExitsAreRefusedAsTheyAreArmed_LeavesAtOnce()
    {
        var life = Live(new Schedule { Seed = 32, Style = ExitStyle.Bracket, Acts = [new(ActKind.Signal, -20m), Wait(2), new(ActKind.Jump, -400m), Wait(30)] });

        Assert.Contains(life.Journal, entry => entry.Name == "BRACKET_REJECTED");
        Assert.Contains(life.Journal, entry => entry.Name == "TRADE_CLOSED");
    }

    [Fact]
    public void P33_HalfReplacedStop_IsPlacedAgainOrLeaves()
    {
        for (var variant = 0; variant < RefusalTexts.Count; variant++)
        {
            var life = Live(new Schedule { Seed = variant, Acts = [Signal, Wait(5), new(ActKind.ToTarget1, 2m, 20), Wait(60)], Strikes = [new Strike(1, Fault.HalfReplaced, variant)] });

            Assert.Contains(life.Journal, entry => entry.Name == "EXIT_REPLACE_HALF_DONE");
        }
    }

    [Fact]
    public void P34_EventBeforeTheReply_LosesAndDoublesNothing()
    {
        for (var at = 2; at <= 10; at++)
        {
            var life = Live(new Schedule { Seed = at, Acts = [Signal, Wait(30), new(ActKind.ToTarget1, 2m, 20), Wait(30)], Strikes = [new Strike(at, Fault.EventsFirst)] });

            Assert.Single(life.Orders, IsEntry);
        }
    }

    [Fact]
    public void P34_EventsInPlaceOfAReplyThatNeverComes_ProveWhatWasDoneAndProtectAtOnce()
    {
        for (var at = 2; at <= 10; at++)
        {
            var life = Live(new Schedule { Seed = at, Entry = EntryMode.MarketOnly, Acts = [Signal, Wait(30), new(ActKind.ToTarget1, 2m, 20), Wait(30)], Strikes = [new Strike(at, Fault.EventsAnswer, at)] });

            Assert.Single(life.Orders, IsEntry);
            Assert.DoesNotContain(life.Journal, entry => entry.Name == "INTENT_UNKNOWN" && entry.Reason.Contains("Place", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void P35_FillsWhileTheStreamIsCut_AreFound()
    {
        var life = Live(new Schedule { Seed = 35, Acts = [Signal, Wait(5), new(ActKind.StreamCut, 0m, 90), new(ActKind.ToTarget1, 2m, 30), Wait(150)] });

        Assert.Contains(life.Journal, entry => entry.Name == "TP1_DONE");
    }

    [Fact]
    public void P36_SymbolThatHalts_IsProtectedAgainAsSoonAsAllowed()
    {
        var life = Live(new Schedule { Seed = 36, Acts = [Signal, Wait(5), new(ActKind.Halt, 0m, 60), new(ActKind.HandCancels, 0m), Wait(100)] });

        Assert.Null(life.State.Trade);
    }

    [Theory]
    [InlineData(TradingAccount.CrossMargin)]
    [InlineData(TradingAccount.IsolatedMargin)]
    public void P37_AccountThatIsLiquidated_HaltsAndItsLedgerIsTrue(TradingAccount account)
    {
        var life = Live(new Schedule
        {
            Seed = 37,
            Account = account,
            Acts = [Signal, Wait(30), new(ActKind.Jump, -20_000m, 1), new(ActKind.Jump, -34_500m), Wait(300), new(ActKind.Jump, 50_000m), Signal, Wait(30)],
        });

        Assert.Single(life.Orders, IsEntry);
        Assert.Contains(life.Journal, entry => entry.Name == "MARGIN_LIQUIDATED");
        Assert.Equal(HoldKind.Halted, life.State.Hold?.Kind);
    }

    private static bool IsEntry(OrderReport order) => order.ClientOrderId.StartsWith("EX_EN", StringComparison.Ordinal);

    private static Act Wait(int seconds) => new(ActKind.Wait, 0m, seconds);

    private static LifeReport Live(Schedule schedule)
    {
        var life = Life.Run(schedule, isTraced: true);
        Assert.True(life.Property is null, $"{life.What}{Environment.NewLine}{string.Join(Environment.NewLine, life.Trace)}");
        return life;
    }
}
