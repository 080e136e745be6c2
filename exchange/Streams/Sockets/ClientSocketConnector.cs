using System.Net;
using System.Net.WebSockets;
using Executor.Exchange.Budget;

namespace Executor.Exchange.Streams.Sockets;

/// <summary>Opens connections over the network.</summary>
internal sealed class ClientSocketConnector(BinanceOptions options, RequestBudget budget, TimeProvider clock) : ISocketConnector
{
    public async Task<WebSocket> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.Zero; // its pongs are ignored and count as messages; liveness has its own question
        socket.Options.CollectHttpResponseDetails = true;
        using var timeout = new CancellationTokenSource(options.ConnectTimeout, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(address, ended.Token).ConfigureAwait(false);
            return socket;
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or HttpRequestException or IOException)
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new StreamException(ReasonOf(address, status, timeout.IsCancellationRequested));
        }
    }

    private string ReasonOf(Uri address, HttpStatusCode status, bool isLate)
    {
        var place = address.GetLeftPart(UriPartial.Path);
        if ((int)status is 418 or 429)
        {
            budget.Pause(null);
        }

        return isLate
            ? $"{place} took no connection within {options.ConnectTimeout.TotalSeconds} s"
            : (int)status is 0 or 101
                ? $"no connection to {place}"
                : $"{place} took no connection (HTTP {(int)status}){((int)status is 404 ? "; check the address in the settings" : "")}";
    }
}
