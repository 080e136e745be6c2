using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Executor.Exchange.Tests.Streams.Scripted;

/// <summary>One connection, seen from the exchange.</summary>
internal sealed class ServerSocket(WebSocket socket, HttpContext context, CancellationToken stop)
{
    private readonly Channel<JsonElement> _requests = Channel.CreateUnbounded<JsonElement>();
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Path => context.Request.Path;

    /// <summary>Completes when the client has left.</summary>
    public Task Gone => _gone.Task;

    /// <summary>The next request, which is of this method.</summary>
    public async Task<JsonElement> TakeAsync(string method, CancellationToken cancellationToken)
    {
        var request = await _requests.Reader.ReadAsync(cancellationToken);
        Assert.Equal(method, request.GetProperty("method").GetString());
        return request;
    }

    /// <summary>Takes the next request and answers it.</summary>
    public async Task<JsonElement> AnswerAsync(string method, string result, CancellationToken cancellationToken)
    {
        var request = await TakeAsync(method, cancellationToken);
        await ReplyAsync(request, result);
        return request;
    }

    public Task ReplyAsync(JsonElement request, string result) =>
        SendAsync($"{{\"id\":{request.GetProperty("id").GetRawText()},\"status\":200,\"result\":{result},\"rateLimits\":[{{\"rateLimitType\":\"REQUEST_WEIGHT\",\"interval\":\"MINUTE\",\"intervalNum\":1,\"limit\":6000,\"count\":7}}]}}");

    public Task RefuseAsync(JsonElement request, int status, int code, string text, string data = "null") =>
        SendAsync($"{{\"id\":{request.GetProperty("id").GetRawText()},\"status\":{status},\"error\":{{\"code\":{code},\"msg\":\"{text}\",\"data\":{data}}}}}");

    /// <summary>An event of a subscription.</summary>
    public Task TellAsync(long subscription, string @event) => SendAsync($"{{\"subscriptionId\":{subscription},\"event\":{@event}}}");

    /// <summary>An event of a market stream.</summary>
    public Task StreamAsync(string stream, string data) => SendAsync($"{{\"stream\":\"{stream}\",\"data\":{data}}}");

    public Task SendAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, stop);

    /// <summary>A part of a message, after which more is to come.</summary>
    public Task SendPartAsync(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, false, stop);

    public Task CloseAsync() => socket.CloseOutputAsync(WebSocketCloseStatus.EndpointUnavailable, "bye", stop);

    /// <summary>Cuts the connection.</summary>
    public void Cut() => context.Abort();

    public async Task RunAsync()
    {
        var buffer = new byte[256 * 1024];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    part = await socket.ReceiveAsync(buffer.AsMemory(length), stop);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                _requests.Writer.TryWrite(JsonElement.Parse(buffer.AsSpan(0, length)));
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // The client left without a word, or the test is over.
        }
        finally
        {
            _gone.TrySetResult();
        }
    }
}
