using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Executor.Exchange.Http;
using Executor.Silo.Configuration;

namespace Executor.Silo.Live.Validation;

/// <summary>Are the three ways to the exchange open?</summary>
internal static class EndpointCheck
{
    private const string Check = "connection";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(LiveSettings live, AccountReads reads, ValidationReport report, TimeProvider clock, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var (json, problem) = await reads.ReadAsync(SpotEndpoints.Ping, cancellationToken).ConfigureAwait(false);
        if (json is null)
            report.Fail(Check, null, $"REST at {live.RestHosts[0].Authority}: {problem}", $"Check {SettingNames.BinanceBaseUrl}, the network, and whether the exchange serves this country.");
        else
            report.Pass(Check, null, $"REST at {live.RestHosts[0].Authority} answers in {clock.GetElapsedTime(began).TotalMilliseconds:0} ms");
        await SocketAsync(live.WebSocketApi, "WebSocket API", SettingNames.BinanceWebSocketApiUrl, "ping", report, clock, cancellationToken).ConfigureAwait(false);
        var streams = new UriBuilder(live.Streams) { Path = "/stream" }.Uri;
        await SocketAsync(streams, "market streams", SettingNames.BinanceStreamUrl, "LIST_SUBSCRIPTIONS", report, clock, cancellationToken).ConfigureAwait(false);
    }

    private static async Task SocketAsync(
        Uri address, string what, string setting, string method, ValidationReport report, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var limit = new CancellationTokenSource(Patience, clock);
        await using var ends = limit.Token.Register(patience.Cancel);
        var began = clock.GetTimestamp();
        try
        {
            using var socket = new ClientWebSocket();
            await socket.ConnectAsync(address, patience.Token).ConfigureAwait(false);
            await socket.SendAsync(Encoding.UTF8.GetBytes($$"""{"id":1,"method":"{{method}}"}"""), WebSocketMessageType.Text, endOfMessage: true, patience.Token)
                .ConfigureAwait(false);
            await AnswerAsync(socket, patience.Token).ConfigureAwait(false);
            report.Pass(Check, null, $"{what} at {address.Authority} answers in {clock.GetElapsedTime(began).TotalMilliseconds:0} ms");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested
            && exception is WebSocketException or OperationCanceledException or JsonException or IOException or HttpRequestException)
        {
            var reason = exception is OperationCanceledException ? $"no answer within {Patience.TotalSeconds} s" : exception.Message;
            report.Fail(Check, null, $"{what} at {address.Authority}: {reason}", $"Check {setting}, proxies and firewalls: orders would be placed and nothing be heard of them.");
        }
    }

    /// <summary>Reads one whole message; that it is one of JSON is answer enough.</summary>
    private static async Task AnswerAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            length += part.Count;
            if (part.MessageType == WebSocketMessageType.Close)
                throw new IOException("the connection was closed instead of an answer");
            if (part.EndOfMessage)
                break;
            if (length == buffer.Length)
                throw new IOException("the answer is too long");
        }

        using var document = JsonDocument.Parse(buffer.AsMemory(0, length));
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new IOException($"the answer is a {document.RootElement.ValueKind}");
    }
}
