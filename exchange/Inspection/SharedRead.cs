namespace Executor.Exchange.Inspection;

/// <summary>
/// One reading for all who ask at the same time. Nobody is given what was read before he asked: who comes while a reading is under way shares the
/// next one with all others who do. One that hangs holds up the next for a moment only. Safe for several threads at once.
/// </summary>
/// <param name="read">Reads; bounded in time by itself, since nobody's cancellation may end what others wait for.</param>
/// <param name="clock">Measures the moment.</param>
internal sealed class SharedRead<T>(Func<Task<T>> read, TimeProvider clock)
{
    /// <summary>How long a reading may keep the next one from beginning: several times what an answer takes.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Task _underWay = Task.CompletedTask;
    private Task<T>? _next;

    /// <summary>What a reading shows that begins after this call.</summary>
    public Task<T> ReadAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _next ??= RunAsync(_underWay);
            return _next.WaitAsync(cancellationToken);
        }
    }

    private async Task<T> RunAsync(Task before)
    {
        // Whatever it came to is told to those who share it. Never goes on within the lock of the caller.
        await before.WaitAsync(Patience, clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_gate)
        {
            (_underWay, _next) = (_next!, null);
        }

        return await read().ConfigureAwait(false);
    }
}
