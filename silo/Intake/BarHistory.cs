using System.Collections.Immutable;
using Executor.Core.Market;
using Executor.GrainInterfaces;

namespace Executor.Silo.Intake;

/// <summary>
/// The newest bars of a symbol, kept for a market grain that lives in memory and may be activated anew. Kept by one, repeated by another: safe for both.
/// </summary>
internal sealed class BarHistory(IMarketGrain market)
{
    /// <summary>Bars kept: as many as a market grain holds.</summary>
    public const int Capacity = 2000;

    private readonly Lock _gate = new();
    private readonly Queue<Bar> _bars = new(Capacity);
    private bool _isHandedOver;

    /// <summary>Oldest first; a copy.</summary>
    public ImmutableArray<Bar> Bars
    {
        get
        {
            lock (_gate)
                return [.. _bars];
        }
    }

    /// <summary>The newest; null before the first.</summary>
    public Bar? Newest { get; private set; }

    /// <summary>Keeps a bar without telling anybody.</summary>
    public void Keep(Bar bar)
    {
        lock (_gate)
        {
            if (_bars.Count == Capacity)
                _bars.Dequeue();
            _bars.Enqueue(bar);
        }

        Newest = bar;
    }

    /// <summary>Tells the market grain all that is kept.</summary>
    public async Task HandOverAsync(CancellationToken cancellationToken)
    {
        await market.AppendBarsAsync(Bars, cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _isHandedOver, true);
    }

    /// <summary>Tells the market grain the newest bar, and the others again when it has lost them.</summary>
    public async Task HandOverNewestAsync(CancellationToken cancellationToken)
    {
        if (Newest is not { } newest)
            return;
        await market.AppendBarsAsync([newest], cancellationToken).ConfigureAwait(false);
        await CompleteAsync(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _isHandedOver, true);
    }

    /// <summary>Tells the market grain all that is kept when it has lost it. Nothing before the first hand-over: half a history judges no signal.</summary>
    public Task RepeatAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _isHandedOver) ? CompleteAsync(cancellationToken) : Task.CompletedTask;

    private async Task CompleteAsync(CancellationToken cancellationToken)
    {
        var known = await market.GetSnapshotAsync(2, cancellationToken).ConfigureAwait(false);
        var kept = Bars;
        if (known.Bars.Length < Math.Min(2, kept.Length))
            await market.AppendBarsAsync(kept, cancellationToken).ConfigureAwait(false);
    }
}
