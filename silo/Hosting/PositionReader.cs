using System.Collections.Concurrent;
using System.Collections.Immutable;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;

namespace Executor.Silo.Hosting;

/// <summary>Reads all positions of the roster; one that does not answer does not hide the others.</summary>
internal sealed class PositionReader(SiloSettings settings, IGrainFactory grains, TimeProvider clock)
{
    /// <summary>Each attempt to activate an unreadable position is an error in the log: displays ask every second and must not repeat it as often.</summary>
    private static readonly TimeSpan FailureIsKept = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, (PositionReading Reading, long At)> _failures = new(StringComparer.Ordinal);

    public async Task<ImmutableArray<PositionReading>> ReadAllAsync(CancellationToken cancellationToken) =>
        [.. await Task.WhenAll(settings.Symbols.Select(setup => ReadAsync(setup.Symbol, cancellationToken)))];

    /// <summary>Whether the fleet enters: <c>Running</c>, <c>Paused</c>, <c>Asleep</c>; null when it does not answer.</summary>
    public async Task<string?> ReadModeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await grains.GetGrain<IFleetGrain>(0).GetModeAsync(cancellationToken)).Mode.ToString();
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null; // positions are shown without it; each of them reports that the fleet cannot be asked
        }
    }

    private async Task<PositionReading> ReadAsync(string symbol, CancellationToken cancellationToken)
    {
        if (_failures.TryGetValue(symbol, out var failure) && clock.GetElapsedTime(failure.At) < FailureIsKept)
            return failure.Reading;
        try
        {
            var reading = new PositionReading(symbol, await grains.GetGrain<IPositionGrain>(symbol).GetViewAsync(cancellationToken), null);
            _failures.TryRemove(symbol, out _);
            return reading;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var reading = new PositionReading(symbol, null, exception.Message);
            _failures[symbol] = (reading, clock.GetTimestamp());
            return reading;
        }
    }
}
