using System.Text.Json;
using Executor.Core.Exchange;
using Executor.Core.Ledger;
using Executor.Core.Positions;
using static Executor.Core.Tests.Ledger.LedgerTrades;

namespace Executor.Core.Tests.Ledger;

public sealed class TradeRecordTests
{
    [Fact]
    public void Of_LongTradeWithFeesInBaseAndQuote_AddsUpMoneyToTheLastDigit()
    {
        var record = Record(Closed(
            PositionSide.Long, "SL", "NORMAL_TRAIL",
            Entry(PositionSide.Long, 3m, 100.10m, 0.003m, "BTC"),
            Exit(Slot.Target1, OrderRole.Target, 1m, 101m, 0.101m),
            Exit(Slot.Target2, OrderRole.Target, 1m, 102m, 0.102m),
            Exit(Slot.Runner, OrderRole.Stop, 0.997m, 101.40m, 0.1011m, stop: 101.50m)));

        var money = record.Money;
        Assert.Equal((3m, 300.30m, 2.997m, 304.0958m), (money.EntryQuantity, money.EntryQuote, money.ExitQuantity, money.ExitQuote));
        Assert.Equal([new AssetAmount("BTC", 0.003m), new AssetAmount("USDC", 0.3041m)], money.Fees);
        Assert.Equal((FeeStatus.Ok, 0.6044m), (money.FeeStatus, money.FeesQuote)); // 0.003 x 100.10 + 0.3041
        Assert.Equal(3.4917m, money.NetQuote); // 304.0958 - 300.30 - 0.3041: the fee in base was never sold
        Assert.Equal(4.0961m, money.GrossQuote);
        Assert.Equal((3.4917m, 3m, 1.1639m), (money.CashQuote, money.RiskQuote, money.R));
        Assert.Equal(0.10m, record.EntrySlippageR);
        Assert.Equal(0.10m, record.StopSlippageR);
        Assert.Equal((true, true, true), (record.Target1Hit, record.Target2Hit, record.StopHit));
        Assert.Equal(ExitKind.NormalTrail, record.Exit);
        Assert.Equal(Opened.AddSeconds(5), record.EnteredAt);
        Assert.Equal(new LedgerMonth(2025, 2), record.Month); // closed after midnight
    }

    [Fact]
    public void Of_ShortTradeWithInterestInBase_CountsWhatWasBoughtForItOnce()
    {
        var closed = Closed(
            PositionSide.Short, "TP1", "NORMAL_TP1",
            Entry(PositionSide.Short, 3m, 100m, 0.3m),
            Exit(Slot.Target1, OrderRole.Target, 3.01m, 99m, side: PositionSide.Short));
        closed = closed with { Trade = closed.Trade with { Loan = new TradeLoan { Asset = "BTC", Borrowed = 3m, Repaid = 3.01m, Interest = 0.01m } } };

        var money = Record(closed).Money;

        Assert.Equal(new AssetAmount("BTC", 0.01m), money.Interest);
        Assert.Equal(1.71m, money.NetQuote); // 300 - 297.99 - 0.3
        Assert.Equal(3m, money.GrossQuote); // and 0.99 for the interest, 0.3 for the fee
    }

    [Fact]
    public void Of_LongTradeWithInterestInQuote_TakesItOffTheProfit()
    {
        var closed = Closed(PositionSide.Long, "TP1", "NORMAL_TP1", Entry(PositionSide.Long, 1m, 100m), Exit(Slot.Target1, OrderRole.Target, 1m, 101m));
        closed = closed with { Trade = closed.Trade with { Loan = new TradeLoan { Asset = "USDC", Borrowed = 100m, Repaid = 100.25m, Interest = 0.25m } } };

        var money = Record(closed).Money;

        Assert.Equal((1m, 0.75m, 0.75m), (money.GrossQuote, money.NetQuote, money.CashQuote));
    }

    [Fact]
    public void Of_FeeInAThirdAsset_DoesNotPretendToKnowTheNetProfit()
    {
        var money = Record(Closed(
            PositionSide.Long, "TP1", "NORMAL_TP1", Entry(PositionSide.Long, 1m, 100m, 0.0001m, "BNB"), Exit(Slot.Target1, OrderRole.Target, 1m, 101m))).Money;

        Assert.Equal((FeeStatus.MismatchAsset, null, null, 1m), (money.FeeStatus, money.FeesQuote, money.NetQuote, money.GrossQuote));
        Assert.Equal([new AssetAmount("BNB", 0.0001m)], money.Fees);
    }

    [Fact]
    public void Of_ExecutionThatIsNotKnown_SaysThatFeesAreMissing()
    {
        var exit = Exit(Slot.Target1, OrderRole.Target, 1m, 101m);
        var money = Record(Closed(PositionSide.Long, "TP1", "NORMAL_TP1", Entry(PositionSide.Long, 1m, 100m), exit with { ExecutedQuantity = 1.5m, Quantity = 1.5m })).Money;

        Assert.Equal((FeeStatus.Missing, null), (money.FeeStatus, money.NetQuote));
    }

    [Fact]
    public void Of_EntryWithoutAnyExit_HasNoProfitToTell()
    {
        var record = Record(Closed(PositionSide.Long, "DUST", "ABORTED", Entry(PositionSide.Long, 0.01m, 100m)));

        Assert.Equal((FeeStatus.Missing, null, null, ExitKind.Dust), (record.Money.FeeStatus, record.Money.GrossQuote, record.Money.NetQuote, record.Exit));
    }

    [Fact]
    public void Of_StopsThatWereReplaced_KeepTheirOwnExecutionsAndLevels()
    {
        var record = Record(Closed(
            PositionSide.Long, "SL", "NORMAL_BE",
            Entry(PositionSide.Long, 3m, 100m),
            Exit(Slot.Runner, OrderRole.Stop, 1m, 98.50m, stop: 99m), // 0.5 worse
            Exit(Slot.Runner, OrderRole.Stop, 2m, 100m, stop: 100m)));

        Assert.Equal([1m, 2m], record.Orders.Where(order => order.Role == OrderRole.Stop).Select(order => order.ExecutedQuantity));
        Assert.Equal(Exact.Of("0.5") / 3m, record.StopSlippageR);
    }

    [Theory]
    [InlineData("SL", "NORMAL_SL", ExitKind.NormalSl, "NORMAL_SL")]
    [InlineData("SL", "NORMAL_BE", ExitKind.NormalBe, "NORMAL_BE")]
    [InlineData("SL", "NORMAL_TRAIL", ExitKind.NormalTrail, "NORMAL_TRAIL")]
    [InlineData("TP1", "NORMAL_TP1", ExitKind.NormalTp1, "NORMAL_TP1")]
    [InlineData("TP2", "NORMAL_TP2", ExitKind.NormalTp2, "NORMAL_TP2")]
    [InlineData("SL_WATCHDOG", "SL_WATCHDOG", ExitKind.Watchdog, "WATCHDOG")]
    [InlineData("SL_PARTIAL_FALLBACK", "SL_PARTIAL_FALLBACK", ExitKind.Watchdog, "WATCHDOG")]
    [InlineData("BREAK_EVEN_PASSED", "BREAK_EVEN_PASSED", ExitKind.StopPassed, "STOP_PASSED")]
    [InlineData("STOP_CROSSED", "STOP_CROSSED", ExitKind.StopPassed, "STOP_PASSED")]
    [InlineData("TARGET_PASSED", "TARGET_PASSED", ExitKind.TargetPassed, "TARGET_PASSED")]
    [InlineData("MARGIN_LIQUIDATED", "MARGIN_LIQUIDATED", ExitKind.Liquidated, "LIQUIDATED")]
    [InlineData("FAILSAFE_FLATTEN", "FAILSAFE_FLATTEN", ExitKind.FailsafeFlatten, "FAILSAFE_FLATTEN")]
    [InlineData("EXIT_CLEANUP", "EXIT_CLEANUP", ExitKind.ExitCleanup, "EXIT_CLEANUP")]
    [InlineData("SL_MISSING", "SL_MISSING", ExitKind.Missing, "MISSING")]
    [InlineData("lunch", "lunch", ExitKind.Flattened, "FLATTENED")]
    public void W62_ExitOfATrade_IsToldByWhatExecuted(string reason, string exitType, ExitKind kind, string word)
    {
        var record = Record(Closed(PositionSide.Long, reason, exitType, Entry(PositionSide.Long, 1m, 100m), Exit(Slot.Runner, OrderRole.Exit, 1m, 99m)));

        Assert.Equal((kind, word), (record.Exit, record.Exit.Word()));
        Assert.Equal(ExitKind.Aborted, Record(Closed(PositionSide.Long, reason, exitType, Entry(PositionSide.Long, 0m, 100m))).Exit);
    }

    [Fact]
    public void W62_WatchdogSale_IsPartOfTheRecordAndOfTheProfit()
    {
        var record = Record(Closed(
            PositionSide.Long, "SL_WATCHDOG", "SL_WATCHDOG", Entry(PositionSide.Long, 1m, 100m), Exit(Slot.Runner, OrderRole.Exit, 1m, 98m, 0.098m)));

        Assert.Equal(OrderType.Market, record.Orders[^1].Type);
        Assert.Equal(-2.098m, record.Money.NetQuote);
        Assert.False(record.StopHit);
    }

    [Fact]
    public void Document_OfARecord_ReadsBackAsTheSame()
    {
        var record = Record(Closed(PositionSide.Long, "SL", "NORMAL_SL", Entry(PositionSide.Long, 1m, 100.0m, 0.001m, "BTC"), Exit(Slot.Runner, OrderRole.Stop, 0.999m, 99m, stop: 99m)));
        var document = JsonSerializer.Serialize(record, LedgerJson.Default.TradeRecord);

        Assert.Equal(document, JsonSerializer.Serialize(JsonSerializer.Deserialize(document, LedgerJson.Default.TradeRecord)!, LedgerJson.Default.TradeRecord));
        Assert.Contains("\"exit\":\"NormalSl\"", document, StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_OfAMonth_AddsUpOnlyWhatIsKnownAndCountsAbortsApart()
    {
        TradeRecord[] records =
        [
            Record(Closed(PositionSide.Long, "TP1", "NORMAL_TP1", Entry(PositionSide.Long, 1m, 100m, 0.1m), Exit(Slot.Target1, OrderRole.Target, 1m, 101m, 0.1m))),
            Record(Closed(PositionSide.Long, "SL", "NORMAL_SL", Entry(PositionSide.Long, 3m, 100m), Exit(Slot.Runner, OrderRole.Stop, 3m, 99m, stop: 99m))),
            Record(Closed(PositionSide.Long, "TP1", "NORMAL_TP1", Entry(PositionSide.Long, 1m, 100m, 0.1m, "BNB"), Exit(Slot.Target1, OrderRole.Target, 1m, 101m))),
            Record(Closed(PositionSide.Long, "ENTRY_TIMEOUT", "ABORTED", Entry(PositionSide.Long, 0m, 100m))),
        ];

        var summary = MonthlySummary.Of(new LedgerMonth(2025, 2), records);

        Assert.Equal((3, 1, 3, 2), (summary.Trades, summary.Aborted, summary.WithGross, summary.WithNet));
        var quote = Assert.Single(summary.Quotes);
        Assert.Equal(("USDC", -1m, -2.2m, 0.2m), (quote.Asset, quote.Gross, quote.Net, quote.Fees));
        Assert.Equal((-0.2m, -0.55m), (quote.GrossReturnPercent, quote.NetReturnPercent)); // -1 of 500, -2.2 of 400
        Assert.Equal(200m / 3m, summary.Target1RatePercent);
        Assert.Equal(0m, summary.Target2RatePercent);
        Assert.Equal(0.8m - 1m + 1m, summary.TotalR);
        Assert.Equal([new ExitCount(ExitKind.NormalTp1, 2), new ExitCount(ExitKind.NormalSl, 1), new ExitCount(ExitKind.Aborted, 1)], summary.Exits);
    }

    private static TradeRecord Record(ClosedTrade closed) => TradeRecords.Of(closed, TradingAccount.Spot, Rules, epoch: 4);
}
