using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Executor.TestServers;

/// <summary>A Redis server with a folder of its own, on a free port.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private const int Tries = 5;
    private readonly string[] _settings;
    private ServerProcess _process;

    private RedisServer(ServerProcess process, string folder, int port, string[] settings) =>
        (_process, Folder, Port, _settings) = (process, folder, port, settings);

    /// <summary>Where it keeps what it is given.</summary>
    public string Folder { get; }

    /// <summary>Its port on this machine.</summary>
    public int Port { get; }

    /// <summary>What a client connects with.</summary>
    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>Starts one that keeps what it is given, as <c>docs/operations.md</c> asks for.</summary>
    /// <param name="settings">Further settings, such as <c>--requirepass</c>; they come last and count.</param>
    public static async Task<RedisServer> StartAsync(params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("executor-redis-").FullName;
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            try
            {
                return new RedisServer(await RunAsync(folder, port, settings), folder, port, settings);
            }
            catch (InvalidOperationException) when (attempt < Tries)
            {
                // Somebody else took the port between the look and the start.
            }
        }
    }

    /// <summary>Ends the server; what it was given stays.</summary>
    public ValueTask StopAsync() => _process.DisposeAsync();

    /// <summary>Starts a stopped server again, at the same port, with what it had.</summary>
    public async Task StartAgainAsync() => _process = await RunAsync(Folder, Port, _settings);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static Task<ServerProcess> RunAsync(string folder, int port, string[] settings)
    {
        string[] arguments =
        [
            "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", folder, "--databases", "1024",
            "--save", "", "--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction", .. settings,
        ];
        return ServerProcess.StartAsync("redis-server", arguments, folder, output => output.Contains("Ready to accept connections", StringComparison.Ordinal));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
