using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Executor.Exchange.Tests.Scripted;

/// <summary>Answers reads on kept connections and closes the connection, in good order and without a byte, on anything that changes something: for
/// an HTTP client this looks like a connection that had gone stale.</summary>
internal sealed class HangUpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _changes = new();
    private readonly Task _accepting;

    public HangUpServer()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>First lines of the requests that change something.</summary>
    public IReadOnlyCollection<string> Changes => _changes;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        while (true)
        {
            try
            {
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync()));
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return; // stopped; connections end with their clients
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            while (await reader.ReadLineAsync() is { } line)
            {
                var length = 0;
                while (await reader.ReadLineAsync() is { Length: > 0 } header)
                {
                    length = header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase)
                        ? int.Parse(header.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)
                        : length;
                }

                if (length > 0)
                {
                    await reader.ReadBlockAsync(new char[length]);
                }

                if (!line.StartsWith("GET", StringComparison.Ordinal))
                {
                    _changes.Enqueue(line.Split('?')[0]);
                    client.Client.Shutdown(SocketShutdown.Both);
                    return;
                }

                const string Body = "{\"serverTime\":1764000001000,\"balances\":[]}";
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}"));
            }
        }
    }
}
