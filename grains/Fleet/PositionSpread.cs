using System.Collections.Immutable;
using Executor.GrainInterfaces;
using Microsoft.Extensions.Logging;

namespace Executor.Grains.Fleet;

/// <summary>
/// Evens out how many positions the silos own: one that joined, or came back from a restart, gets its share. Only flat positions move, so that no trade
/// is without an owner for it; those with a trade move after its close.
/// </summary>
internal sealed class PositionSpread(IGrainFactory grains, ILogger logger)
{
    /// <summary>So few that those who wait for an answer notice nothing.</summary>
    public const int MovesAtOnce = 16;

    private ImmutableHashSet<SiloAddress> _silos = [];

    /// <summary>Moves some of <paramref name="symbols"/>, once the silos have been the same since the last call: nothing moves while silos come and go.</summary>
    public async Task EvenOutAsync(IEnumerable<string> symbols)
    {
        try
        {
            var management = grains.GetGrain<IManagementGrain>(0);
            var before = _silos;
            _silos = [.. (await management.GetHosts(onlyActive: true)).Keys];
            if (_silos.Count > 1 && _silos.SetEquals(before))
                await MoveAsync(await PlacesAsync(management, symbols));
        }
        catch (Exception exception) // evenness can wait for the next time
        {
            logger.PositionsNotSpread(exception);
        }
    }

    private async Task<Dictionary<SiloAddress, Queue<string>>> PlacesAsync(IManagementGrain management, IEnumerable<string> symbols)
    {
        var places = _silos.ToDictionary(silo => silo, _ => new Queue<string>());
        foreach (var symbol in symbols)
        {
            if (await management.GetActivationAddress(grains.GetGrain<IPositionGrain>(symbol)) is { } place && places.TryGetValue(place, out var there))
                there.Enqueue(symbol);
        }

        return places;
    }

    /// <summary>From the fullest silo to the emptiest, until no move makes them more even.</summary>
    private async Task MoveAsync(Dictionary<SiloAddress, Queue<string>> places)
    {
        var owned = places.ToDictionary(place => place.Key, place => place.Value.Count);
        var moved = 0;
        while (moved < MovesAtOnce && places.Where(place => place.Value.Count > 0).Select(place => place.Key).MaxBy(silo => owned[silo]) is { } fullest)
        {
            var emptiest = owned.MinBy(silo => silo.Value).Key;
            if (owned[fullest] - owned[emptiest] < 2)
                break;
            if (!await grains.GetGrain<IPositionGrain>(places[fullest].Dequeue()).MoveIfFlatAsync(emptiest, CancellationToken.None))
                continue;
            owned[fullest]--;
            owned[emptiest]++;
            moved++;
        }

        if (moved > 0)
            logger.PositionsSpread(moved, owned);
    }
}
