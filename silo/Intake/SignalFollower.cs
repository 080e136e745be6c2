using System.Collections.Immutable;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;

namespace Executor.Silo.Intake;

/// <summary>
/// Brings the lines of one symbol's signal log to its ingest grain, in order, each at least once: the grain stores how far it has come
/// together with what it has seen, and a call that fails is made again until it succeeds.
/// </summary>
internal sealed class SignalFollower(
    SymbolSetup setup, string path, IGrainFactory grains, SymbolGates gates, LineTailerOptions options, TimeProvider clock, ILogger logger)
{
    private readonly ISignalIngestGrain _ingest = grains.IngestOf(setup.Symbol);
    private readonly Backoff _backoff = new(clock);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await WaitForMarketAsync(cancellationToken).ConfigureAwait(false);
        using var tailer = new LineTailer(path, await FindStartAsync(cancellationToken).ConfigureAwait(false), options, clock);
        if (setup.Bootstrap == SignalBootstrap.Skip)
        {
            while (tailer.TryRead() is { } missed)
            {
                Report(missed);
                await MarkSeenAsync(missed.Lines, missed.Cursor, cancellationToken).ConfigureAwait(false);
            }
        }

        logger.SignalLogFollowed(setup.Symbol, path);
        gates.FollowSignals();
        while (true)
        {
            var batch = await tailer.ReadAsync(cancellationToken).ConfigureAwait(false);
            Report(batch);
            await IngestAsync(batch, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WaitForMarketAsync(CancellationToken cancellationToken)
    {
        await gates.MarketOpen.WaitAsync(cancellationToken).ConfigureAwait(false);
        await gates.BarsLoaded.WaitAsync(cancellationToken).ConfigureAwait(false);
        await gates.AccountSeen.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The stored place; before the first start ever, the end of the file, whose last lines count as seen.</summary>
    private async Task<FileCursor> FindStartAsync(CancellationToken cancellationToken)
    {
        var stored = await RetryAsync(() => _ingest.GetCursorAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        if (stored is not null && (stored.Path == Path.GetFullPath(path) || IsSameFile(stored)))
            return stored;
        var end = await FindEndAsync(cancellationToken).ConfigureAwait(false);
        await MarkSeenAsync(end.Lines, end.Cursor, cancellationToken).ConfigureAwait(false);
        return end.Cursor;
    }

    private async Task<TailPlace> FindEndAsync(CancellationToken cancellationToken)
    {
        var backoff = new Backoff(clock);
        while (true)
        {
            var isFirst = backoff.IsFirst;
            if (TailPlace.Find(path, setup.TailLines, options, clock, Tell) is { } end)
                return end;
            await backoff.WaitAsync(cancellationToken).ConfigureAwait(false);

            void Tell(TailNotice notice)
            {
                if (isFirst)
                    logger.Tell(notice, path);
            }
        }
    }

    private bool IsSameFile(FileCursor stored)
    {
        using var file = stored.Offset > 0 ? RotatedFiles.TryOpen(path) : null;
        return file is not null && file.Length >= stored.Offset && FileHead.Matches(file, stored.Identity);
    }

    private async Task MarkSeenAsync(ImmutableArray<byte[]> lines, FileCursor cursor, CancellationToken cancellationToken)
    {
        var batch = new SignalBatch { Lines = lines, Cursor = cursor };
        var marked = await RetryAsync(() => _ingest.MarkSeenAsync(batch, cancellationToken), cancellationToken).ConfigureAwait(false);
        logger.SignalsMarkedSeen(setup.Symbol, marked);
    }

    private async Task IngestAsync(TailBatch batch, CancellationToken cancellationToken)
    {
        var message = new SignalBatch { Lines = batch.Lines, Cursor = batch.Cursor };
        var answers = await RetryAsync(() => _ingest.IngestAsync(message, cancellationToken), cancellationToken).ConfigureAwait(false);
        var firstLine = batch.Cursor.Line - batch.Lines.Length + 1;
        for (var index = 0; index < answers.Length; index++)
        {
            if (answers[index] is { Outcome: LineOutcome.Invalid } invalid)
                logger.SignalLineInvalid(setup.Symbol, path, firstLine + index, invalid.Reason ?? string.Empty);
        }
    }

    private void Report(TailBatch batch)
    {
        foreach (var notice in batch.Notices)
            logger.Tell(notice, path);
    }

    private async Task<T> RetryAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var result = await call().ConfigureAwait(false);
                if (!_backoff.IsFirst)
                    logger.IngestRecovered(setup.Symbol);
                _backoff.Reset();
                return result;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                if (_backoff.IsFirst)
                    logger.IngestFailed(exception, setup.Symbol);
                await _backoff.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
