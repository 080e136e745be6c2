using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Executor.Fuzz.Mutation;
using Executor.Fuzz.Running;
using Executor.Simulator.Server.Scenarios;
using Executor.Simulator.Server.Streams.Market;
using Executor.Simulator.Server.Streams.Sockets;
using Executor.Simulator.Server.WebSocketApi;
using Microsoft.Extensions.DependencyInjection;

namespace Executor.Fuzz.Simulator;

/// <summary>Messages to the WebSocket API and to the market streams. Each is answered, or ends the connection by the rules.</summary>
internal sealed class SocketTarget(ConnectionKind kind) : IFuzzTarget
{
    private const int Life = 5_000;

    private static readonly byte[] Secret = Encoding.ASCII.GetBytes(DefaultScenario.HmacSecret);

    private static readonly byte[][] Commands =
    [
        """{"method":"SUBSCRIBE","params":["btcusdt@bookTicker","btcusdt@kline_1m","!miniTicker@arr"],"id":1}"""u8.ToArray(),
        """{"method":"UNSUBSCRIBE","params":["btcusdt@bookTicker"],"id":"a"}"""u8.ToArray(),
        """{"method":"LIST_SUBSCRIPTIONS","id":null}"""u8.ToArray(),
        """{"method":"SET_PROPERTY","params":["combined",true],"id":4}"""u8.ToArray(),
        """{"method":"GET_PROPERTY","params":["combined"],"id":5}"""u8.ToArray(),
    ];

    private static readonly (string Method, string Parameters)[] Requests =
    [
        ("ping", "{}"), ("time", "{}"), ("exchangeInfo", """{"symbols":["BTCUSDT"]}"""), ("klines", """{"symbol":"BTCUSDT","interval":"1m","limit":5}"""),
        ("ticker.price", """{"symbol":"BTCUSDT"}"""), ("session.status", "{}"), ("session.subscriptions", "{}"), ("session.logout", "{}"),
        ("userDataStream.unsubscribe", """{"subscriptionId":0}"""), ("userDataStream.subscribe", "{}"), ("userDataStream.subscribe.signature", "SIGNED{}"),
        ("userDataStream.subscribe.listenToken", """{"listenToken":"abc"}"""), ("session.logon", "SIGNED{}"),
        ("order.place", """SIGNED{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","timeInForce":"GTC","quantity":"0.01","price":"60000"}"""),
        ("order.place", """SIGNED{"symbol":"BTCUSDT","side":"SELL","type":"MARKET","quantity":"0.001"}"""),
        ("order.cancel", """SIGNED{"symbol":"BTCUSDT","orderId":1}"""), ("order.status", """SIGNED{"symbol":"BTCUSDT","orderId":1}"""),
        ("openOrders.status", """SIGNED{"symbol":"BTCUSDT"}"""), ("account.status", "SIGNED{}"), ("openOrders.cancelAll", """SIGNED{"symbol":"BTCUSDT"}"""),
        ("orderList.place.oco", """SIGNED{"symbol":"BTCUSDT","side":"SELL","quantity":"0.01","aboveType":"LIMIT_MAKER","abovePrice":"64000","belowType":"STOP_LOSS","belowStopPrice":"60000"}"""),
    ];

    private SimulatorBench? _bench;
    private FakeSocket? _socket;
    private CancellationTokenSource? _gone;
    private Task _running = Task.CompletedTask;
    private TaskCompletionSource _answered = new();
    private string? _leak;
    private int _fed;

    public string LastInput { get; private set; } = "";

    public async Task FeedAsync(Mutator mutator)
    {
        if (_fed++ % Life == 0)
        {
            await DisposeAsync();
            _bench = new SimulatorBench();
        }

        if (_socket is not { State: WebSocketState.Open })
        {
            await ConnectAsync();
        }

        var message = kind == ConnectionKind.Market ? mutator.Json(mutator.Of(Commands)) : Request(mutator);
        LastInput = Encoding.UTF8.GetString(message);
        _answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _socket!.DeliverAsync(message);
        await Task.WhenAny(_answered.Task, _running); // without an answer this hangs, which is a finding
        if (_running.IsFaulted)
        {
            await _running;
        }

        if (_leak is { } leak)
        {
            SimulatorBench.Check(leak);
        }

        _bench!.Time.Advance(TimeSpan.FromSeconds(1));
    }

    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        await (_bench?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task ConnectAsync()
    {
        await LeaveAsync();
        _gone = new CancellationTokenSource();
        _socket = new FakeSocket(Sent);
        var connections = _bench!.Services.GetRequiredService<Connections>();
        connections.Options = connections.Options with { MessagesPerSecond = 1_000_000, Lifetime = null };
        var peer = new SocketPeer(_socket, connections.Options.MaxBacklog, TimeProvider.System, _gone.Token);
        var connection = connections.Add(kind, "10.0.0.1", peer);
        var context = _bench.ContextOf(new SimulatedRequest("GET", kind == ConnectionKind.Api ? "/ws-api/v3" : "/stream?streams=btcusdt@aggTrade", "", []), IPAddress.Loopback);
        _running = kind == ConnectionKind.Api
            ? _bench.Services.GetRequiredService<ApiConnection>().RunAsync(context, connection)
            : _bench.Services.GetRequiredService<MarketConnection>().RunAsync(context, connection);
    }

    private async Task LeaveAsync()
    {
        if (_gone is not null)
        {
            await _gone.CancelAsync();
            await _running;
            _gone.Dispose();
        }

        (_gone, _socket) = (null, null);
    }

    private void Sent(FakeSocket socket, byte[] message)
    {
        var text = Encoding.UTF8.GetString(message);
        if (text.Contains(DefaultScenario.HmacSecret, StringComparison.Ordinal))
        {
            _leak = text;
        }

        if (!text.Contains("\"event\":", StringComparison.Ordinal) && !text.Contains("\"stream\":", StringComparison.Ordinal))
        {
            _answered.TrySetResult();
        }
    }

    /// <summary>A request, signed after it was tampered with where that is still possible.</summary>
    private byte[] Request(Mutator mutator)
    {
        var (method, template) = mutator.Of(Requests);
        var isSigned = template.StartsWith("SIGNED", StringComparison.Ordinal);
        var parameters = mutator.Json(Encoding.UTF8.GetBytes(isSigned ? template[6..] : template));
        if (isSigned && Sign(parameters) is { } signed)
        {
            parameters = signed;
        }

        var name = mutator.OneIn(30) ? JsonEncodedText.Encode(mutator.Text(method).Replace("\uD83D\uDE00", "", StringComparison.Ordinal)).ToString() : method;
        byte[] message = [.. Encoding.UTF8.GetBytes($"{{\"id\":{mutator.Lot.Next(1_000)},\"method\":\"{name}\",\"params\":"), .. parameters, (byte)'}'];
        return mutator.OneIn(6) ? mutator.Json(message) : message;
    }

    private byte[]? Sign(byte[] parameters)
    {
        try
        {
            using var document = JsonDocument.Parse(parameters);
            var all = document.RootElement.EnumerateObject().Select(member => (member.Name, Value: member.Value.ToString(), Raw: member.Value.GetRawText())).ToList();
            all.Add(("apiKey", DefaultScenario.HmacKey, $"\"{DefaultScenario.HmacKey}\""));
            all.Add(("timestamp", $"{_bench!.Now}", $"{_bench.Now}"));
            var payload = string.Join('&', all.OrderBy(each => each.Name, StringComparer.Ordinal).Select(each => $"{each.Name}={each.Value}"));
            var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes(payload)));
            all.Add(("signature", signature, $"\"{signature}\""));
            return Encoding.UTF8.GetBytes($"{{{string.Join(',', all.Select(each => $"{JsonSerializer.Serialize(each.Name)}:{each.Raw}"))}}}");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // too far gone to be signed: it is sent as it is
        }
    }
}
