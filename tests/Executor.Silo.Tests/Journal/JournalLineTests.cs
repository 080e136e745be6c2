using System.Buffers;
using System.Text;
using Executor.Core.Journal;
using Executor.Silo.Journal;

namespace Executor.Silo.Tests.Journal;

public sealed class JournalLineTests
{
    private static readonly JournalEvent Happened = new()
    {
        Sequence = 7,
        At = new DateTimeOffset(2025, 1, 13, 20, 0, 5, TimeSpan.Zero).AddTicks(1_234_567),
        Name = "OPEN",
        TradeKey = "EX_EN_1736798405",
        Reason = "admitted: risk 190.00 a unit",
    };

    [Fact]
    public void Write_WhenAnEventHasFigures_WritesTheOriginalsShapeWithExactDigits()
    {
        var line = Line(Happened with { Fields = [new("side", "LONG"), new("qty", "0.00100"), new("order_id", "12"), new("note", "00012")] });

        Assert.Equal(
            """{"ts":"2025-01-13T20:00:05.123456+00:00","source":"executor","action":"OPEN","mode":"paper","side":"LONG","qty":0.00100,"order_id":12,"note":"00012","symbol":"BTCUSDC","trade_key":"EX_EN_1736798405","seq":7,"level":"info","reason":"admitted: risk 190.00 a unit"}"""
            + "\n",
            line);
    }

    [Fact]
    public void Write_WhenTheOriginalHasAReasonField_KeepsThatAndSetsTheSentenceBesideIt()
    {
        var line = Line(Happened with { Name = "SKIP_PEAK", Fields = [new("reason", "stale_peak")], TradeKey = null, Level = JournalLevel.Warning });

        Assert.Contains("\"reason\":\"stale_peak\"", line, StringComparison.Ordinal);
        Assert.EndsWith("\"trade_key\":null,\"seq\":7,\"level\":\"warning\",\"explanation\":\"admitted: risk 190.00 a unit\"}\n", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_WhenTextIsNotAscii_KeepsItReadableAndOnOneLine()
    {
        var line = Line(Happened with { Reason = "стоп \"95\" → линия\nдва" });

        Assert.Contains("""стоп \"95\" → линия\nдва""", line, StringComparison.Ordinal);
        Assert.Equal(1, line.Count(character => character == '\n'));
    }

    private static string Line(JournalEvent happened)
    {
        var output = new ArrayBufferWriter<byte>();
        JournalLine.Write(output, new JournalEntry("BTCUSDC", happened), "paper");
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
