using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.Exchange.Tests.Streams.Scripted;
using static Executor.Exchange.Tests.Streams.Market.MarketStreamTests;

namespace Executor.Exchange.Tests.Streams.Market;

/// <summary>Closed minutes: each once, in order, without a gap, whatever the connection does.</summary>
public sealed class MinuteTests
{
    private const string Route = "GET /api/v3/klines";
    private static readonly DateTimeOffset Begin = Minutes.Begin(StreamBench.Start);

    [Fact]
    public async Task MinutesBeforeTheConnection_AreReadAndThoseAfterAreHeard()
    {
        await using var bench = await StreamBench.StartAsync();
        bench.Rest.On(Route, Rows(-3, -2, -1, 0));
        var (reader, socket) = await ListenAsync(bench, Begin.AddMinutes(-3));

        Assert.Equal([-2, -1, 0], await ReadAsync(reader, 3));
        await HeardAsync(bench, socket, 0);
        await HeardAsync(bench, socket, 0);
        await socket.StreamAsync("btcusdt@kline_1m", Minutes.Closed(StreamBench.Start, 1, isClosed: false));
        await HeardAsync(bench, socket, 1);

        Assert.Equal([1, 2], await ReadAsync(reader, 2));
        Assert.Equal($"symbol=BTCUSDT&interval=1m&startTime={Begin.AddMinutes(-3).ToUnixTimeMilliseconds()}&limit=1000", bench.Rest.To(Route)[0].Sent);
    }

    [Fact]
    public async Task Bar_EndsWithItsMinute()
    {
        await using var bench = await StreamBench.StartAsync();
        bench.Rest.On(Route, Minutes.Rows(StreamBench.Start, Minutes.Row(-1, close: 123.5m)));
        var (reader, _) = await ListenAsync(bench, Begin.AddMinutes(-1).AddSeconds(20));

        Assert.Equal(new Bar(Begin, 200m, 50m, 123.5m), (await reader.NextAsync<MarketEvent.MinuteClosed>()).Bar);
    }

    [Fact]
    public async Task MinuteThatWasNotHeard_IsReadWhenTheNextOneComes()
    {
        await using var bench = await StreamBench.StartAsync(options => options.Connections.MinutePatience = TimeSpan.FromMinutes(1));
        bench.Rest.On(Route, Rows(-1, 0)).On(Route, Rows(0, 1));
        var (reader, socket) = await ListenAsync(bench, Begin.AddMinutes(-1));
        Assert.Equal([0], await ReadAsync(reader, 1));
        bench.Time.Advance(TimeSpan.FromSeconds(63));

        await HeardAsync(bench, socket, 1);

        Assert.Equal([1, 2], await ReadAsync(reader, 2));
    }

    [Fact]
    public async Task MinuteThatIsLate_IsRead()
    {
        await using var bench = await StreamBench.StartAsync();
        bench.Rest.On(Route, Rows(-1, 0)).On(Route, Rows(0, 1));
        var (reader, _) = await ListenAsync(bench, Begin.AddMinutes(-1));
        Assert.Equal([0], await ReadAsync(reader, 1));
        await reader.BeginAsync();

        await bench.PassAsync(TimeSpan.FromSeconds(35)); // half a minute to its end, and five seconds of patience

        Assert.Equal([1], await ReadAsync(reader, 1));
    }

    [Fact]
    public async Task MinutesDuringACut_AreReadAfterIt()
    {
        await using var bench = await StreamBench.StartAsync();
        bench.Rest.On(Route, Rows(-1, 0)).On(Route, Rows(0, 1, 2, 3));
        var (reader, socket) = await ListenAsync(bench, Begin.AddMinutes(-1));
        Assert.Equal([0], await ReadAsync(reader, 1));
        await reader.BeginAsync();

        socket.Cut();
        await bench.Time.WaitedForAsync(TimeSpan.FromMilliseconds(250), bench.Token);
        bench.Time.Advance(TimeSpan.FromMinutes(3));
        var second = await bench.AcceptAsync();
        await SubscribedAsync(bench, second);
        await HeardAsync(bench, second, 2);
        await HeardAsync(bench, second, 3);

        Assert.Equal([1, 2, 3, 4], await ReadAsync(reader, 4));
    }

    [Fact]
    public async Task MinutesThatTheExchangeDoesNotHave_AreToldAndLeftOut()
    {
        await using var bench = await StreamBench.StartAsync();
        bench.Rest.On(Route, Rows(-1)).On(Route, "[]");
        var (reader, socket) = await ListenAsync(bench, Begin.AddMinutes(-1));
        Assert.Equal([0], await ReadAsync(reader, 1));

        await HeardAsync(bench, socket, 5);

        Assert.Equal([6], await ReadAsync(reader, 1));
        Assert.Contains("has no minutes of BTCUSDT", bench.Adapter.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadThatFails_IsRepeated()
    {
        await using var bench = await StreamBench.StartAsync();
        bench.Rest.On(Route, "<html>no</html>", 502).On(Route, "{\"rows\":1}").On(Route, Rows(-1));
        var (reader, _) = await ListenAsync(bench, Begin.AddMinutes(-1));

        foreach (var pause in (int[])[250, 500])
        {
            await bench.PassAsync(TimeSpan.FromMilliseconds(pause));
        }

        Assert.Equal([0], await ReadAsync(reader, 1));
    }

    [Fact]
    public async Task SlowReader_GetsEveryMinute()
    {
        await using var bench = await StreamBench.StartAsync();
        bench.Rest.On(Route, Rows([.. Enumerable.Range(-1000, 1000)]));
        var (reader, _) = await ListenAsync(bench, Begin.AddMinutes(-1000));

        Assert.Equal(Enumerable.Range(-999, 1000), await ReadAsync(reader, 1000));
    }

    private static string Rows(params int[] minutes) => Minutes.Rows(StreamBench.Start, [.. minutes.Select(minute => Minutes.Row(minute))]);

    private static Task HeardAsync(StreamBench bench, ServerSocket socket, int minute) =>
        socket.StreamAsync("btcusdt@kline_1m", Minutes.Closed(StreamBench.Start, minute)).WaitAsync(bench.Token);

    /// <summary>Ends of the next minutes, counted from the begin of the present one; quotes do not count.</summary>
    private static async Task<List<int>> ReadAsync(Reader<MarketEvent> reader, int count)
    {
        var ends = new List<int>();
        while (ends.Count < count)
        {
            if (await reader.NextAsync() is MarketEvent.MinuteClosed closed)
            {
                ends.Add((int)(closed.Bar.Time - Begin).TotalMinutes);
            }
        }

        return ends;
    }
}
