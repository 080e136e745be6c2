using System.Collections.Immutable;

namespace Executor.GrainInterfaces;

/// <summary>
/// Takes the lines of one signal source for one symbol: normalises, de-duplicates, forwards to the position and remembers. Key:
/// <c>source/symbol</c>, for example <c>DeltaScout/BTCUSDC</c>.
/// </summary>
[Alias("Executor.ISignalIngestGrain")]
public interface ISignalIngestGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes lines in their order and answers each. A signal is forwarded first and remembered after, so that a crash between leads to
    /// a repetition that the position answers as before, never to a loss. A cursor is stored together with what was remembered.
    /// </summary>
    [Alias("Ingest")]
    Task<ImmutableArray<LineAnswer>> IngestAsync(SignalBatch batch, CancellationToken cancellationToken);

    /// <summary>
    /// Remembers the signals in <paramref name="batch"/> without acting on any: what stood in the log before the first start, or all of
    /// it under SIGNAL_BOOTSTRAP=skip.
    /// </summary>
    [Alias("MarkSeen")]
    Task<int> MarkSeenAsync(SignalBatch batch, CancellationToken cancellationToken);

    /// <summary>How far the file has been read; null before the first batch with a cursor.</summary>
    [Alias("GetCursor")]
    Task<FileCursor?> GetCursorAsync(CancellationToken cancellationToken);
}
