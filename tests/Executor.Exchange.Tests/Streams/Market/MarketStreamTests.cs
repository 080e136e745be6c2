using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.Exchange.Tests.Streams.Scripted;

namespace Executor.Exchange.Tests.Streams.Market;

/// <summary>Quotes of symbols over a real connection: what is subscribed to, what counts as a price, and when prices are old.</summary>
public sealed class MarketStreamTests
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(333);

    [Fact]
    public async Task Symbol_IsSubscribedToAndQuoted()
    {
        await using var bench = await StreamBench.StartAsync();
        var reader = bench.FollowMarket();
        await reader.BeginAsync();
        var socket = await bench.AcceptAsync();

        var request = await SubscribedAsync(bench, socket);
        await socket.StreamAsync("btcusdt@bookTicker", Book(100m, 101m));
        await socket.StreamAsync("btcusdt@aggTrade", Trade(100.5m));

        Assert.Equal("/stream", socket.Path);
        Assert.Equal("""["btcusdt@bookTicker","btcusdt@aggTrade","btcusdt@kline_1m"]""", request);
        Assert.Equal(new Quote(100m, 101m, 100.5m, StreamBench.Start), (await reader.NextAsync<MarketEvent.Quoted>()).Quote);
    }

    [Fact]
    public async Task LastPrice_IsReadWhereNothingIsTraded()
    {
        await using var bench = await StreamBench.StartAsync();
        bench.Rest.On("GET /api/v3/klines", Minutes.Rows(StreamBench.Start, Minutes.Row(-1), Minutes.Row(0, close: 99m)));
        var (reader, socket) = await ListenAsync(bench, StreamBench.Start.AddMinutes(-1));
        await reader.NextAsync<MarketEvent.MinuteClosed>(); // it is read when the subscription stands
        await socket.StreamAsync("btcusdt@bookTicker", Book(98m, 100m));

        bench.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(99m, (await reader.NextAsync<MarketEvent.Quoted>()).Quote.Last);
        Assert.Equal("symbol=BTCUSDT&interval=1m&limit=1", bench.Rest.To("GET /api/v3/klines")[1].Sent);
    }

    [Fact]
    public async Task SlowReader_GetsTheNewestQuoteAlone()
    {
        await using var bench = await StreamBench.StartAsync();
        var (slow, socket) = await ListenAsync(bench);
        await socket.StreamAsync("btcusdt@bookTicker", Book(1m, 2m));
        await socket.StreamAsync("btcusdt@aggTrade", Trade(1.5m));
        await slow.NextAsync<MarketEvent.Quoted>();
        var quick = bench.FollowMarket();
        await quick.NextAsync<MarketEvent.Quoted>();
        for (var update = 2; update <= 50; update++)
        {
            await socket.StreamAsync("btcusdt@bookTicker", Book(update, update + 1m, update));
            while ((await quick.NextAsync<MarketEvent.Quoted>()).Quote.Bid < update)
            {
            }
        }

        Assert.Equal(50m, (await slow.NextAsync<MarketEvent.Quoted>()).Quote.Bid);
    }

    [Theory]
    [InlineData("0", "101")]
    [InlineData("102", "101")]
    [InlineData("0", "0")]
    public async Task ImpossiblePrices_AreDroppedAndFallSilent(string bid, string ask)
    {
        await using var bench = await StreamBench.StartAsync();
        var (reader, socket) = await ListenAsync(bench);
        await socket.StreamAsync("btcusdt@aggTrade", Trade(100.5m));
        await socket.StreamAsync("btcusdt@bookTicker", Book(100m, 101m));
        await reader.NextAsync<MarketEvent.Quoted>();
        await reader.BeginAsync();

        await socket.StreamAsync("btcusdt@bookTicker", $"{{\"u\":2,\"s\":\"BTCUSDT\",\"b\":\"{bid}\",\"B\":\"1\",\"a\":\"{ask}\",\"A\":\"1\"}}");
        await socket.StreamAsync("btcusdt@aggTrade", Trade(100.75m, 2));
        Assert.Equal(new Quote(100m, 101m, 100.75m, StreamBench.Start), (await reader.NextAsync<MarketEvent.Quoted>()).Quote);
        await reader.BeginAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(30));

        Assert.Contains("BTCUSDT for 30 s", (await reader.NextAsync<MarketEvent.Silent>()).Reason, StringComparison.Ordinal);
        await socket.StreamAsync("btcusdt@bookTicker", Book(100m, 102m, 3));
        Assert.Equal(102m, (await reader.NextAsync<MarketEvent.Quoted>()).Quote.Ask);
    }

    [Fact]
    public async Task PricesFromBeforeACut_DoNotMixWithThoseAfter()
    {
        await using var bench = await StreamBench.StartAsync();
        var (reader, socket) = await ListenAsync(bench);
        await socket.StreamAsync("btcusdt@aggTrade", Trade(100.5m));
        await socket.StreamAsync("btcusdt@bookTicker", Book(100m, 101m));
        await reader.NextAsync<MarketEvent.Quoted>();
        await reader.BeginAsync();

        socket.Cut();
        await bench.PassAsync(TimeSpan.FromMilliseconds(250));
        var second = await bench.AcceptAsync();
        await SubscribedAsync(bench, second);
        await second.StreamAsync("btcusdt@bookTicker", Book(80m, 81m, 1));
        await second.StreamAsync("btcusdt@aggTrade", Trade(80.5m, 1));

        Assert.Equal((80m, 81m, 80.5m), Prices(await reader.NextAsync<MarketEvent.Quoted>()));
    }

    [Fact]
    public async Task Rollover_TakesTheNewestOfBothConnections()
    {
        await using var bench = await StreamBench.StartAsync();
        var (reader, old) = await ListenAsync(bench);
        await old.SendAsync("{\"e\":\"serverShutdown\",\"E\":1764000000000}");
        var next = await bench.AcceptAsync();
        await SubscribedAsync(bench, next);
        await bench.Time.WaitedForAsync(StreamBench.Overlap, bench.Token);

        await next.StreamAsync("btcusdt@aggTrade", Trade(100.5m, 7));
        await next.StreamAsync("btcusdt@bookTicker", Book(100m, 101m, 9));
        Assert.Equal((100m, 101m, 100.5m), Prices(await reader.NextAsync<MarketEvent.Quoted>()));
        await old.StreamAsync("btcusdt@bookTicker", Book(90m, 91m, 8));
        await old.StreamAsync("btcusdt@bookTicker", Book(110m, 111m, 10));

        Assert.Equal((110m, 111m, 100.5m), Prices(await reader.NextAsync<MarketEvent.Quoted>()));
        bench.Time.Advance(StreamBench.Overlap);
        await old.Gone.WaitAsync(bench.Token);
    }

    [Fact]
    public async Task ManySymbols_ShareConnectionsUpToTheirLimit()
    {
        await using var bench = await StreamBench.StartAsync(options => options.Connections.StreamsPerConnection = 8);
        await bench.FollowMarket("AAAUSDT").BeginAsync();
        var first = await bench.AcceptAsync();
        await SubscribedAsync(bench, first);

        await bench.FollowMarket("BBBUSDT").BeginAsync();
        await bench.PassAsync(Pace);
        Assert.Contains("bbbusdt@", await SubscribedAsync(bench, first), StringComparison.Ordinal);
        await bench.FollowMarket("CCCUSDT").BeginAsync(); // a third one would be nine streams
        var second = await bench.AcceptAsync();

        Assert.Contains("cccusdt@", await SubscribedAsync(bench, second), StringComparison.Ordinal);
        Assert.True(bench.Sockets.IsQuiet);
    }

    [Fact]
    public async Task Requests_KeepThePaceThatTheExchangeAllows()
    {
        await using var bench = await StreamBench.StartAsync();
        var (_, socket) = await ListenAsync(bench);

        await bench.FollowMarket("ETHUSDT").BeginAsync();
        await bench.Time.WaitedForAsync(Pace, bench.Token);
        bench.Time.Advance(Pace);

        Assert.Equal("""["ethusdt@bookTicker","ethusdt@aggTrade","ethusdt@kline_1m"]""", await SubscribedAsync(bench, socket));
    }

    [Fact]
    public async Task SymbolThatNobodyFollows_IsUnsubscribedAndTheLastOneCloses()
    {
        await using var bench = await StreamBench.StartAsync();
        var (first, socket) = await ListenAsync(bench);
        await socket.StreamAsync("btcusdt@aggTrade", Trade(1m));
        await socket.StreamAsync("btcusdt@bookTicker", Book(1m, 2m));
        await first.NextAsync<MarketEvent.Quoted>();
        var second = bench.FollowMarket("ETHUSDT");
        await second.BeginAsync();
        await bench.PassAsync(Pace);
        await SubscribedAsync(bench, socket);
        await socket.StreamAsync("ethusdt@aggTrade", Trade(1m));
        await socket.StreamAsync("ethusdt@bookTicker", Book(1m, 2m));
        await second.NextAsync<MarketEvent.Quoted>();

        await second.DisposeAsync();
        await bench.PassAsync(Pace);
        var request = await socket.TakeAsync("UNSUBSCRIBE", bench.Token);
        await socket.SendAsync($"{{\"result\":null,\"id\":{request.GetProperty("id").GetRawText()}}}");
        await first.DisposeAsync();

        await socket.Gone.WaitAsync(bench.Token);
    }

    [Fact]
    public async Task StreamThatTheExchangeForgot_IsAskedForAnewAndTheOthersGoOn()
    {
        await using var bench = await StreamBench.StartAsync();
        var (_, socket) = await ListenAsync(bench);
        var other = bench.FollowMarket("ETHUSDT");
        await other.BeginAsync();
        await bench.PassAsync(Pace);
        await SubscribedAsync(bench, socket);

        await bench.PassAsync(TimeSpan.FromSeconds(30) - Pace);
        await socket.AnswerAsync("LIST_SUBSCRIPTIONS", "[\"btcusdt@bookTicker\",\"ethusdt@bookTicker\",\"ethusdt@aggTrade\",\"ethusdt@kline_1m\"]", bench.Token);
        await bench.PassAsync(Pace);

        Assert.Equal("[\"btcusdt@bookTicker\",\"btcusdt@aggTrade\",\"btcusdt@kline_1m\"]", await SubscribedAsync(bench, socket));
        Assert.Contains("BTCUSDT are not to be had: the exchange does not list its streams any more", bench.Adapter.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SymbolThatIsRefused_LeavesTheOthersOfItsConnectionAlone()
    {
        await using var bench = await StreamBench.StartAsync();
        var (_, socket) = await ListenAsync(bench);
        await bench.FollowMarket("NOUSDT").BeginAsync();
        await bench.PassAsync(Pace);
        var refused = await socket.TakeAsync("SUBSCRIBE", bench.Token);
        await socket.SendAsync($"{{\"error\":{{\"code\":2,\"msg\":\"Invalid request: unknown stream\"}},\"id\":{refused.GetProperty("id").GetRawText()}}}");

        await bench.PassAsync(TimeSpan.FromSeconds(30) - Pace); // the connection is asked as ever

        await socket.AnswerAsync("LIST_SUBSCRIPTIONS", "[\"btcusdt@bookTicker\",\"btcusdt@aggTrade\",\"btcusdt@kline_1m\"]", bench.Token);
        Assert.Contains("NOUSDT are not to be had: SUBSCRIBE of NOUSDT was refused: Invalid request", bench.Adapter.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RefusedSubscription_IsToldInTheLog()
    {
        await using var bench = await StreamBench.StartAsync();
        await bench.FollowMarket("NOUSDT").BeginAsync();
        var socket = await bench.AcceptAsync();
        await socket.TakeAsync("SUBSCRIBE", bench.Token);

        await socket.SendAsync("{\"code\":2,\"msg\":\"Invalid request: unknown stream\"}");
        await bench.Time.WaitedForAsync(TimeSpan.FromMilliseconds(250), bench.Token);

        Assert.Contains("SUBSCRIBE of NOUSDT was refused: Invalid request", bench.Adapter.Logs.Text, StringComparison.Ordinal);
    }

    internal static async Task<(Reader<MarketEvent> Reader, ServerSocket Socket)> ListenAsync(StreamBench bench, DateTimeOffset? barsSince = null)
    {
        var reader = bench.FollowMarket(barsSince: barsSince);
        await reader.BeginAsync();
        var socket = await bench.AcceptAsync();
        await SubscribedAsync(bench, socket);
        return (reader, socket);
    }

    /// <summary>Takes a subscription and confirms it; the streams in it.</summary>
    internal static async Task<string> SubscribedAsync(StreamBench bench, ServerSocket socket)
    {
        var request = await socket.TakeAsync("SUBSCRIBE", bench.Token);
        await socket.SendAsync($"{{\"result\":null,\"id\":{request.GetProperty("id").GetRawText()}}}");
        return request.GetProperty("params").GetRawText();
    }

    private static string Book(decimal bid, decimal ask, long update = 1) => FormattableString.Invariant(
        $$"""{"u":{{update}},"s":"BTCUSDT","b":"{{bid}}","B":"31.2","a":"{{ask}}","A":"40.6"}""");

    private static string Trade(decimal price, long id = 1) => FormattableString.Invariant(
        $$"""{"e":"aggTrade","E":1764000029990,"s":"BTCUSDT","a":{{id}},"p":"{{price}}","q":"0.1","f":100,"l":105,"T":1764000029989,"m":true,"M":true}""");

    private static (decimal, decimal, decimal) Prices(MarketEvent.Quoted quoted) => (quoted.Quote.Bid, quoted.Quote.Ask, quoted.Quote.Last);
}
