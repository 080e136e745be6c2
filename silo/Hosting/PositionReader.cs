using System.Collections.Concurrent;
using System.Collections.Immutable;
using Executor.GrainInterfaces;

namespace Executor.Silo.Hosting;

/// <summary>Reads all positions of the roster, and of those that leave it; one that does not answer does not hide the others.</summary>
internal sealed class PositionReader(Roster roster, IGrainFactory grains, TimeProvider clock)
{
    /// <summary>Each attempt to activate an unreadable position is an error in the log: displays ask every second and must not repeat it as often.</summary>
    private static readonly TimeSpan FailureIsKept = TimeSpan.FromSeconds(15);

    /// <summary>How long a display waits for one position: that of a silo which has just been cut off answers when it lives elsewhere.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (PositionReading Reading, long At)> _failures = new(StringComparer.Ordinal);

    public async Task<ImmutableArray<PositionReading>> ReadAllAsync(CancellationToken cancellationToken)
    {
        var now = roster.Now;
        var leaving = now.Members.Where(member => member.Membership == Membership.Leaving).Select(member => member.Symbol).ToHashSet(StringComparer.Ordinal);
        var readings = await Task.WhenAll(now.Symbols.Select(symbol => ReadAsync(symbol, cancellationToken)));
        return [.. readings.Select(reading => leaving.Contains(reading.Symbol) ? reading with { IsLeaving = true } : reading)];
    }

    /// <summary>Whether the fleet enters: <c>Running</c>, <c>Paused</c>, <c>Asleep</c>; null when it does not answer.</summary>
    public async Task<string?> ReadModeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await grains.GetGrain<IFleetGrain>(0).GetModeAsync(cancellationToken).WaitAsync(Patience, clock, cancellationToken)).Mode.ToString();
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
            var view = await grains.GetGrain<IPositionGrain>(symbol).GetViewAsync(cancellationToken).WaitAsync(Patience, clock, cancellationToken);
            _failures.TryRemove(symbol, out _);
            return new PositionReading(symbol, view, null);
        }
        catch (TimeoutException)
        {
            return new PositionReading(symbol, null, $"No answer within {Patience.TotalSeconds:0} s; its silo may just have been lost.");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var reading = new PositionReading(symbol, null, exception.Message);
            if (exception is not SiloUnavailableException) // its silo is gone: the next call finds it on another
                _failures[symbol] = (reading, clock.GetTimestamp());
            return reading;
        }
    }
}
