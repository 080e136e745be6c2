using System.Net.Sockets;
using System.Text;
using Executor.Simulator.Tests.Live;

namespace Executor.Simulator.Tests.Streams;

/// <summary>Pings of the server, seen from below any WebSocket library.</summary>
public sealed class PingTests
{
    private const byte PingFrame = 0x89;

    [Fact]
    public async Task ClientThatDoesNotPong_IsPingedAndThenCut()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.ControlAsync("POST", "/streams", """{"pingIntervalMs":50,"pongTimeoutMs":150}""");
        using var raw = new TcpClient();
        await raw.ConnectAsync("127.0.0.1", venue.Address.Port, TestContext.Current.CancellationToken);
        var stream = raw.GetStream();

        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"GET /ws/btcusdt@trade HTTP/1.1\r\nHost: {venue.Address.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"),
            TestContext.Current.CancellationToken);
        var received = await ReadToEndAsync(stream);
        var headEnd = Encoding.Latin1.GetString(received).IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;

        Assert.StartsWith("HTTP/1.1 101", Encoding.Latin1.GetString(received), StringComparison.Ordinal);
        Assert.Equal(PingFrame, received[headEnd]);
    }

    [Fact]
    public async Task ClientThatPongs_StaysConnected()
    {
        await using var venue = await LiveVenue.StartAsync();
        await venue.ControlAsync("POST", "/streams", """{"pingIntervalMs":20,"pongTimeoutMs":5000}""");
        await using var client = await SocketClient.ToApiAsync(venue);

        for (var call = 0; call < 200; call++)
            (await client.CallAsync("ping")).Shows(("status", "200"));
    }

    /// <summary>All that comes until the server ends the connection.</summary>
    private static async Task<byte[]> ReadToEndAsync(NetworkStream stream)
    {
        using var all = new MemoryStream();
        var buffer = new byte[1_024];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken)) > 0;)
                all.Write(buffer, 0, read);
        }
        catch (IOException)
        {
            // a reset is an end as well
        }
        return all.ToArray();
    }
}
