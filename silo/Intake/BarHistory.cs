using Executor.Core.Market;
using Executor.GrainInterfaces;

namespace Executor.Silo.Intake;

/// <summary>The newest bars of a symbol, kept for a market grain that lives in memory and may be activated anew.</summary>
internal sealed class BarHistory(IMarketGrain market)
{
    /// <summary>Bars kept: as many as a market grain holds.</summary>
    public const int Capacity = 2000;

    private readonly Queue<Bar> _bars = new(Capacity);

    /// <summary>Oldest first.</summary>
    public IReadOnlyCollection<Bar> Bars => _bars;

    /// <summary>The newest; null before the first.</summary>
    public Bar? Newest { get; private set; }

    /// <summary>Keeps a bar without telling anybody.</summary>
    public void Keep(Bar bar)
    {
        if (_bars.Count == Capacity)
            _bars.Dequeue();
        _bars.Enqueue(bar);
        Newest = bar;
    }

    /// <summary>Tells the market grain all that is kept.</summary>
    public Task HandOverAsync(CancellationToken cancellationToken) => market.AppendBarsAsync([.. _bars], cancellationToken);

    /// <summary>Tells the market grain the newest bar, and the others again when it has lost them.</summary>
    public async Task HandOverNewestAsync(CancellationToken cancellationToken)
    {
        if (Newest is not { } newest)
            return;
        await market.AppendBarsAsync([newest], cancellationToken).ConfigureAwait(false);
        var known = await market.GetSnapshotAsync(2, cancellationToken).ConfigureAwait(false);
        if (known.Bars.Length < Math.Min(2, _bars.Count))
            await HandOverAsync(cancellationToken).ConfigureAwait(false);
    }
}
