using System.Buffers;

namespace Executor.Exchange.Http;

/// <summary>Reads a body that may be of any length, up to a limit.</summary>
internal static class BoundedBody
{
    private const int ChunkBytes = 16 * 1024;

    /// <summary>The whole body; null when it is longer than <paramref name="limit"/> bytes.</summary>
    /// <exception cref="IOException">The connection broke before the end.</exception>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
        {
            return null;
        }

        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var body = new ArrayBufferWriter<byte>(ChunkBytes);
            while (true)
            {
                var read = await stream.ReadAsync(body.GetMemory(ChunkBytes), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return body.WrittenMemory;
                }

                body.Advance(read);
                if (body.WrittenCount > limit)
                {
                    return null;
                }
            }
        }
    }
}
