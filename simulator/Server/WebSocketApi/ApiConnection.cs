using System.Collections.Concurrent;
using System.Net.WebSockets;
using Executor.Simulator.Server.Endpoints;
using Executor.Simulator.Server.Faults;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Security;
using Executor.Simulator.Server.Streams.Sockets;
using Executor.Simulator.Server.Streams.UserData;
using Microsoft.AspNetCore.Http;

namespace Executor.Simulator.Server.WebSocketApi;

/// <summary>
/// Runs connections of the WebSocket API. Requests begin in the order they come; one that is held back does not hold up those after it.
/// </summary>
internal sealed class ApiConnection(
    Venue venue, EndpointTable endpoints, RequestPipeline pipeline, UserStreams streams, ListenTokens tokens, FaultBook faults, TimeProvider real)
{
    private const int ConnectionCost = 2;
    private const int MaxOutstanding = 1_000;
    private static readonly ApiError UnknownMethod = new(400, -1020, "This operation is not supported.");
    private readonly ConcurrentDictionary<Connection, ApiSession> _sessions = new();
    private readonly ApiAnswer _answer = new(venue);

    /// <summary>Runs a connection until it is over.</summary>
    public async Task RunAsync(HttpContext context, Connection connection)
    {
        venue.Limits.Charge(connection.RemoteAddress, ConnectionCost, venue.Clock.Now);
        var inMicroseconds = string.Equals(context.Request.Query["timeUnit"], "MICROSECOND", StringComparison.OrdinalIgnoreCase);
        var session = new ApiSession(
            connection, streams,
            (id, customer, account) => new UserSubscription(id, customer, account, connection.Peer, inMicroseconds, faults, real), inMicroseconds)
        {
            ReturnsRateLimits = !string.Equals(context.Request.Query[ApiMessage.ReturnRateLimits], "false", StringComparison.OrdinalIgnoreCase),
        };
        var own = new SessionEndpoints(session, tokens);
        var outstanding = 0;
        _sessions[connection] = session;
        try
        {
            await connection.Peer.RunAsync(text =>
            {
                if (Interlocked.Increment(ref outstanding) > MaxOutstanding)
                {
                    connection.Peer.Close(WebSocketCloseStatus.PolicyViolation, "Too many outstanding requests.");
                    return ValueTask.CompletedTask;
                }
                _ = AnswerAsync(text, connection, session, own).ContinueWith(
                    _ => Interlocked.Decrement(ref outstanding), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                return ValueTask.CompletedTask;
            });
        }
        finally
        {
            _sessions.TryRemove(connection, out _);
            session.Close();
        }
    }

    /// <summary>Logs off sessions whose key was taken back, and tells them.</summary>
    public void Tick()
    {
        foreach (var (connection, session) in _sessions.Where(each => each.Value.Key is { IsRevoked: true }))
        {
            session.LogOff();
            connection.Peer.Send(ApiAnswer.Revoked());
        }
    }

    /// <summary>Tells every connection that the server is about to go (F14).</summary>
    public void AnnounceShutdown()
    {
        foreach (var (connection, session) in _sessions)
        {
            byte[] text = [.. "{\"event\":"u8, .. UserEventJson.ServerShutdown(venue.Clock.Now, session.InMicroseconds), (byte)'}'];
            connection.Peer.Send(text);
        }
    }

    private async Task AnswerAsync(ReadOnlyMemory<byte> text, Connection connection, ApiSession session, SessionEndpoints own)
    {
        var (message, id, error) = ApiMessage.Read(text);
        if (message is null)
        {
            connection.Peer.Send(_answer.Write(id, ApiReply.Of(error!), session, endpoint: null, session.ReturnsRateLimits));
            return;
        }
        if ((own.Find(message.Method) ?? endpoints.Find(message.Method)) is not { } endpoint)
        {
            connection.Peer.Send(_answer.Write(id, ApiReply.Of(UnknownMethod), session, endpoint: null, session.ReturnsRateLimits));
            return;
        }
        var key = message.Parameters["apiKey"];
        var reply = await pipeline.AnswerAsync(new ApiRequest
        {
            Transport = Transport.WebSocket,
            Endpoint = endpoint,
            Parameters = message.Parameters,
            ApiKey = key,
            SignedPayload = message.SignedPayload,
            Session = key is null && session.Key is { IsRevoked: false } loggedOn ? loggedOn : null,
            RemoteAddress = connection.RemoteAddress,
            Microseconds = session.InMicroseconds,
            Aborted = connection.Peer.Over,
        });
        if (reply.Error is null && key is not null)
            session.Saw(venue.Keys.Find(key)?.CustomerName);
        switch (reply.Delivery)
        {
            case Delivery.Send:
                connection.Peer.Send(_answer.Write(id, reply, session, endpoint, message.WantsRateLimits ?? session.ReturnsRateLimits));
                break;
            case Delivery.Reset:
                connection.Peer.Cut();
                break;
            case Delivery.Hold:
                break;
        }
    }
}
