namespace Executor.Silo.Intake;

/// <summary>Growing pauses between attempts at something that must not be given up.</summary>
internal sealed class Backoff(TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private TimeSpan _next = First;

    /// <summary>True before the first pause after a success: the time to tell somebody.</summary>
    public bool IsFirst => _next == First;

    /// <summary>Waits; twice as long as the last time.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var pause = _next;
        _next = TimeSpan.FromTicks(Math.Min(Longest.Ticks, pause.Ticks * 2));
        await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The attempt succeeded.</summary>
    public void Reset() => _next = First;
}
