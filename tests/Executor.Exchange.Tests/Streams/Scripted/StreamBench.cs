using Executor.Core.Exchange;
using Executor.Exchange.Streams;
using Executor.Exchange.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;

namespace Executor.Exchange.Tests.Streams.Scripted;

/// <summary>The adapter with its streams, as a host registers it, against scripted servers; time is moved by the test, and lots are always drawn 0.</summary>
internal sealed class StreamBench : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeMilliseconds(1_764_000_030_000); // half a minute

    /// <summary>No two waits that a test tells apart are equally long.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromSeconds(7);

    /// <summary>The pause after a refusal: half of what is set, the lot being 0.</summary>
    public static readonly TimeSpan SlowPause = TimeSpan.FromSeconds(29);

    private readonly CancellationTokenSource _patience;
    private readonly List<IAsyncDisposable> _readers = [];

    private StreamBench(AdapterBench adapter, SocketServer sockets, ObservedTime time, CancellationTokenSource patience) =>
        (Adapter, Sockets, Time, _patience) = (adapter, sockets, time, patience);

    public AdapterBench Adapter { get; }

    public ScriptedServer Rest => Adapter.Server;

    public SocketServer Sockets { get; }

    public ObservedTime Time { get; }

    /// <summary>Ends a test that waits for what never comes.</summary>
    public CancellationToken Token => _patience.Token;

    public static async Task<StreamBench> StartAsync(Action<BinanceOptions>? configure = null)
    {
        var sockets = await SocketServer.StartAsync();
        var time = new ObservedTime(Start);
        var adapter = await AdapterBench.StartAsync(
            options =>
            {
                options.WebSocketApi = new Uri(sockets.Address, "/ws-api/v3");
                options.Streams = sockets.Address;
                options.Clock.Bias = TimeSpan.Zero;
                options.Clock.Period = TimeSpan.FromHours(1);
                options.ReadRetries = 0;
                options.Connections.Overlap = Overlap;
                options.Connections.RefusalPause = SlowPause * 2;
                options.Connections.ReadyTimeout = TimeSpan.FromSeconds(31);
                configure?.Invoke(options);
            },
            time: time,
            register: services => services.AddSingleton(new Lot(() => 0d)).AddBinanceStreams());
        adapter.Server.OnTime(() => time.GetUtcNow());
        var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        return new StreamBench(adapter, sockets, time, patience);
    }

    public Reader<AccountEvent> Follow(TradingAccount account = TradingAccount.Spot, string? symbol = null) =>
        Read(Adapter.Get<IAccountEvents>().FollowAsync(account, symbol, Token));

    public Reader<MarketEvent> FollowMarket(string symbol = "BTCUSDT", DateTimeOffset? barsSince = null) =>
        Read(Adapter.Get<IMarketEvents>().FollowAsync(symbol, barsSince, Token));

    public Task<ServerSocket> AcceptAsync() => Sockets.AcceptAsync(Token);

    public Task PassAsync(TimeSpan time) => Time.PassAsync(time, Token);

    /// <summary>A spot wallet that is followed, and the connection on which it is heard as subscription 0.</summary>
    public async Task<(Reader<AccountEvent> Reader, ServerSocket Socket)> ListenAsync()
    {
        var reader = Follow();
        await reader.BeginAsync();
        var socket = await AcceptAsync();
        await socket.AnswerAsync("userDataStream.subscribe.signature", "{\"subscriptionId\":0}", Token);
        Assert.IsType<AccountEvent.Listening>(await reader.NextAsync());
        return (reader, socket);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var reader in _readers)
        {
            await reader.DisposeAsync();
        }

        await Adapter.DisposeAsync();
        await Sockets.DisposeAsync();
        _patience.Dispose();
    }

    private Reader<T> Read<T>(IAsyncEnumerable<T> events)
    {
        var reader = new Reader<T>(events);
        _readers.Add(reader);
        return reader;
    }
}

/// <summary>Reads one event at a time.</summary>
internal sealed class Reader<T>(IAsyncEnumerable<T> events) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<T> _events = events.GetAsyncEnumerator();
    private Task<bool>? _next;

    /// <summary>Begins to read without waiting for an event.</summary>
    public Task BeginAsync()
    {
        _next ??= _events.MoveNextAsync().AsTask();
        return Task.CompletedTask;
    }

    public async Task<T> NextAsync()
    {
        await BeginAsync();
        Assert.True(await _next!);
        _next = null;
        return _events.Current;
    }

    /// <summary>The next event, which is of this kind.</summary>
    public async Task<TEvent> NextAsync<TEvent>()
        where TEvent : T => Assert.IsType<TEvent>(await NextAsync());

    /// <summary>Stops to read. An event that is waited for stays unread: the wait ends with the test.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_next is null)
        {
            await _events.DisposeAsync();
        }
    }
}
