namespace Executor.Storage.Sqlite;

/// <summary>One operation waiting for its turn on the thread of <see cref="SqliteFile"/>.</summary>
internal abstract class SqliteWork(bool writes)
{
    public bool Writes { get; } = writes;

    /// <summary>False if the caller gave up before anything was done; the work is then finished.</summary>
    public abstract bool TryStart();

    /// <summary>Does the work inside the current transaction; may be called again after that was rolled back.</summary>
    public abstract void Run(SqliteSession session);

    /// <summary>Tells the caller the result: the transaction is durable.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception exception);
}

/// <inheritdoc/>
internal sealed class SqliteWork<T>(Func<SqliteSession, T> work, bool writes, CancellationToken cancellationToken) : SqliteWork(writes)
{
    private readonly TaskCompletionSource<T> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!; // set by Run before Complete reads it

    public Task<T> Outcome => _outcome.Task;

    public override bool TryStart() => !cancellationToken.IsCancellationRequested || !_outcome.TrySetCanceled(cancellationToken);

    public override void Run(SqliteSession session) => _result = work(session);

    public override void Complete() => _outcome.SetResult(_result);

    public override void Fail(Exception exception) => _outcome.SetException(exception);
}
