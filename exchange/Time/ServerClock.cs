using Microsoft.Extensions.Logging;

namespace Executor.Exchange.Time;

/// <summary>
/// The exchange's clock, carried on by the monotonic clock of this machine: setting the machine's clock does not move it. It runs a little
/// slow on purpose, because the exchange takes a time stamp that is seconds old and none that is more than one second ahead.
/// </summary>
/// <param name="clock">This machine's clocks.</param>
/// <param name="read">Reads the exchange's time once; null: no answer.</param>
/// <param name="options">How often and how far.</param>
/// <param name="logger">Where corrections are noted.</param>
internal sealed class ServerClock(
    TimeProvider clock, Func<CancellationToken, Task<DateTimeOffset?>> read, ServerClockOptions options, ILogger<ServerClock> logger) : IServerClock
{
    private readonly Lock _gate = new();
    private readonly long _createdAt = clock.GetTimestamp();
    private Anchor? _anchor;
    private Task? _running;

    /// <inheritdoc/>
    public DateTimeOffset Now => Volatile.Read(ref _anchor) is { } anchor ? anchor.Origin + Elapsed : clock.GetUtcNow() - options.Bias;

    /// <inheritdoc/>
    public TimeSpan? Offset => Volatile.Read(ref _anchor) is null ? null : Now + options.Bias - clock.GetUtcNow();

    /// <summary>Monotonic time, from the construction on.</summary>
    private TimeSpan Elapsed => clock.GetElapsedTime(_createdAt);

    /// <inheritdoc/>
    public async ValueTask EnsureAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _anchor) is not { } anchor)
        {
            await SynchroniseAsync(cancellationToken).ConfigureAwait(false);
        }
        else if (Elapsed - anchor.TakenAt >= options.Period)
        {
            _ = SynchroniseAsync(CancellationToken.None); // what is known serves until the new reading is there
        }
    }

    /// <inheritdoc/>
    public Task SynchroniseAsync(CancellationToken cancellationToken)
    {
        Task running;
        lock (_gate)
        {
            // One at a time: whoever comes meanwhile waits for the same readings.
            _running = running = _running is { IsCompleted: false } current ? current : ReadAsync();
        }

        return running.WaitAsync(cancellationToken);
    }

    private async Task ReadAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // never under the gate
        var samples = new List<ClockSample>(options.Samples);
        var startedAt = Elapsed;
        while (samples.Count < options.Samples && (samples.Count == 0 || Elapsed - startedAt < options.Timeout))
        {
            var askedAt = Elapsed;
            if (await ReadOnceAsync().ConfigureAwait(false) is { } serverTime)
            {
                samples.Add(new ClockSample(askedAt, Elapsed, serverTime));
            }
            else
            {
                break; // it does not answer: more of the same would only cost time
            }
        }

        if (samples.Count == 0)
        {
            logger.ClockNotRead();
            return;
        }

        var best = ClockSample.Best(samples);
        var before = Volatile.Read(ref _anchor) is null ? (DateTimeOffset?)null : Now;
        Volatile.Write(ref _anchor, new Anchor(best.Origin - options.Bias, Elapsed));
        var offset = (Now + options.Bias - clock.GetUtcNow()).TotalMilliseconds;
        var correction = before is { } old ? (Now - old).TotalMilliseconds : 0d;
        logger.ClockRead(offset, best.RoundTrip.TotalMilliseconds, correction);
    }

    private async Task<DateTimeOffset?> ReadOnceAsync()
    {
        using var timeout = new CancellationTokenSource(options.Timeout, clock);
        try
        {
            return await read(timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <param name="Origin">The exchange's time, less the bias, at monotonic time zero.</param>
    /// <param name="TakenAt">Monotonic time of the reading.</param>
    private sealed record Anchor(DateTimeOffset Origin, TimeSpan TakenAt);
}
