using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Executor.Simulator.Server.Scenarios;

namespace Executor.Simulator.Tests.Live;

/// <summary>A WebSocket that reads all the time and keeps what comes.</summary>
internal sealed class SocketClient : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ClientWebSocket _socket = new();
    private readonly Channel<JsonElement> _frames = Channel.CreateUnbounded<JsonElement>();
    private readonly LiveVenue _venue;
    private Task _reading = Task.CompletedTask;
    private int _lastId;

    private SocketClient(LiveVenue venue) => _venue = venue;

    /// <summary>Set when the server has closed, or cut, the connection.</summary>
    public Task Over => _reading;

    public WebSocketCloseStatus? CloseStatus => _socket.CloseStatus;

    public static async Task<SocketClient> ConnectAsync(LiveVenue venue, string path)
    {
        var client = new SocketClient(venue);
        await client._socket.ConnectAsync(new Uri($"ws://{venue.Address.Authority}{path}"), TestContext.Current.CancellationToken);
        client._reading = client.ReadAsync();
        return client;
    }

    public static Task<SocketClient> ToApiAsync(LiveVenue venue, string query = "") => ConnectAsync(venue, "/ws-api/v3" + query);

    /// <summary>A connection of the WebSocket API that hears the spot account of customer <c>main</c>.</summary>
    public static async Task<SocketClient> ListeningAsync(LiveVenue venue)
    {
        var client = await ToApiAsync(venue);
        var answer = await client.CallSignedAsync("userDataStream.subscribe.signature");
        Assert.Equal(200, answer.GetProperty("status").GetInt32());
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public Task SendAsync(byte[] content, WebSocketMessageType type) =>
        _socket.SendAsync(content, type, endOfMessage: true, TestContext.Current.CancellationToken);

    /// <summary>The next frame.</summary>
    public async Task<JsonElement> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        return await _frames.Reader.ReadAsync(patience.Token);
    }

    /// <summary>The next frame of that kind; others are left out.</summary>
    public async Task<JsonElement> NextAsync(Func<JsonElement, bool> wanted)
    {
        while (true)
        {
            var frame = await NextAsync();
            if (wanted(frame))
                return frame;
        }
    }

    /// <summary>The next event of a user data stream.</summary>
    public async Task<JsonElement> NextEventAsync() => (await NextAsync(frame => frame.TryGetProperty("event", out _))).GetProperty("event");

    /// <summary>The next event of that type.</summary>
    public async Task<JsonElement> NextEventAsync(string type) =>
        (await NextAsync(frame => frame.TryGetProperty("event", out var happened) && happened.GetProperty("e").GetString() == type)).GetProperty("event");

    /// <summary>Sends a request and waits for its answer; events that come first are left out.</summary>
    public async Task<JsonElement> CallAsync(string method, string parameters = "{}")
    {
        var id = await BeginAsync(method, parameters);
        return await NextAsync(frame => frame.TryGetProperty("id", out var answered) && answered.ValueKind == JsonValueKind.Number && answered.GetInt32() == id);
    }

    /// <summary>Sends a request.</summary>
    /// <returns>Its id.</returns>
    public async Task<int> BeginAsync(string method, string parameters)
    {
        var id = ++_lastId;
        await SendAsync($$"""{"id":{{id}},"method":"{{method}}","params":{{parameters}}}""");
        return id;
    }

    /// <summary>A request signed by the HMAC key of customer <c>main</c>.</summary>
    public Task<JsonElement> CallSignedAsync(string method, params (string Name, string Value)[] parameters) => CallAsync(method, Sign(parameters));

    public string Sign(params (string Name, string Value)[] parameters)
    {
        var all = parameters.Append(("apiKey", DefaultScenario.HmacKey)).Append(("timestamp", Now)).Append(("recvWindow", "60000"))
            .OrderBy(each => each.Item1, StringComparer.Ordinal).ToList();
        var signature = LiveVenue.Sign(string.Join('&', all.Select(each => $"{each.Item1}={each.Item2}")));
        return JsonSerializer.Serialize(all.Append(("signature", signature)).ToDictionary(each => each.Item1, each => each.Item2));
    }

    public string Now => _venue.Venue.Clock.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    private async Task ReadAsync()
    {
        try
        {
            var buffer = new byte[64 * 1024];
            using var message = new MemoryStream();
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer, CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                message.Write(buffer, 0, part.Count);
                if (!part.EndOfMessage)
                    continue;
                _frames.Writer.TryWrite(JsonDocument.Parse(message.ToArray()).RootElement);
                message.SetLength(0);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // cut: the test looks at what came before
        }
        finally
        {
            _frames.Writer.TryComplete();
        }
    }
}
