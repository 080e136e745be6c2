using System.Net.WebSockets;
using System.Threading.Channels;

namespace Executor.Fuzz.Running;

/// <summary>A connection in memory: what is delivered is read by the other side, what that sends is handed to the target.</summary>
internal sealed class FakeSocket(Action<FakeSocket, byte[]> sent) : WebSocket
{
    private readonly Channel<(byte[] Message, TaskCompletionSource? Read)> _incoming = Channel.CreateUnbounded<(byte[], TaskCompletionSource?)>();
    private (byte[] Message, int At, TaskCompletionSource? Read)? _present;
    private volatile bool _isOver;

    public override WebSocketCloseStatus? CloseStatus => _isOver ? WebSocketCloseStatus.NormalClosure : null;

    public override string? CloseStatusDescription => null;

    public override WebSocketState State => _isOver ? WebSocketState.Closed : WebSocketState.Open;

    public override string? SubProtocol => null;

    /// <summary>Puts a message on the line.</summary>
    public void Put(byte[] message) => _incoming.Writer.TryWrite((message, null));

    /// <summary>Puts a message on the line; completes when the other side is done with it: when it asks for the next one, or leaves.</summary>
    public Task DeliverAsync(byte[] message)
    {
        var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_isOver || !_incoming.Writer.TryWrite((message, read)))
        {
            read.TrySetResult();
        }

        return read.Task;
    }

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            if (_present is { } done && done.At >= done.Message.Length)
            {
                done.Read?.TrySetResult();
                _present = null;
            }

            if (_present is null)
            {
                var (message, read) = await _incoming.Reader.ReadAsync(cancellationToken);
                _present = (message, 0, read);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException)
        {
            Over();
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
        }

        var present = _present.Value;
        var count = Math.Min(buffer.Length, present.Message.Length - present.At);
        present.Message.AsMemory(present.At, count).CopyTo(buffer);
        _present = present with { At = present.At + count };
        return new ValueWebSocketReceiveResult(count, WebSocketMessageType.Text, present.At + count >= present.Message.Length);
    }

    public override ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        sent(this, buffer.ToArray());
        return ValueTask.CompletedTask;
    }

    public override void Abort() => Over();

    public override void Dispose() => Over();

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        Over();
        return Task.CompletedTask;
    }

    public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) => throw new NotSupportedException();

    private void Over()
    {
        _isOver = true;
        _incoming.Writer.TryComplete();
        _present?.Read?.TrySetResult();
        while (_incoming.Reader.TryRead(out var unread))
        {
            unread.Read?.TrySetResult();
        }
    }
}
