using System.Buffers;
using System.Net.WebSockets;
using System.Threading.Channels;

namespace Executor.Simulator.Server.Streams.Sockets;

/// <summary>
/// One WebSocket: a queue of texts to be sent, so that nobody who writes waits for a slow reader, and a loop that hands over what comes. A
/// reader that lets the queue run full is cut; others do not notice.
/// </summary>
internal sealed class SocketPeer : IDisposable
{
    private const int MaxMessageLength = 64 * 1024;
    private const int ReadSize = 4 * 1024;
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(2);

    private readonly WebSocket _socket;
    private readonly TimeProvider _real;
    private readonly Channel<Outgoing> _outgoing;
    private readonly CancellationTokenSource _cut;
    private int _isClosing;

    public SocketPeer(WebSocket socket, int maxBacklog, TimeProvider real, CancellationToken gone)
    {
        _socket = socket;
        _real = real;
        _outgoing = Channel.CreateBounded<Outgoing>(new BoundedChannelOptions(maxBacklog) { SingleReader = true });
        _cut = CancellationTokenSource.CreateLinkedTokenSource(gone);
    }

    /// <summary>Set when the connection is over.</summary>
    public CancellationToken Over => _cut.Token;

    /// <summary>Queues a text; cuts the connection when too many wait already. Never blocks.</summary>
    public void Send(ReadOnlyMemory<byte> text)
    {
        if (!IsClosing && !_outgoing.Writer.TryWrite(new Outgoing(text, null, "")) && !IsClosing)
            Cut();
    }

    /// <summary>Queues a close; what was queued before is still sent. What comes from then on is not read any more.</summary>
    public void Close(WebSocketCloseStatus status, string reason)
    {
        if (Interlocked.Exchange(ref _isClosing, 1) == 1)
            return;
        if (!_outgoing.Writer.TryWrite(new Outgoing(default, status, reason)))
            Cut();
        _outgoing.Writer.TryComplete();
    }

    /// <summary>Ends the connection without a word.</summary>
    public void Cut()
    {
        Interlocked.Exchange(ref _isClosing, 1);
        _outgoing.Writer.TryComplete();
        try
        {
            _ = _cut.CancelAsync(); // whoever cuts must not run what waits for it
        }
        catch (ObjectDisposedException)
        {
            // over already
        }
    }

    /// <summary>Sends and receives until the connection is over; one message is handled after the other.</summary>
    /// <param name="receive">Gets every text; binary messages and such that are too long end the connection.</param>
    public async Task RunAsync(Func<ReadOnlyMemory<byte>, ValueTask> receive)
    {
        var sending = SendAllAsync();
        try
        {
            await ReceiveAllAsync(receive);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // the other side is gone, or we cut it: both are ends
        }
        finally
        {
            _outgoing.Writer.TryComplete();
            await FinishAsync(sending);
            _socket.Abort();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _cut.Dispose();

    private bool IsClosing => Volatile.Read(ref _isClosing) == 1;

    private async Task ReceiveAllAsync(Func<ReadOnlyMemory<byte>, ValueTask> receive)
    {
        var message = new ArrayBufferWriter<byte>(ReadSize);
        while (true)
        {
            var part = await _socket.ReceiveAsync(message.GetMemory(ReadSize), _cut.Token);
            if (part.MessageType == WebSocketMessageType.Close)
                return;
            if (IsClosing)
                continue; // until the other side closes too, or our patience ends
            message.Advance(part.Count);
            if (part.MessageType == WebSocketMessageType.Binary)
                Close(WebSocketCloseStatus.InvalidMessageType, "Binary messages are not supported.");
            else if (message.WrittenCount > MaxMessageLength)
                Close(WebSocketCloseStatus.MessageTooBig, "Message is too long.");
            if (IsClosing || !part.EndOfMessage)
                continue;
            await receive(message.WrittenMemory);
            message = new ArrayBufferWriter<byte>(ReadSize); // the handler may have kept the memory
        }
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var next in _outgoing.Reader.ReadAllAsync(_cut.Token))
            {
                if (next.Close is { } status)
                {
                    await _socket.CloseOutputAsync(status, next.Reason, _cut.Token);
                    _cut.CancelAfter(ClosePatience);
                }
                else
                {
                    await _socket.SendAsync(next.Text, WebSocketMessageType.Text, endOfMessage: true, _cut.Token);
                }
            }
            if (_socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", _cut.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            Cut(); // wakes the receiver
        }
    }

    /// <summary>What is still queued has a moment to leave; a reader that does not read must not hold us.</summary>
    private async Task FinishAsync(Task sending)
    {
        try
        {
            await sending.WaitAsync(ClosePatience, _real);
        }
        catch (TimeoutException)
        {
            Cut();
            await sending;
        }
        Cut();
    }

    private readonly record struct Outgoing(ReadOnlyMemory<byte> Text, WebSocketCloseStatus? Close, string Reason);
}
