using System.Net;
using System.Net.Sockets;

namespace Executor.Silo.Hosting;

/// <summary>Finds a port that nobody listens on, so that several silos can run on one machine.</summary>
internal static class FreePort
{
    /// <summary>Below the range from which systems take ports for outgoing connections: between here and the bind nobody is handed one by chance.</summary>
    private const int First = 20_000;
    private const int Count = 10_000;

    private static int _next = Environment.ProcessId * 16;

    /// <summary>A port that was free a moment ago; each call of one process gives another one, and processes begin at different ones.</summary>
    /// <exception cref="InvalidOperationException">Every port of the range is taken.</exception>
    public static int Find()
    {
        for (var attempt = 0; attempt < Count; attempt++)
        {
            var port = First + (int)((uint)Interlocked.Increment(ref _next) % Count);
            if (IsFree(port))
                return port;
        }

        throw new InvalidOperationException($"No port from {First} to {First + Count - 1} is free.");
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
