using Executor.Simulator.Engine;

namespace Executor.Simulator.Tests.Engine;

/// <summary>What was made since a time is the same as a walk through everything would find.</summary>
public sealed class TimedRecordsTests
{
    private static readonly DateTimeOffset Midnight = new(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "1 2 3 4 5")]
    [InlineData(2, "2 3 5")]
    [InlineData(4, "3 5")]
    [InlineData(5, "5")]
    [InlineData(6, "")]
    public void Since_WhenTheClockWasSetBack_FindsAllThatIsNotOlder(int seconds, string expected)
    {
        var records = Records(1, 2, 4, 1, 5);

        var found = records.Since(Midnight.AddSeconds(seconds)).Select(record => record.Id);

        Assert.Equal(expected, string.Join(' ', found));
    }

    [Fact]
    public void Since_OfNothing_IsEmpty()
    {
        var records = Records(1, 2);

        records.Clear();

        Assert.Empty(records.Since(DateTimeOffset.MinValue));
        Assert.Empty(records);
    }

    [Fact]
    public void From_TakesWhatCameAfterTheFirstSoMany() => Assert.Equal([2, 3], Records(7, 8, 9).From(1).Select(record => record.Id));

    /// <summary>Records with the ids 1, 2, 3 and so on, made at these seconds.</summary>
    private static TimedRecords<(int Id, DateTimeOffset At)> Records(params int[] seconds)
    {
        var records = new TimedRecords<(int Id, DateTimeOffset At)>(record => record.At);
        foreach (var (index, second) in seconds.Index())
            records.Add((index + 1, Midnight.AddSeconds(second)));
        return records;
    }
}
