using Executor.Simulator.Market;

namespace Executor.Simulator.Tests.Market;

public sealed class SeededMarketTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Generator_WhenSeededWithZero_GivesThePublishedSequence()
    {
        var random = new Xoshiro(0);

        Assert.Equal(0x99EC5F36CB75F2B4UL, random.Next());
        Assert.Equal(0xBF6E1F784956452AUL, random.Next());
    }

    [Fact]
    public void Market_WhenSeedAndSymbolAreTheSame_GivesTheSameRows() =>
        Assert.Equal(Rows(7, "BTCUSDT", 500), Rows(7, "BTCUSDT", 500));

    [Fact]
    public void Market_WhenSeedOrSymbolDiffers_GivesOtherRows()
    {
        var rows = Rows(7, "BTCUSDT", 5);

        Assert.NotEqual(rows, Rows(8, "BTCUSDT", 5));
        Assert.NotEqual(rows, Rows(7, "ETHUSDT", 5));
    }

    [Fact]
    public void Minutes_WhenLookedAtClosely_FitTogether()
    {
        decimal? before = 61_250m;
        var gaps = 0;
        foreach (var minute in Minutes(7, "BTCUSDT", 5_000))
        {
            Assert.Equal(60, minute.Seconds.Length);
            Assert.Equal(minute.Bar.Close, minute.Seconds[^1]);
            Assert.All(minute.Seconds, price => Assert.InRange(price, minute.Bar.Low, minute.Bar.High));
            Assert.All(minute.Seconds, price => Assert.Equal(0m, price % 0.01m));
            Assert.InRange(minute.AveragePrice, minute.Bar.Low, minute.Bar.High);
            Assert.True(minute is { Trades: > 0, BuyQuantity: >= 0m, SellQuantity: > 0m });
            gaps += new MinutePath(minute.Bar, before).HasGap ? 1 : 0;
            before = minute.Bar.Close;
        }
        Assert.InRange(gaps, 5, 40); // one in 300 on average: 17
    }

    [Fact]
    public void Minutes_OverAWeek_LookLikeAMarket()
    {
        var minutes = Minutes(7, "BTCUSDT", 10_080);
        var moves = minutes.Zip(minutes.Skip(1), (one, next) => (double)((next.Bar.Close / one.Bar.Close) - 1m)).ToList();
        var deviation = Math.Sqrt(moves.Average(move => move * move));
        var sizes = moves.Select(Math.Abs).ToList();
        var kurtosis = moves.Average(move => Math.Pow(move / deviation, 4));
        var share = minutes.Average(minute => minute.BuyQuantity / minute.TotalQuantity);

        Assert.InRange(deviation, 0.0002, 0.002);
        Assert.InRange(kurtosis, 3.5, 60);
        Assert.True(Correlation(sizes) > 0.1, "Large minutes do not follow large ones.");
        Assert.InRange(Math.Abs(Correlation(moves)), 0, 0.1);
        Assert.InRange(share, 0.45m, 0.55m);
        Assert.InRange(minutes[^1].Bar.Close, 61_250m / 3m, 61_250m * 3m);
    }

    private static double Correlation(List<double> values)
    {
        var mean = values.Average();
        return values.Zip(values.Skip(1), (one, next) => (one - mean) * (next - mean)).Average()
            / values.Average(value => (value - mean) * (value - mean));
    }

    private static List<MinuteSample> Minutes(ulong seed, string symbol, int count)
    {
        var market = new SeededMarket(seed, symbol, 61_250m, 0.01m);
        return [.. Enumerable.Range(1, count).Select(minute => market.NextMinute(Start.AddMinutes(minute)))];
    }

    private static List<string> Rows(ulong seed, string symbol, int count) =>
        [.. Minutes(seed, symbol, count).Select(minute => FeedRowText.Format(minute, 0.01m))];
}
