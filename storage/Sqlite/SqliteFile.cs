using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Executor.Storage.Sqlite;

/// <summary>
/// One file, one connection, one thread. SQLite blocks, so its calls stay off the schedulers of the grains; what waits while a commit
/// is flushed to the disk goes into the next transaction together, so that many writers share one flush.
/// </summary>
/// <remarks>
/// Every operation keeps its own outcome: when one of a batch fails, the batch is rolled back and each is run again alone. Reads take
/// their turn among the writes, so that nobody sees what is not yet durable. The file is opened by the first operation.
/// </remarks>
internal sealed class SqliteFile : IDisposable, IAsyncDisposable
{
    private readonly SqliteFileOptions _options;
    private readonly ILogger _logger;
    private readonly BlockingCollection<SqliteWork> _queue = [];
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteSession? _session;

    public SqliteFile(SqliteFileOptions options, ILogger logger)
    {
        _options = options;
        _logger = logger;
        new Thread(Serve) { IsBackground = true, Name = $"SQLite {Path.GetFileName(options.Path)}" }.Start();
    }

    /// <summary>Full path of the file.</summary>
    public string FilePath => _options.Path;

    /// <summary>Opens the file now rather than at its first use, so that a file that cannot be used stops the start.</summary>
    public Task OpenAsync(CancellationToken cancellationToken) =>
        ReadAsync(static session => session.Number("PRAGMA user_version"), cancellationToken);

    public Task<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        Enqueue(work, writes: false, cancellationToken);

    /// <summary>The task ends when the write is on the disk.</summary>
    /// <param name="work">Runs on the file's thread inside a transaction, more than once if others in that transaction fail.</param>
    /// <param name="cancellationToken">Gives up what has not begun; a write that has begun is seen through, so that its outcome is known.</param>
    public Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken) =>
        Enqueue(work, writes: true, cancellationToken);

    /// <summary>Does what is still waiting, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.CompleteAdding();
        await _closed.Task.ConfigureAwait(false);
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose()
    {
        _queue.CompleteAdding();
        _closed.Task.Wait();
    }

    private Task<T> Enqueue<T>(Func<SqliteSession, T> work, bool writes, CancellationToken cancellationToken)
    {
        var item = new SqliteWork<T>(work, writes, cancellationToken);
        try
        {
            _queue.Add(item, CancellationToken.None);
        }
        catch (InvalidOperationException) // adding is complete
        {
            return Task.FromException<T>(new ObjectDisposedException(nameof(SqliteFile), $"SQLite file '{FilePath}' is closed."));
        }
        return item.Outcome;
    }

    private void Serve()
    {
        var batch = new List<SqliteWork>(_options.MaximumBatch);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            batch.Clear();
            var next = first;
            do
            {
                if (next.TryStart())
                    batch.Add(next);
            }
            while (batch.Count < _options.MaximumBatch && _queue.TryTake(out next));
            if (batch.Count > 0)
                Run(batch);
        }
        CloseSession();
        _closed.SetResult();
    }

    private void Run(List<SqliteWork> batch)
    {
        try
        {
            _session ??= OpenSession();
            _session.Begin(batch.Exists(static work => work.Writes));
        }
        catch (Exception e) // whatever it is, it is for the callers; the thread goes on
        {
            FailAll(batch, "it could not be opened, or stayed locked by another process. Nothing was written.", e);
            return;
        }

        try
        {
            foreach (var work in batch)
                work.Run(_session);
        }
        catch (Exception e)
        {
            Undo();
            if (batch.Count == 1)
                FailAll(batch, "the operation failed. Nothing was written.", e);
            else
                batch.ForEach(work => Run([work]));
            return;
        }

        try
        {
            _session.Commit();
        }
        catch (Exception e)
        {
            CloseSession(); // what it has in memory may not be what is on the disk
            FailAll(batch, "the commit failed. Whether it was written is unknown until it is read again.", e);
            return;
        }
        batch.ForEach(static work => work.Complete());
    }

    private SqliteSession OpenSession()
    {
        var session = SqliteSession.Open(_options);
        _logger.FileOpened(FilePath);
        return session;
    }

    private void Undo()
    {
        try
        {
            _session!.Rollback();
        }
        catch (Exception e)
        {
            _logger.RollbackFailed(e, FilePath);
            CloseSession(); // closing undoes what is not committed
        }
    }

    private void CloseSession()
    {
        try
        {
            _session?.Dispose();
        }
        catch (Exception e)
        {
            _logger.ClosingFailed(e, FilePath);
        }
        _session = null;
    }

    private void FailAll(List<SqliteWork> batch, string problem, Exception cause)
    {
        _logger.OperationsFailed(cause, FilePath, batch.Count, problem);
        foreach (var work in batch)
            work.Fail(cause as SqliteFileException ?? new SqliteFileException(FilePath, $"{problem} Cause: {cause.Message}", cause));
    }
}
