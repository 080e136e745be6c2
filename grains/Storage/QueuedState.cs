namespace Executor.Grains.Storage;

/// <summary>
/// State of a grain that takes several calls at once: changes are worked out and written one after another, each on what the one before
/// has stored. What is decided becomes <see cref="State"/> only after its write has succeeded.
/// </summary>
/// <param name="store">Where it is kept.</param>
/// <param name="lost">Called once when a write has failed: memory and storage may differ, so the activation has to end.</param>
internal sealed class QueuedState<T>(IPersistentState<T> store, Action<Exception> lost)
    where T : class, new()
{
    private Task _last = Task.CompletedTask;
    private Exception? _failure;
    private T? _state;

    /// <summary>What was stored last.</summary>
    public T State => _state ??= store.RecordExists ? store.State : new T();

    /// <summary>Stores what <paramref name="change"/> makes of the state; writes nothing when it gives the same object back.</summary>
    public Task<T> ChangeAsync(Func<T, T> change)
    {
        var mine = AfterAsync(_last, change);
        _last = mine;
        return mine;
    }

    private async Task<T> AfterAsync(Task before, Func<T, T> change)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (_failure is not null)
            throw new InvalidOperationException($"An earlier write failed ({_failure.Message}); ask again, the state is read anew.", _failure);
        var next = change(State);
        if (ReferenceEquals(next, State))
            return next;
        try
        {
            store.State = next;
            await store.WriteStateAsync(CancellationToken.None); // a cancelled write would have an unknown outcome
            return _state = next;
        }
        catch (Exception exception)
        {
            _failure = exception;
            lost(exception);
            throw;
        }
    }
}
