using System.Collections;

namespace Executor.Simulator.Engine;

/// <summary>
/// Records in the order in which they were made. Those from a time on are found without a walk through all of them, also where times do not
/// ascend: over a restart the clock may have been set back.
/// </summary>
internal sealed class TimedRecords<T>(Func<T, DateTimeOffset> timeOf) : IReadOnlyList<T>
{
    private readonly List<T> _records = [];

    /// <summary>The latest time up to and with each record: ascends, whatever the times themselves do.</summary>
    private readonly List<DateTimeOffset> _latest = [];

    public int Count => _records.Count;

    public T this[int index] => _records[index];

    public void Add(T record)
    {
        var time = timeOf(record);
        _latest.Add(_latest is [.., var latest] && latest > time ? latest : time);
        _records.Add(record);
    }

    public void Clear()
    {
        _records.Clear();
        _latest.Clear();
    }

    /// <summary>What was made at <paramref name="time"/> or later, oldest first.</summary>
    public IEnumerable<T> Since(DateTimeOffset time)
    {
        for (var index = FirstNotBefore(time); index < _records.Count; index++)
        {
            if (timeOf(_records[index]) >= time)
                yield return _records[index];
        }
    }

    public T[] From(int index) => [.. _records[index..]];

    public T? FindLast(Predicate<T> match) => _records.FindLast(match);

    public IEnumerator<T> GetEnumerator() => _records.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int FirstNotBefore(DateTimeOffset time)
    {
        var (low, high) = (0, _latest.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _latest[middle] < time ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
