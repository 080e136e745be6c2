using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Executor.Replay.Reading;

/// <summary>
/// Reads a stream on a thread of its own, a few blocks ahead of whoever takes them: decompression and parsing overlap. Blocks are handed
/// back and used again, so memory stays the same however long the file is.
/// </summary>
internal sealed class BlockSource : IDisposable
{
    private const int BlocksAhead = 4;

    private readonly Stream _stream;
    private readonly BlockingCollection<Block> _full = new(BlocksAhead);
    private readonly BlockingCollection<Block> _empty = new(BlocksAhead);
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread _thread;
    private ExceptionDispatchInfo? _failure;

    public BlockSource(Stream stream, int headroom, int blockSize)
    {
        _stream = stream;
        for (var i = 0; i < BlocksAhead; i++)
        {
            _empty.Add(new Block(headroom, blockSize));
        }

        _thread = new Thread(Fill) { IsBackground = true, Name = "Replay reader" };
        _thread.Start();
    }

    /// <summary>
    /// The next block; null at the end of the stream. What went wrong while reading is thrown here, after all that was read.
    /// </summary>
    public Block? Take()
    {
        if (_full.TryTake(out var block, Timeout.Infinite))
        {
            return block;
        }

        _failure?.Throw();
        return null;
    }

    /// <summary>Hands a block back.</summary>
    public void Return(Block block) => _empty.Add(block);

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stream.Dispose();
        _full.Dispose();
        _empty.Dispose();
        _stop.Dispose();
    }

    private void Fill()
    {
        try
        {
            while (Next() is { } block)
            {
                _full.Add(block, _stop.Token);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The reader was closed before the end of its file.
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
        finally
        {
            _full.CompleteAdding();
        }
    }

    private Block? Next()
    {
        var block = _empty.Take(_stop.Token);
        var space = block.Buffer.AsSpan(block.Headroom);
        var read = _stream.ReadAtLeast(space, space.Length, throwOnEndOfStream: false);
        block.End = block.Headroom + read;
        return read == 0 ? null : block;
    }
}
