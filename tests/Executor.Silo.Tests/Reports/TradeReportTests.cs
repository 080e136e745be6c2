using Executor.Core.Exchange;
using Executor.Core.Ledger;
using Executor.Core.Positions;
using Executor.Core.Tests;
using Executor.Silo.Reports;
using static Executor.Core.Tests.Ledger.LedgerTrades;

namespace Executor.Silo.Tests.Reports;

/// <summary>Every format against a file of the repository, byte for byte.</summary>
public sealed class TradeReportTests
{
    private static readonly LedgerMonth Month = new(2025, 2);

    [Theory]
    [InlineData("jsonl", "trades.jsonl")]
    [InlineData("csv", "trades.csv")]
    [InlineData("original", "original.jsonl")]
    [InlineData("public", "public.jsonl")]
    [InlineData("markdown", "trades.md")]
    public void Write_OfKnownTrades_IsTheGoldenFile(string word, string golden)
    {
        Assert.True(ReportFormats.TryParse(word, out var format));
        using var text = new StringWriter();
        TradeReport.Write(format, Month, Trades(), text);

        var actual = text.ToString();
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, golden), actual); // to be looked at, and copied when it is right
        Assert.Equal(RepositoryText.Of("tests", "Executor.Silo.Tests", "Reports", "Golden", golden), actual);
    }

    [Theory]
    [InlineData("1.23455", "1.2346")]
    [InlineData("1.23445", "1.2344")]
    [InlineData("-1", "-1.0000")]
    [InlineData("0.123456789", "0.12345679")]
    [InlineData("0", "0.00000000")]
    [InlineData(null, "N/A")]
    public void Number_FromOneOn_HasFourDecimalsElseEight(string? value, string text) =>
        Assert.Equal(text, MarkdownReport.Number(value is null ? null : decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Write_WhenThereAreNoTrades_SaysSo()
    {
        using var text = new StringWriter();
        TradeReport.Write(ReportFormat.Markdown, Month, [], text);

        Assert.Equal("# Trades 2025-02\n\nNo trades.\n", text.ToString());
    }

    private static List<TradeRecord> Trades()
    {
        var trailed = Closed(
            PositionSide.Long, "SL", "NORMAL_TRAIL",
            Entry(PositionSide.Long, 3m, 100.10m, 0.003m, "BTC"),
            Exit(Slot.Target1, OrderRole.Target, 1m, 101m, 0.101m),
            Exit(Slot.Target2, OrderRole.Target, 1m, 102m, 0.102m),
            Exit(Slot.Runner, OrderRole.Stop, 0.5m, 100.10m, 0.05m, stop: 100.10m),
            Exit(Slot.Runner, OrderRole.Stop, 0.497m, 101.40m, 0.05m, stop: 101.50m));
        trailed = trailed with
        {
            Trade = trailed.Trade with
            {
                Stops =
                [
                    new StopChange(Opened.AddSeconds(6), 99m, StopCause.Initial),
                    new StopChange(Opened.AddSeconds(60), 100.10m, StopCause.BreakEven),
                    new StopChange(Opened.AddSeconds(120), 101.50m, StopCause.Trail),
                ],
                Uncovered = [new UncoveredWindow(Opened.AddSeconds(5), Opened.AddSeconds(6.5), 3m, "exits are being placed")],
                Trail = new Trail { Since = Opened.AddSeconds(90), IsFresh = false },
            },
        };
        var shortened = Closed(
            PositionSide.Short, "=HYPERLINK(\"x\",\"lunch\")", "=HYPERLINK(\"x\",\"lunch\")",
            Entry(PositionSide.Short, 3m, 100m, 0.3m),
            Exit(Slot.Runner, OrderRole.Exit, 3.01m, 100.5m, 0.00001m, "BNB", side: PositionSide.Short));
        shortened = shortened with { Trade = shortened.Trade with { Key = "EX_EN_1738369000", Loan = new TradeLoan { Asset = "BTC", Borrowed = 3m, Repaid = 3.01m, Interest = 0.01m } } };
        var aborted = Closed(PositionSide.Long, "ENTRY_TIMEOUT", "ABORTED", Entry(PositionSide.Long, 0m, 100m));
        aborted = aborted with { Trade = aborted.Trade with { Key = "EX_EN_1738370000" } };
        return
        [
            TradeRecords.Of(trailed, TradingAccount.Spot, Rules, epoch: 4),
            TradeRecords.Of(shortened, TradingAccount.CrossMargin, Rules, epoch: 5),
            TradeRecords.Of(aborted, TradingAccount.Spot, Rules, epoch: 5),
        ];
    }
}
