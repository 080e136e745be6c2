using System.Collections.Immutable;

namespace Executor.Grains.Hosting;

/// <summary>How long this silo has reached the store of positions, or has not. Safe for several threads at once.</summary>
public sealed class StoreHealth(TimeProvider clock)
{
    /// <summary>Silence shorter than this is no gap: a read may fail once.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromSeconds(3);

    /// <summary>A store that has answered another silo for so long is back: whoever could connect again has done so.</summary>
    public static readonly TimeSpan Back = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private long? _last;
    private long _first;

    /// <summary>Time since the store answered last; zero while it has not been asked yet.</summary>
    public TimeSpan SilentFor
    {
        get
        {
            lock (_gate)
                return _last is { } last ? clock.GetElapsedTime(last) : TimeSpan.Zero;
        }
    }

    /// <summary>How long the store has answered without a gap; zero while there is one.</summary>
    public TimeSpan WellFor
    {
        get
        {
            lock (_gate)
                return _last is { } last && clock.GetElapsedTime(last) <= Gap ? clock.GetElapsedTime(_first) : TimeSpan.Zero;
        }
    }

    /// <summary>The store has answered now.</summary>
    public void Answered()
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            if (_last is not { } last || clock.GetElapsedTime(last, now) > Gap)
                _first = now;
            _last = now;
        }
    }

    /// <summary>
    /// True when the store has been silent for longer than <paramref name="limit"/> to this silo alone: another one has reached it all that time, or for long. One that
    /// reaches it again since a moment proves nothing: the store may be back for all, and here in a moment.
    /// </summary>
    /// <param name="peersWellFor">How long each of the others has reached it.</param>
    /// <param name="limit">Silence that is waited for.</param>
    public bool IsSilentHereAlone(ImmutableArray<TimeSpan> peersWellFor, TimeSpan limit)
    {
        var silent = SilentFor;
        var enough = silent < Back ? silent : Back;
        return silent > limit && peersWellFor.Any(well => well >= enough);
    }
}
