using System.Collections.Immutable;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;

namespace Executor.Silo.Hosting;

/// <summary>Reads all positions of the roster; one that does not answer does not hide the others.</summary>
internal sealed class PositionReader(SiloSettings settings, IGrainFactory grains)
{
    public async Task<ImmutableArray<PositionReading>> ReadAllAsync(CancellationToken cancellationToken) =>
        [.. await Task.WhenAll(settings.Symbols.Select(setup => ReadAsync(setup.Symbol, cancellationToken)))];

    private async Task<PositionReading> ReadAsync(string symbol, CancellationToken cancellationToken)
    {
        try
        {
            return new PositionReading(symbol, await grains.GetGrain<IPositionGrain>(symbol).GetViewAsync(cancellationToken), null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new PositionReading(symbol, null, exception.Message);
        }
    }
}
