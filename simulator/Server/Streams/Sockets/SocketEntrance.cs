using Microsoft.AspNetCore.Http;

namespace Executor.Simulator.Server.Streams.Sockets;

/// <summary>Takes WebSocket connections in: limits, pings, registration.</summary>
internal sealed class SocketEntrance(Connections connections, TimeProvider real)
{
    /// <summary>Accepts the connection and runs it; refuses plain HTTP (426) and too many attempts (429).</summary>
    /// <param name="context">The request.</param>
    /// <param name="kind">What the connection is for.</param>
    /// <param name="run">Runs it until it is over.</param>
    public async Task AcceptAsync(HttpContext context, ConnectionKind kind, Func<Connection, Task> run)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status426UpgradeRequired;
            context.Response.Headers.Upgrade = "websocket";
            return;
        }
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "local";
        if (!connections.Admits(address))
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }
        var accept = new WebSocketAcceptContext
        {
            KeepAliveInterval = connections.SendsPings ? connections.Options.PingInterval : Timeout.InfiniteTimeSpan,
            KeepAliveTimeout = connections.SendsPings ? connections.Options.PongTimeout : Timeout.InfiniteTimeSpan,
        };
        using var socket = await context.WebSockets.AcceptWebSocketAsync(accept);
        using var peer = new SocketPeer(socket, connections.Options.MaxBacklog, real, context.RequestAborted);
        var connection = connections.Add(kind, address, peer);
        try
        {
            await run(connection);
        }
        finally
        {
            connections.Remove(connection);
        }
    }
}
