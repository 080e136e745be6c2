using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Executor.Exchange.Tests.Streams.Scripted;

/// <summary>A real WebSocket server on loopback; each connection is handed to the test, which plays the exchange on it.</summary>
internal sealed class SocketServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<ServerSocket> _connections = Channel.CreateUnbounded<ServerSocket>();
    private readonly CancellationTokenSource _stop = new();

    private SocketServer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = new("ws://127.0.0.1:1");

    /// <summary>HTTP status with which connections are refused; null: they are taken.</summary>
    public int? Refusal { get; set; }

    public static async Task<SocketServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var app = builder.Build();
        var server = new SocketServer(app);
        app.UseWebSockets();
        app.Run(async context =>
        {
            if (server.Refusal is { } status)
            {
                context.Response.StatusCode = status;
                return;
            }

            var socket = new ServerSocket(await context.WebSockets.AcceptWebSocketAsync(), context, server._stop.Token);
            server._connections.Writer.TryWrite(socket);
            await socket.RunAsync();
        });
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        server.Address = new UriBuilder(address) { Scheme = "ws" }.Uri;
        return server;
    }

    /// <summary>The next connection that a client makes.</summary>
    public async Task<ServerSocket> AcceptAsync(CancellationToken cancellationToken) => await _connections.Reader.ReadAsync(cancellationToken);

    /// <summary>True when nobody has connected beyond what was accepted.</summary>
    public bool IsQuiet => _connections.Reader.Count == 0;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _app.DisposeAsync();
        _stop.Dispose();
    }
}
