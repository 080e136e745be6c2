using Executor.Core.Market;

namespace Executor.Replay.Feed;

/// <summary>
/// All bars so far, in one array. A series taken from it stays valid while more bars are added: nothing written is ever changed.
/// </summary>
internal sealed class BarTable
{
    private const int FirstCapacity = 16 * 1024;

    private Bar[] _bars = GC.AllocateUninitializedArray<Bar>(FirstCapacity);

    public int Count { get; private set; }

    /// <summary>The bars as the core reads them.</summary>
    public BarSeries Series => new(_bars.AsMemory(0, Count));

    /// <summary>The last bar; there must be one.</summary>
    public Bar Newest => _bars[Count - 1];

    public ReadOnlyMemory<Bar> Bars => _bars.AsMemory(0, Count);

    public void Add(in Bar bar)
    {
        var bars = _bars;
        if (Count == bars.Length)
        {
            bars = Grow();
        }

        bars[Count++] = bar;
    }

    private Bar[] Grow()
    {
        var larger = GC.AllocateUninitializedArray<Bar>(_bars.Length * 2);
        _bars.CopyTo(larger, 0);
        return _bars = larger;
    }
}
