using System.Collections.Immutable;
using Executor.Core.Market;

namespace Executor.Grains.Market;

/// <summary>The newest bars, at most <paramref name="capacity"/>, oldest first.</summary>
internal sealed class BarRing(int capacity)
{
    private readonly Bar[] _bars = new Bar[capacity];
    private int _start;
    private int _count;

    /// <summary>Adds a bar; false, and nothing done, if it is not newer than the newest.</summary>
    public bool TryAdd(Bar bar)
    {
        if (_count > 0 && bar.Time <= _bars[Index(_count - 1)].Time)
            return false;

        if (_count < capacity)
        {
            _bars[Index(_count++)] = bar;
        }
        else
        {
            _bars[_start] = bar;
            _start = (_start + 1) % capacity;
        }
        return true;
    }

    /// <summary>
    /// Takes in bars, oldest first. Older ones than those that are here come to stand before them: a market that was lost hears the present minute from
    /// one feed before it is told the past again by another.
    /// </summary>
    public void Add(IReadOnlyCollection<Bar> bars)
    {
        var present = Newest(_count);
        var before = present.IsEmpty ? [] : bars.TakeWhile(bar => bar.Time < present[0].Time).ToList();
        if (before.Count > 0)
        {
            (_start, _count) = (0, 0);
            foreach (var bar in before.Concat(present))
                TryAdd(bar);
        }

        foreach (var bar in bars)
            TryAdd(bar);
    }

    /// <summary>The newest <paramref name="count"/> bars, or all when there are fewer.</summary>
    public ImmutableArray<Bar> Newest(int count)
    {
        var kept = Math.Clamp(count, 0, _count);
        var newest = ImmutableArray.CreateBuilder<Bar>(kept);
        for (var index = _count - kept; index < _count; index++)
            newest.Add(_bars[Index(index)]);
        return newest.MoveToImmutable();
    }

    private int Index(int age) => (_start + age) % capacity;
}
