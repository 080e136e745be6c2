using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Tests.Engine;

/// <summary>Lists whose orders wait for a working order.</summary>
public sealed class OtoTests
{
    private static readonly EngineOptions NoFees = new() { MakerFee = 0m, TakerFee = 0m };

    [Fact]
    public void P32_OtocoForWhatWasOrdered_WhenTheFeeIsTakenInBase_LegsAreRejectedAndTheEntryIsBare()
    {
        var bench = new Bench(usdt: 2_000m);

        var reports = bench.Accepted(Draft.Otoco(0.02m, 61_300m, 64_000m, 60_000m));

        Assert.Equal([OrderStatus.Filled, OrderStatus.PendingNew, OrderStatus.PendingNew], reports.Select(report => report.Status));
        Assert.Equal(0.02m, Assert.Single(reports[0].Fills).Quantity);
        foreach (var id in new[] { "oto-tp", "oto-sl" })
            Assert.Equal((OrderStatus.Expired, "REJECTED"), (bench.Now(id).Status, bench.Now(id).ExpiryReason));
        Assert.Equal(new Balance("BTC", 0.01998m, 0m), bench.Btc);
        Assert.False(bench.Engine.HasOpenOrders(Bench.Symbol));
    }

    [Fact]
    public void Opoco_WhenTheFeeIsTakenInBase_LegsLiveWithWhatIsLeft()
    {
        var bench = new Bench(usdt: 2_000m);

        var reports = bench.Accepted(Draft.Otoco(0.02m, 61_300m, 64_000m, 60_000m) with { IsPaidByWorking = true });

        Assert.Equal([0m, 0m], reports[1..].Select(report => report.Quantity));
        foreach (var id in new[] { "oto-tp", "oto-sl" })
            Assert.Equal((OrderStatus.New, 0.01998m), (bench.Now(id).Status, bench.Now(id).Quantity));
        Assert.Equal(new Balance("BTC", 0m, 0.01998m), bench.Btc);
    }

    [Fact]
    public void Opoco_WhenOtherBaseCoversTheFee_LegsCarryAllThatWasBought()
    {
        var bench = new Bench(btc: 1m, usdt: 2_000m);

        bench.Accepted(Draft.Otoco(0.02m, 61_300m, 64_000m, 60_000m) with { IsPaidByWorking = true });

        Assert.Equal(0.02m, bench.Now("oto-sl").Quantity);
        Assert.Equal(new Balance("BTC", 0.99998m, 0.02m), bench.Btc);
    }

    [Fact]
    public void Opo_WhenTheLotIsCoarse_RoundsDownAndFreesTheRest()
    {
        var bench = new Bench(usdt: 2_000m, rules: Bench.Rules with { LotStep = 0.001m, MinQuantity = 0.001m });

        bench.Accepted(Draft.Oto(0.02m, 61_300m, Draft.Maker(OrderSide.Sell, 0.02m, 64_000m)) with { IsPaidByWorking = true });

        Assert.Equal(0.019m, bench.Now("maker").Quantity);
        Assert.Equal(new Balance("BTC", 0.00098m, 0.019m), bench.Btc);
    }

    [Fact]
    public void Opoco_WhileTheEntryExecutesInParts_LocksWhatItBoughtAndFreesItWhenItIsCancelled()
    {
        var bench = new Bench(usdt: 2_000m, options: new EngineOptions { Liquidity = new ScriptedLiquidity(0.005m) });
        bench.Accepted(Draft.Otoco(0.02m, 61_000m, 64_000m, 60_000m) with { IsPaidByWorking = true });

        bench.Jump(60_999.99m);
        Assert.Equal(new Balance("BTC", 0m, 0.004995m), bench.Btc);
        var restored = bench.Restored(new EngineOptions());
        restored.Cancel("oto-entry");
        bench.Cancel("oto-entry");

        Assert.Equal((OrderStatus.Canceled, 0.005m), (bench.Now("oto-entry").Status, bench.Now("oto-entry").ExecutedQuantity));
        foreach (var id in new[] { "oto-tp", "oto-sl" })
            Assert.Equal((OrderStatus.Expired, "OTO_PHASE_ONE_EXPIRED"), (bench.Now(id).Status, bench.Now(id).ExpiryReason));
        Assert.Equal(new Balance("BTC", 0.004995m, 0m), bench.Btc);
        Assert.Equal(StateText.Of(bench.Engine.Snapshot()), StateText.Of(restored.Engine.Snapshot()));
    }

    [Fact]
    public void Otoco_WhileTheEntryRests_LocksTheEntryOnlyAndTouchesNoPendingLeg()
    {
        var bench = new Bench(usdt: 2_000m);
        bench.Accepted(Draft.Otoco(0.02m, 61_000m, 64_000m, 60_000m));

        bench.Walk(65_000m);

        Assert.Equal(new Balance("USDT", 780m, 1_220m), bench.Usdt);
        Assert.Equal(new Balance("BTC", 0m, 0m), bench.Btc);
        Assert.Equal([OrderStatus.New, OrderStatus.PendingNew, OrderStatus.PendingNew], bench.Inspect().OpenOrders.Select(order => order.Status));
        Bench.Refused(-2010, "Duplicate order sent.", bench.Place(Draft.Limit(OrderSide.Buy, 0.01m, 60_000m, "oto-sl")));
        Assert.Null(bench.Engine.NextTouch(Bench.Symbol, 66_000m));
    }

    [Fact]
    public void Otoco_WhenTheEntryExecutesInParts_LegsWaitForItsLastPart()
    {
        var bench = new Bench(btc: 1m, usdt: 2_000m, options: NoFees with { Liquidity = new ScriptedLiquidity(0.005m, 0.015m, 0.02m) });
        bench.Accepted(Draft.Otoco(0.02m, 61_000m, 64_000m, 60_000m));

        bench.Jump(60_999.99m);
        Assert.Equal((OrderStatus.PartiallyFilled, OrderStatus.PendingNew), (bench.Now("oto-entry").Status, bench.Now("oto-sl").Status));
        bench.Jump(60_999.98m);
        Assert.Equal((OrderStatus.Filled, OrderStatus.New), (bench.Now("oto-entry").Status, bench.Now("oto-sl").Status));
        Assert.Equal(0.02m, bench.Btc.Locked);
        bench.Walk(64_001m);

        Assert.Equal((OrderStatus.Filled, OrderStatus.Expired, "OCO_TRIGGER"),
            (bench.Now("oto-tp").Status, bench.Now("oto-sl").Status, bench.Now("oto-sl").ExpiryReason));
        Assert.Equal(OrderStatus.Filled, bench.Now("oto-entry").Status);
        Assert.Equal(new Balance("BTC", 1m, 0m), bench.Btc);
    }

    [Fact]
    public void P26_Otoco_WhenThePriceGapsThroughEntryAndStop_LegsAreRejected()
    {
        var bench = new Bench(usdt: 2_000m, options: NoFees);
        bench.Accepted(Draft.Otoco(0.02m, 61_000m, 64_000m, 60_000m));
        bench.Engine.DrainEvents();

        bench.Jump(59_000m);

        Assert.Equal(
            [("oto-entry", OrderStatus.Filled, null), ("oto-tp", OrderStatus.Expired, "REJECTED"), ("oto-sl", OrderStatus.Expired, "REJECTED")],
            bench.Engine.DrainEvents().Select(report => (report.ClientOrderId, report.Status, report.ExpiryReason)));
    }

    [Fact]
    public void Otoco_WhenAPendingLegIsCancelled_TheWholeListIs()
    {
        var bench = new Bench(usdt: 2_000m);
        bench.Accepted(Draft.Otoco(0.02m, 61_000m, 64_000m, 60_000m));

        var reports = Bench.Orders(bench.Cancel("oto-sl"));

        Assert.Equal(["oto-entry", "oto-tp", "oto-sl"], reports.Select(report => report.ClientOrderId));
        Assert.All(reports, report => Assert.Equal(OrderStatus.Canceled, report.Status));
        Assert.Equal(new Balance("USDT", 2_000m, 0m), bench.Usdt);
    }

    [Fact]
    public void Otoco_WhenTheEntryExpires_LegsExpireWithTheReasonOfTheFirstPhase()
    {
        var bench = new Bench(usdt: 2_000m, options: new EngineOptions { Liquidity = new ScriptedLiquidity(0.005m) });
        var oto = Draft.Otoco(0.02m, 61_300m, 64_000m, 60_000m);

        bench.Accepted(oto with { Working = oto.Working with { TimeInForce = TimeInForce.ImmediateOrCancel } });

        Assert.Equal((OrderStatus.Expired, "OTO_PHASE_ONE_EXPIRED"), (bench.Now("oto-sl").Status, bench.Now("oto-sl").ExpiryReason));
        Assert.Equal(0.004995m, bench.Btc.Free);
    }

    [Fact]
    public void Oto_WhenTheMakerWouldTakeAtActivation_IsRejected()
    {
        var bench = new Bench(btc: 1m, usdt: 2_000m);

        bench.Accepted(Draft.Oto(0.02m, 61_300m, Draft.Maker(OrderSide.Sell, 0.02m, 61_000m)));

        Assert.Equal((OrderStatus.Expired, "REJECTED"), (bench.Now("maker").Status, bench.Now("maker").ExpiryReason));
    }

    [Fact]
    public void Oto_WhenThePendingOrderTakes_ExecutesAtOnce()
    {
        var bench = new Bench(usdt: 2_000m, options: NoFees);

        bench.Accepted(Draft.Oto(0.02m, 61_300m, Draft.Market(OrderSide.Sell, 0.02m)));

        Assert.Equal(OrderStatus.Filled, bench.Now("market").Status);
        Assert.Equal(new Balance("BTC", 0m, 0m), bench.Btc);
    }

    [Fact]
    public void Otoco_WhenOneOfItsOrdersIsAmended_OnlyThoseThatShareItsQuantityChange()
    {
        var bench = new Bench(usdt: 2_000m);
        bench.Accepted(Draft.Otoco(0.02m, 61_000m, 64_000m, 60_000m));

        bench.Amend("oto-entry", 0.015m);
        Assert.Equal((0.015m, 0.02m), (bench.Now("oto-entry").Quantity, bench.Now("oto-sl").Quantity));
        bench.Amend("oto-sl", 0.01m);

        Assert.Equal((0.015m, 0.01m, 0.01m), (bench.Now("oto-entry").Quantity, bench.Now("oto-tp").Quantity, bench.Now("oto-sl").Quantity));
        Assert.Equal(915m, bench.Usdt.Locked);
    }

    [Fact]
    public void PendingOpo_WhenAmended_IsRefused()
    {
        var bench = new Bench(usdt: 2_000m);
        bench.Accepted(Draft.Otoco(0.02m, 61_000m, 64_000m, 60_000m) with { IsPaidByWorking = true });

        Bench.Refused(-2038, "Order amend (pending OPO order) is not supported.", bench.Amend("oto-sl", 0.01m));
    }

    [Fact]
    public void Oto_WhenItMayNotBe_IsRefusedWithTheTextOfItsKind()
    {
        var bench = new Bench(btc: 1m, usdt: 2_000m);
        var oto = Draft.Otoco(0.02m, 61_000m, 64_000m, 60_000m);

        Bench.Refused(-1222, "Working order in an OPO list must be a bid.",
            bench.Place(oto with { IsPaidByWorking = true, Working = Draft.Limit(OrderSide.Sell, 0.02m, 62_000m) }));
        Bench.Refused(-1223, "Pending orders in an OPO list must be asks.",
            bench.Place(Draft.Oto(0.02m, 61_000m, Draft.Limit(OrderSide.Buy, 0.02m, 60_000m)) with { IsPaidByWorking = true }));
        Bench.Refused(-1130, "Data sent for parameter 'workingType' is not valid.",
            bench.Place(oto with { Working = Draft.Market(OrderSide.Buy, 0.02m) }));
        Bench.Refused(-1128, "Combination of optional parameters invalid.", bench.Place(oto with { ListClientOrderId = "oto-sl" }));
        Bench.Refused(-1128, "Combination of optional parameters invalid.", bench.Place(oto with { Pending = [] }));
        Bench.Refused(-1166, "A limit order in a sell OCO must be above.", bench.Place(oto with { Pending = [oto.Pending[1], oto.Pending[0]] }));
        Bench.Refused(-1013, "Filter failure: LOT_SIZE",
            bench.Place(Draft.Oto(0.02m, 61_000m, Draft.Maker(OrderSide.Sell, 0.000001m, 64_000m))));
        Bench.Refused(-1013, "Filter failure: PRICE_FILTER",
            bench.Place(Draft.Oto(0.02m, 61_000m, Draft.Maker(OrderSide.Sell, 0m, 64_000.001m)) with { IsPaidByWorking = true }));
        Bench.Refused(-2010, "Account has insufficient balance for requested action.",
            bench.Place(Draft.Otoco(0.04m, 61_000m, 64_000m, 60_000m)));
        Bench.Refused(-2010, "Order would immediately match and take.",
            bench.Place(oto with { Working = Draft.Maker(OrderSide.Buy, 0.02m, 61_300m) }));
        Assert.Empty(bench.Engine.OrdersOf(Bench.Symbol));
        bench.Accepted(oto);
        Bench.Refused(-2010, "Duplicate order sent.", bench.Place(oto));
    }

    [Theory]
    [InlineData("OTO orders are not supported for this symbol", false, true, true)]
    [InlineData("OPO orders are not supported for this symbol", true, false, true)]
    [InlineData("OCO orders are not supported for this symbol", true, true, false)]
    public void Opoco_WhenTheSymbolLacksAPartOfIt_IsRefused(string text, bool oto, bool opo, bool oco)
    {
        var bench = new Bench(usdt: 2_000m, rules: Bench.Rules with { OtoAllowed = oto, OpoAllowed = opo, OcoAllowed = oco });

        Bench.Refused(-2010, text, bench.Place(Draft.Otoco(0.02m, 61_000m, 64_000m, 60_000m) with { IsPaidByWorking = true }));
    }

    [Fact]
    public void Otoco_WhenOrdersAreCounted_CountsEachLegOnceAndTheListOnce()
    {
        var bench = new Bench(usdt: 10_000m, rules: Bench.Rules with { MaxOpenOrders = 5 });
        bench.Accepted(Draft.Otoco(0.02m, 61_000m, 64_000m, 60_000m, "one"));

        Bench.Refused(-1013, "Filter failure: MAX_NUM_ORDERS", bench.Place(Draft.Otoco(0.02m, 61_000m, 64_000m, 60_000m, "two")));
    }

    [Fact]
    public void Otoco_WhenRestored_GoesOnFromWhereItWas()
    {
        var bench = new Bench(btc: 1m, usdt: 2_000m, options: NoFees);
        bench.Accepted(Draft.Otoco(0.02m, 61_000m, 64_000m, 60_000m));
        var restored = bench.Restored(NoFees);

        bench.Walk(59_000m);
        restored.Walk(59_000m);

        Assert.Equal(OrderStatus.Filled, restored.Now("oto-sl").Status);
        Assert.Equal(StateText.Of(bench.Engine.Snapshot()), StateText.Of(restored.Engine.Snapshot()));
    }
}
