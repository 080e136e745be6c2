using System.Net;
using System.Net.Sockets;
using Executor.Soak.Running;

namespace Executor.ClusterTests.Running;

/// <summary>The network between a silo and a server, as a port that leads there: it can be cut, silently, and mended.</summary>
internal sealed class TcpLink : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly List<TcpClient> _open = [];
    private readonly int _server;
    private readonly Task _accepting;
    private volatile bool _isCut;

    /// <param name="machine">Where the silo is; its side of the link is on the loopback there.</param>
    /// <param name="server">Port of the server on the machine of the tests.</param>
    public TcpLink(Machine machine, int server)
    {
        _server = server;
        _listener = machine.Do(() =>
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return listener;
        });
        _accepting = AcceptAsync();
    }

    /// <summary>The port that leads to the server.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Nothing arrives any more, on either side, and nobody is told.</summary>
    public void Cut() => _isCut = true;

    /// <summary>Carries again. Connections of before are gone, as what they carried is.</summary>
    public void Mend()
    {
        CloseAll();
        _isCut = false;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        CloseAll();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The run is over.
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            try
            {
                lock (_open)
                    _open.AddRange([near, far]);
                await far.ConnectAsync(IPAddress.Loopback, _server, _end.Token);
                near.NoDelay = far.NoDelay = true;
                await Task.WhenAny(PumpAsync(near.GetStream(), far.GetStream()), PumpAsync(far.GetStream(), near.GetStream()));
            }
            catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // An end that is gone takes the other with it.
            }
            finally
            {
                lock (_open)
                    _open.RemoveAll(client => client == near || client == far);
            }
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, _end.Token) is > 0 and var count)
        {
            if (!_isCut)
                await to.WriteAsync(buffer.AsMemory(0, count), _end.Token);
        }
    }

    private void CloseAll()
    {
        lock (_open)
        {
            foreach (var client in _open)
                client.Dispose();
        }
    }
}
