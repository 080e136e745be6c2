using System.Net.WebSockets;

namespace Executor.Exchange.Streams.Sockets;

/// <summary>Opens WebSocket connections.</summary>
internal interface ISocketConnector
{
    /// <summary>An open connection.</summary>
    /// <exception cref="StreamException">There is none to be had.</exception>
    Task<WebSocket> ConnectAsync(Uri address, CancellationToken cancellationToken);
}
