using Executor.Core.Positions;
using Executor.Grains.Telemetry;

namespace Executor.Grains.Positions;

/// <summary>
/// The position as it is stored. What is decided becomes <see cref="State"/> only after its write has succeeded, so nobody ever acts on,
/// or shows, what is not in storage.
/// </summary>
/// <remarks>Any exception means that memory and storage may differ: the activation has to end, the next one reads again.</remarks>
internal sealed class StoredPosition(IPersistentState<PositionState> store, TimeProvider clock, StorageAge age)
{
    private PositionState? _state;
    private WriteMoment _written;

    /// <summary>The state of the last successful write.</summary>
    public PositionState State => _state ?? throw new InvalidOperationException("The position has not been claimed.");

    /// <summary>Takes the position over: from this write on, any older activation holds a stale ETag and can store and send nothing.</summary>
    /// <exception cref="InvalidOperationException">The row belongs to another symbol.</exception>
    public Task ClaimAsync(string symbol)
    {
        var found = store.RecordExists ? store.State : PositionState.Empty(symbol);
        if (found.Symbol != symbol)
            throw new InvalidOperationException($"The stored position of {symbol} names {found.Symbol}; restore the row from a backup.");
        return SaveAsync(found with { Epoch = found.Epoch + 1 });
    }

    /// <summary>Writes <paramref name="next"/>, then makes it <see cref="State"/>.</summary>
    public async Task SaveAsync(PositionState next)
    {
        var moment = WriteMoment.Now(clock); // the lease counts from the begin: the write may have landed right then
        store.State = next;
        try
        {
            await store.WriteStateAsync(CancellationToken.None); // a cancelled write would have an unknown outcome
            age.Stored();
        }
        catch
        {
            age.Failed();
            throw;
        }

        _state = next;
        _written = moment;
    }

    /// <summary>
    /// Makes sure that the last write is younger than <paramref name="lease"/>, by writing the same again if need be. Between storing a
    /// request and sending it the process may have been frozen for minutes, and the position taken over meanwhile: then this write conflicts.
    /// </summary>
    public async Task RenewAsync(TimeSpan lease)
    {
        while (_written.Age(clock) > lease)
            await SaveAsync(State);
    }
}
