using System.Collections.Immutable;
using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Planning;
using Executor.Core.Positions;
using Executor.Core.Safety;
using Executor.Core.Settings;

namespace Executor.Core.Tests.Safety;

/// <summary>Each property, broken on the books or by the state, is found.</summary>
public sealed class SafetyCheckerTests
{
    private static readonly DateTimeOffset Now = new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly SymbolSettings Settings = new() { Symbol = "BTCUSDT" };
    private static readonly SymbolRules Rules = SymbolRulesDefaults.For("BTCUSDT", 100_000m, 2, new RuleOverrides());

    private readonly FakeBooks _books = new();
    private readonly SafetyChecker _checker;

    public SafetyCheckerTests() => _checker = new SafetyChecker(_books, Rules, Settings);

    [Fact]
    public void S1_WhenAnIntentIsCarriedOutTwice_IsViolated()
    {
        var state = Holding(0.03m);
        _checker.AfterCommand(Now, state, Request(7, Stop("EX_A", 99_000m)), Accepted(1, "EX_A"));

        _checker.AfterCommand(Now, state, Request(7, Stop("EX_B", 99_000m)), Accepted(2, "EX_B"));

        AssertViolated("S1", "intent 7 was carried out twice, the second time as EX_B.");
    }

    [Fact]
    public void S1_WhenTwoOrdersOnTheBooksShareAClientId_IsViolated()
    {
        _books.Orders = [Report(1, "EX_A"), Report(2, "EX_A")];

        _checker.AtEnd([], 0m);

        AssertViolated("S1", "client order id EX_A names order 1 and order 2.");
    }

    [Fact]
    public void S2_WhenExitsCouldSellMoreThanIsHeld_IsViolated()
    {
        _books.BaseTotal = 0.03m;
        _books.OpenOrders = [Report(1, "EX_A", 0.01m, list: 1), Report(2, "EX_B", 0.01m, list: 1), Report(3, "EX_C", 0.02001m)];

        _checker.AfterStep(Now, Holding(0.03m));

        AssertViolated("S2", "exits could execute 0.03001, 0.03 is held.");
    }

    [Fact]
    public void S2_WhenExitsCouldSellWhatWasThereBeforeTheTrade_IsViolated()
    {
        Flatten(_checker, left: 0.00004m);
        _books.BaseTotal = 0.03004m;
        _books.OpenOrders = [Report(1, "EX_A", 0.03004m)];

        _checker.AfterStep(Now, Holding(0.03m));

        AssertViolated("S2", "exits could execute 0.03004, 0.03000 is held.");
    }

    [Fact]
    public void S2_WhenExitsOfALegCouldSellMoreThanItsOwn_IsViolated()
    {
        _books.BaseTotal = 0.03m;
        _books.OpenOrders = [Report(1, "EX_A", 0.02m), Report(2, "EX_B", 0.01m)];

        _checker.AfterStep(Now, InLegs((Slot.Target1, "EX_A"), (Slot.Target2, "EX_B")));

        AssertViolated("S2", "exits of Target1 could execute 0.02, 0.01 of it is open.");
    }

    [Fact]
    public void S2_WhenAnExitStillUnderWayIsTooLargeForItsLeg_IsViolated()
    {
        _books.BaseTotal = 0.03m;
        _books.OpenOrders = [Report(1, "EX_A", 0.03m)];
        var order = Stop("EX_A", 99_000m) with { Quantity = 0.03m };
        var intent = new Intent { Id = 7, Slot = Slot.Target2, Command = Request(7, order).Command, At = Now };

        _checker.AfterCommand(Now, InLegs() with { Intents = [intent] }, Request(7, order), Accepted(1, "EX_A"));

        AssertViolated("S2", "exits of Target2 could execute 0.03, 0.01 of it is open.");
    }

    [Fact]
    public void S2_WhenLegsShareOneStop_Holds()
    {
        var checker = new SafetyChecker(_books, Rules, Settings with { ExitStyle = ExitStyle.Legs });
        _books.BaseTotal = 0.03m;
        _books.OpenOrders = [Report(1, "EX_A", 0.03m)];

        checker.AfterStep(Now, InLegs((Slot.Runner, "EX_A")));

        Assert.Empty(checker.Violations);
    }

    [Fact]
    public void S2_WhenTheStopThatGuardedTheEntryIsStillThere_Holds()
    {
        _books.BaseTotal = 0.03m;
        _books.OpenOrders = [Report(1, "EX_A", 0.03m)];
        _checker.AfterCommand(Now, Holding(0.03m), Request(7, Stop("EX_A", 99_000m)), Accepted(1, "EX_A"));

        _checker.AfterStep(Now, InLegs((Slot.Runner, "EX_A")));

        Assert.Empty(_checker.Violations);
    }

    [Fact]
    public void S3_WhenSomethingIsUnderNoStopAndNoWindowSaysSo_IsViolated()
    {
        _books.BaseTotal = 0.03m;
        _books.OpenOrders = [Report(1, "EX_A", 0.02m)];

        _checker.AfterStep(Now, Holding(0.03m));

        AssertViolated("S3", "0.01 of 0.03 is under no stop, and the journal says 0.");
    }

    [Fact]
    public void S3_WhenAWindowSaysSo_Holds()
    {
        _books.BaseTotal = 0.03m;
        _books.OpenOrders = [Report(1, "EX_A", 0.02m)];
        var state = Holding(0.03m);

        _checker.AfterStep(Now, state with { Trade = state.Trade! with { OpenWindow = new UncoveredWindow(Now, Now, 0.01m, "stop is being moved") } });

        Assert.Empty(_checker.Violations);
    }

    [Fact]
    public void S4_WhenAStopMovesAway_IsViolated()
    {
        var state = Holding(0.03m);
        _checker.AfterCommand(Now, state, Request(1, Stop("EX_A", 99_000m)), Accepted(1, "EX_A"));

        _checker.AfterCommand(Now, state, Request(2, Stop("EX_B", 98_999.99m)), Accepted(2, "EX_B"));

        AssertViolated("S4", "the stop of Runner moved from 99000 to 98999.99, away from the price of a Long.");
    }

    [Fact]
    public void S4_WhenTheExchangeRefusedTheStop_Holds()
    {
        var state = Holding(0.03m);
        _checker.AfterCommand(Now, state, Request(1, Stop("EX_A", 99_000m)), Accepted(1, "EX_A"));

        _checker.AfterCommand(Now, state, Request(2, Stop("EX_B", 98_000m)), new ExchangeReply.Rejected(-2010, "no"));

        Assert.Empty(_checker.Violations);
    }

    [Fact]
    public void S5_WhenAnEntryLeavesWhileSomethingIsHeld_IsViolated()
    {
        _books.BaseTotal = 0.01m;

        _checker.BeforeCommand(Now, Holding(0.03m), Request(1, Entry("EX_A")));

        AssertViolated("S5", "an entry leaves while 0.01 is held.");
    }

    [Fact]
    public void S5_WhenAnEntryLeavesWhileAnOrderIsOpen_IsViolated()
    {
        _books.OpenOrders = [Report(1, "EX_OLD")];

        _checker.BeforeCommand(Now, Holding(0.03m), Request(1, Entry("EX_A")));

        AssertViolated("S5", "an entry leaves while 1 order(s) are open, the first is EX_OLD.");
    }

    [Fact]
    public void S5_WhenAnEntryLeavesInTheLock_IsViolated()
    {
        _checker.BeforeCommand(Now, Holding(0.03m), Request(1, Entry("EX_A")));

        _checker.BeforeCommand(Now.AddSeconds(14), Holding(0.03m, "EX_EN_2"), Request(2, Entry("EX_B")));

        AssertViolated("S5", "an entry leaves 1 s before the end of the lock.");
    }

    [Fact]
    public void S5_WhenAnEntryLeavesInTheCooldown_IsViolated()
    {
        _books.Fills = [new Fill(1, 1, 100_000m, 0.03m, 0m, "USDT", Now.AddSeconds(-179), IsMaker: false)];

        _checker.BeforeCommand(Now, Holding(0.03m), Request(1, Entry("EX_A")));

        AssertViolated("S5", "an entry leaves 1 s before the end of the cooldown.");
    }

    [Fact]
    public void S5_WhenTheSecondOrderOfTheSameEntryLeaves_Holds()
    {
        _checker.BeforeCommand(Now, Holding(0.03m), Request(1, Entry("EX_A")));
        _books.BaseTotal = 0.01m;

        _checker.BeforeCommand(Now.AddSeconds(5), Holding(0.03m), Request(2, Entry("EX_B")));

        Assert.Empty(_checker.Violations);
    }

    [Fact]
    public void S6_WhenFlatAndAnOrderIsLeft_IsViolated()
    {
        _checker.AfterStep(Now, Holding(0.03m) with { Trade = null, Status = PositionStatus.Pending });
        _books.OpenOrders = [Report(1, "EX_A")];

        _checker.AfterStep(Now, PositionState.Empty("BTCUSDT"));

        AssertViolated("S6", "flat, and 1 order(s) are open, the first is EX_A.");
    }

    [Theory]
    [InlineData("0.00006", "flat, and holdings differ by 0.00006 from those before the trade.")]
    [InlineData("-0.00001", "flat, and holdings differ by -0.00001 from those before the trade.")]
    public void S6_WhenFlatAndHoldingsAreNotAsBefore_IsViolated(string left, string expected)
    {
        _checker.AfterStep(Now, Holding(0.03m) with { Trade = null, Status = PositionStatus.Pending });
        _books.BaseTotal = decimal.Parse(left, System.Globalization.CultureInfo.InvariantCulture);

        _checker.AfterStep(Now, PositionState.Empty("BTCUSDT"));

        AssertViolated("S6", expected);
    }

    [Fact]
    public void S6_WhenFlatAndOnlyDustIsLeft_HoldsAndTheNextTradeIsMeasuredFromIt()
    {
        foreach (var dust in new[] { 0.00004m, 0.00008m })
        {
            Flatten(_checker, dust);
        }

        Assert.Empty(_checker.Violations);
    }

    [Fact]
    public void S7_WhenTheBalanceChangedByMoreThanTheTradesEarned_IsViolated()
    {
        _checker.AtEnd([], 0.01m);

        AssertViolated("S7", "the trades earned 0, the quote balance changed by 0.01.");
    }

    [Fact]
    public void S7_WhenAnExecutionIsMissingInTheLedger_IsViolated()
    {
        _books.Fills = [new Fill(5, 1, 100_000m, 0.03m, 0m, "USDT", Now, IsMaker: false)];

        _checker.AtEnd([], 0m);

        AssertViolated("S7", "the exchange has 1 execution(s), the ledger 0: 5 missing.");
    }

    [Fact]
    public void S1_WhenALoanIsTakenTwiceForOneIntent_IsViolated()
    {
        var loan = new ExchangeRequest(3, new ExchangeCommand.Borrow("BTCUSDT", "USDT", 25m));
        _checker.AfterCommand(Now, Holding(0.03m), loan, new ExchangeReply.Accepted([]));

        _checker.AfterCommand(Now, Holding(0.03m), loan, new ExchangeReply.Accepted([]));

        Assert.StartsWith("intent 3 was carried out twice", Assert.Single(_checker.Violations).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void S2_OfAShort_CountsWhatWasSoldAndNotWhatWasBorrowed()
    {
        _books.Base = new Balance("BTC", 0.01m, 0m) { Borrowed = 0.03m };
        _books.OpenOrders = [Report(1, "EX_A", 0.02001m) with { Side = OrderSide.Buy }];

        _checker.AfterStep(Now, Sold(0.02m));

        AssertViolated("S2", "exits could execute 0.02001, 0.02000 is held.");
    }

    [Fact]
    public void S3_OfALegThatWaitsForItsEntry_CountsAsNoCover()
    {
        _books.BaseTotal = 0.03m;
        _books.OpenOrders = [Report(1, "EX_A", 0.03m) with { Status = OrderStatus.PendingNew }];

        _checker.AfterStep(Now, Holding(0.03m));

        AssertViolated("S3", "0.03 of 0.03 is under no stop, and the journal says 0.");
    }

    [Fact]
    public void S5_WhenAnEntryLeavesWhileTheSymbolIsHeld_IsViolated()
    {
        var held = Holding(0.03m) with { Hold = new Hold(HoldKind.Halted, "I13_MARGIN_DEBT_STUCK", "12 USDC", Now) };

        _checker.BeforeCommand(Now, held, Request(1, Entry("EX_A")));

        AssertViolated("S5", "an entry leaves while the symbol is held: Halted, I13_MARGIN_DEBT_STUCK.");
    }

    [Fact]
    public void S6_WhenFlatAndInterestIsStillOwed_IsViolated()
    {
        _checker.AfterStep(Now, Holding(0.03m) with { Trade = null, Status = PositionStatus.Pending });
        _books.Quote = _books.Quote with { Interest = 0.02m };

        _checker.AfterStep(Now, PositionState.Empty("BTCUSDT"));

        AssertViolated("S6", "flat, and 0.02 USDT of the trade is owed.");
    }

    [Fact]
    public void S6_WhenOnlyTheDebtFromBeforeHasGrown_Holds()
    {
        _books.Quote = _books.Quote with { Borrowed = 500m, Interest = 1m };
        var checker = new SafetyChecker(_books, Rules, Settings);
        checker.AfterStep(Now, Holding(0.03m) with { Trade = null, Status = PositionStatus.Pending });
        _books.Quote = _books.Quote with { Interest = 1.5m };

        checker.AfterStep(Now, PositionState.Empty("BTCUSDT"));

        Assert.Empty(checker.Violations);
    }

    private void AssertViolated(string property, string text)
    {
        var violation = Assert.Single(_checker.Violations);
        Assert.Equal((property, text), (violation.Property, violation.Text));
    }

    private static PositionState Holding(decimal quantity, string key = "EX_EN_1") => PositionState.Empty("BTCUSDT") with
    {
        Status = PositionStatus.Open,
        Trade = new Trade
        {
            Key = key,
            SignalKey = "PEAK",
            SignalTime = Now,
            OpenedAt = Now,
            EntrySince = Now,
            Entry = EntryPhase.Done,
            Plan = new TradePlan
            {
                Side = PositionSide.Long, SignalPrice = 100_000m, KEntry = 1m, FeedEntry = 100_000m, FeedStop = 99_000m, FeedTarget1 = 101_000m,
                FeedTarget2 = 102_000m, Entry = 100_000m, Stop = 99_000m, Target1 = 101_000m, Target2 = 102_000m, Quantity = quantity,
                Legs = new LegQuantities(quantity, 0m, 0m),
            },
        },
    };

    private static PositionState Sold(decimal quantity)
    {
        var state = Holding(quantity);
        return state with
        {
            Trade = state.Trade! with
            {
                Plan = state.Trade.Plan with { Side = PositionSide.Short }, OpenWindow = new UncoveredWindow(Now, Now, quantity, "exits are being placed"),
            },
        };
    }

    /// <summary>Three legs of 0.01 each, with the orders that are tracked for them.</summary>
    private static PositionState InLegs(params (Slot Slot, string ClientOrderId)[] orders)
    {
        var state = Holding(0.03m);
        return state with
        {
            Trade = state.Trade! with
            {
                Legs = [.. new[] { Slot.Target1, Slot.Target2, Slot.Runner }.Select(slot => new Leg { Slot = slot, Quantity = 0.01m, StopPrice = 99_000m })],
                Orders = [.. orders.Select(order => Tracked(order.Slot, order.ClientOrderId))],
                OpenWindow = new UncoveredWindow(Now, Now, 0.03m, "exits are being placed"),
            },
        };
    }

    private static TrackedOrder Tracked(Slot slot, string id) => new()
    {
        Slot = slot, Role = OrderRole.Stop, ClientOrderId = id, OrderId = 1, Side = OrderSide.Sell, Type = OrderType.StopLoss,
        Quantity = 0.01m, Status = OrderStatus.New, PlacedAt = Now,
    };

    private void Flatten(SafetyChecker checker, decimal left)
    {
        checker.AfterStep(Now, Holding(0.03m) with { Trade = null, Status = PositionStatus.Pending });
        _books.BaseTotal = left;
        checker.AfterStep(Now, PositionState.Empty("BTCUSDT"));
    }

    private static ExchangeRequest Request(long intentId, NewOrder order) => new(intentId, new ExchangeCommand.Place("BTCUSDT", order));

    private static NewOrder Stop(string id, decimal price) =>
        new() { ClientOrderId = id, Side = OrderSide.Sell, Type = OrderType.StopLoss, Quantity = 0.01m, StopPrice = price };

    private static NewOrder Entry(string id) => new() { ClientOrderId = id, Side = OrderSide.Buy, Type = OrderType.Market, Quantity = 0.03m };

    private static ExchangeReply.Accepted Accepted(long orderId, string id) => new(ImmutableArray.Create(Report(orderId, id, 0m)));

    private static OrderReport Report(long orderId, string id, decimal quantity = 0.01m, long? list = null) => new()
    {
        Symbol = "BTCUSDT", OrderId = orderId, ClientOrderId = id, OrderListId = list, Side = OrderSide.Sell, Type = OrderType.StopLoss,
        Status = OrderStatus.New, StopPrice = 99_000m, Quantity = quantity, UpdatedAt = Now,
    };
}
