using System.Net;
using System.Net.Sockets;

namespace Executor.Silo.Hosting;

/// <summary>Finds a port that nobody listens on, so that several silos can run on one machine.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
