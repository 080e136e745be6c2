using Executor.Core.Market;
using Executor.Replay.Feed;
using Executor.Replay.Running;
using Executor.Replay.Settings;
using Executor.Replay.Signals;

namespace Executor.Replay.Tests.Running;

/// <summary>The tick that a feed shows: no single price decides it by how it happens to be printed.</summary>
public sealed class TickTests
{
    [Theory]
    [InlineData("3000,3000,3000", "3000.5,3000.25,3000")]
    [InlineData("3000,3000,3000", "3000,3000,2999.75")]
    [InlineData("3000,3000,3000", "3000.10,3001,3000")]
    [InlineData("3000.25,3000.5,3000", "3000,3000,3000")]
    public void Tick_WhenOneOfThePricesHasMoreDecimals_IsTheFinest(string closeHighLow, string second) =>
        Assert.Equal(0.01m, TickOf("ETHUSDT", Ordered(closeHighLow), Ordered(second)));

    [Fact]
    public void Tick_WhenNoPriceHasDecimals_IsWhole() => Assert.Equal(1m, TickOf("ETHUSDT", "3000,3000,3000", "3001,3001,3001"));

    [Theory]
    [InlineData(1_000, "0.001")]
    [InlineData(1_001, "1")]
    public void Tick_WhenARowIsBeyondTheFirstThousand_DoesNotHearIt(int row, string expected)
    {
        var rows = Enumerable.Repeat("3000,3000,3000", row - 1).Append("3000.125,3000.125,3000.125").ToArray();

        Assert.Equal(decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), TickOf("ETHUSDT", rows));
    }

    [Fact]
    public void Tick_WhenBitcoinIsPrintedInWholeDollars_IsThatOfTheOriginal() =>
        Assert.Equal(0.01m, TickOf("BTCUSDT", "95000,95000,95000", "95001,95001,95001"));

    [Fact]
    public void Rows_WhenReadAheadForTheTick_AreAllReplayedOnceAndInOrder()
    {
        var rows = Enumerable.Repeat("3000,3000,3000", 1_500).ToArray();

        var result = Replay("ETHUSDT", rows);

        Assert.Equal(1_500, result.Feed.Rows);
        Assert.Equal(Enumerable.Range(1, 1_500).Select(minute => Scenario.At(minute)), result.Feed.Bars.ToArray().Select(bar => bar.Time));
    }

    /// <summary>Prices as close, high, low with the highest as the high and the lowest as the low, each as it was printed.</summary>
    private static string Ordered(string prices)
    {
        var sorted = prices.Split(',').OrderBy(text => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        return $"{sorted[1]},{sorted[2]},{sorted[0]}";
    }

    private static decimal TickOf(string symbol, params string[] closeHighLow) => Replay(symbol, closeHighLow).Rules.TickSize;

    private static Results.ReplayResult Replay(string symbol, string[] closeHighLow)
    {
        using var folder = new TemporaryFolder();
        var rows = closeHighLow.Select((prices, index) => $"{Scenario.At(index + 1):yyyy-MM-dd'T'HH:mm:ss'Z'},3,1,1,1,1,1,{prices}\n");
        using var feed = FeedFile.Open(folder.Write("aggregated.csv", $"{FeedFormat.Header}\n{string.Concat(rows)}"));
        var settings = ReplaySettings.Read(new Dictionary<string, string>(), symbol);
        var log = SignalFile.Read(folder.Write("deltascout.log", string.Empty), settings.Symbol.Settings);
        return ReplayRunner.Run(feed, log, settings, isChecked: true, CoreRules.Instance, progress: null, TestContext.Current.CancellationToken);
    }
}
