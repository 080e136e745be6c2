using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Executor.Core.Exchange;
using Executor.Exchange;
using Executor.Exchange.Http;
using Executor.Exchange.Streams;
using Executor.Exchange.Streams.Sockets;
using Executor.Fuzz.Mutation;
using Executor.Fuzz.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Executor.Fuzz.Adapter;

/// <summary>A wallet and a market that are followed, on connections that say what they should not. Everything ends as a new connection, a look or a dropped
/// event; never as an exception that nobody foresaw.</summary>
internal sealed class StreamTarget : IFuzzTarget, ISocketConnector
{
    private readonly AdapterSecrets _secrets = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeMilliseconds(1_764_000_001_000));
    private readonly CancellationTokenSource _over = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<bool, FakeSocket> _open = [];
    private readonly ServiceProvider _services;
    private readonly Task[] _readers;
    private Mutator? _mutator;
    private string _last = "";

    public StreamTarget()
    {
        var network = new HostileExchange(_secrets);
        _services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_secrets))
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton<ISocketConnector>(this)
            .AddSingleton(new Lot(() => 0d))
            .AddBinanceExchange()
            .AddBinanceStreams()
            .Configure<BinanceOptions>(options =>
            {
                options.RestHosts.Add(new Uri("http://one.test"));
                options.WebSocketApi = new Uri("ws://api.test/ws-api/v3");
                options.Streams = new Uri("ws://streams.test");
                options.Credentials = AdapterSecrets.Credentials;
                options.Budget.Patience = options.Budget.QueryPatience = TimeSpan.Zero;
            })
            .AddHttpClient(ApiTransport.ClientName).ConfigurePrimaryHttpMessageHandler(() => network).Services
            .BuildServiceProvider();
        _readers =
        [
            ReadAsync(_services.GetRequiredService<IAccountEvents>().FollowAsync(TradingAccount.Spot, null, _over.Token)),
            ReadAsync(_services.GetRequiredService<IMarketEvents>().FollowAsync("BTCUSDT", _time.GetUtcNow().AddMinutes(-5), _over.Token)),
        ];
    }

    public string LastInput => _last;

    public async Task FeedAsync(Mutator mutator)
    {
        _secrets.Check("");
        _mutator = mutator;
        var isAccount = mutator.OneIn(2);
        var socket = Open(isAccount);
        for (var waited = 0; socket is null; waited++)
        {
            // Between two connections: pauses pass as fast as they are waited for.
            _time.Advance(waited < 50 ? TimeSpan.FromSeconds(1) : waited < 500 ? TimeSpan.FromSeconds(61) : TimeSpan.FromHours(6)); // it may have been told to wait for days
            await Task.Yield();
            socket = Open(isAccount);
            if (waited > 200_000)
            {
                throw new FuzzFindingException($"no new {(isAccount ? "account" : "market")} connection was made");
            }
        }

        var message = mutator.Json(mutator.Of(isAccount ? StreamMessages.Account : StreamMessages.Market));
        _last = Encoding.Latin1.GetString(message);
        await socket.DeliverAsync(message);
        if (mutator.OneIn(50))
        {
            _time.Advance(TimeSpan.FromSeconds(31)); // connections are asked what they serve
        }
    }

    public Task<WebSocket> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var isAccount = address.Host == "api.test";
        var socket = new FakeSocket(Answer);
        lock (_gate)
        {
            _open[isAccount] = socket;
        }

        return Task.FromResult<WebSocket>(socket);
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_readers);
        var closing = _services.DisposeAsync().AsTask();
        while (!closing.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(61));
            await Task.Yield();
        }

        await closing;
        _over.Dispose();
    }

    private FakeSocket? Open(bool isAccount)
    {
        lock (_gate)
        {
            return _open.TryGetValue(isAccount, out var socket) && socket.State == WebSocketState.Open ? socket : null;
        }
    }

    /// <summary>Answers as it should, or as it should not.</summary>
    private void Answer(FakeSocket socket, byte[] question)
    {
        using var document = JsonDocument.Parse(question);
        var id = document.RootElement.GetProperty("id").GetRawText();
        var method = document.RootElement.GetProperty("method").GetString()!;
        var good = method switch
        {
            "userDataStream.subscribe.signature" => StreamMessages.Answers[0],
            "session.subscriptions" => StreamMessages.Answers[1],
            "LIST_SUBSCRIPTIONS" => StreamMessages.Answers[6],
            _ => StreamMessages.Answers[5],
        };
        var mutator = _mutator!;
        var told = mutator.OneIn(4) ? mutator.Json(mutator.Of(StreamMessages.Answers)) : good;
        socket.Put(Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(told).Replace("ID", id, StringComparison.Ordinal)));
    }

    private async Task ReadAsync<T>(IAsyncEnumerable<T> events)
    {
        try
        {
            await foreach (var happened in events)
            {
                _secrets.Note(happened?.ToString() ?? "");
            }
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // It is over.
        }
        catch (Exception exception)
        {
            _secrets.Fail($"a follower was told an exception: {exception}");
        }
    }
}
