using Executor.Exchange.Streams;

namespace Executor.Exchange.Tests.Streams;

public sealed class StreamOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.True(new StreamOptionsValidator().Validate(null, new BinanceOptions()).Succeeded);

    [Fact]
    public void AllErrors_ComeAtOnceWithTheirKeys()
    {
        var options = new BinanceOptions();
        options.Connections.MessagesPerSecond = 6;
        options.Connections.RolloverAge = TimeSpan.FromHours(24);
        options.Connections.StreamsPerConnection = 1025;

        var failures = new StreamOptionsValidator().Validate(null, options).Failures!.ToList();

        Assert.Equal(3, failures.Count);
        Assert.Contains(failures, failure => failure.Contains("Executor:Binance:Connections:MessagesPerSecond", StringComparison.Ordinal) && failure.Contains("must be 1 to 5, is 6", StringComparison.Ordinal));
    }

    [Fact]
    public void Pauses_DoubleUpToTheLongestAndBeginAnew()
    {
        var options = new StreamOptions { ShortestPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromSeconds(10), RefusalPause = TimeSpan.FromMinutes(1) };
        var pauses = new Pauses(options, new Lot(() => 0.5));

        Assert.Equal([0.75, 1.5, 3, 6, 7.5, 7.5], Enumerable.Range(0, 6).Select(_ => pauses.Next(isRefusal: false).TotalSeconds));
        Assert.Equal(45, pauses.Next(isRefusal: true).TotalSeconds);
        pauses.Reset();
        Assert.Equal(0.75, pauses.Next(isRefusal: false).TotalSeconds);
    }
}
