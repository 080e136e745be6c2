using System.Net.WebSockets;

namespace Executor.Exchange.Streams.Sockets;

/// <summary>Reads whole messages, however they are cut into frames, up to a length.</summary>
/// <param name="socket">Where from.</param>
/// <param name="longest">Longest message, bytes.</param>
internal sealed class MessageReader(WebSocket socket, int longest)
{
    private byte[] _buffer = new byte[Math.Min(8 * 1024, longest)];

    /// <summary>The next message, valid until the next call; null when the other side has closed.</summary>
    /// <exception cref="StreamException">The message is too long.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
            {
                Grow();
            }

            var part = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            length += part.Count;
            if (part.EndOfMessage)
            {
                return _buffer.AsMemory(0, length);
            }
        }
    }

    private void Grow()
    {
        if (_buffer.Length >= longest)
        {
            throw new StreamException($"a message of more than {longest} bytes came");
        }

        Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, longest));
    }
}
