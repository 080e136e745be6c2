namespace Executor.Exchange.Time;

/// <summary>One reading of the exchange's clock.</summary>
/// <param name="AskedAt">Monotonic time when the request left.</param>
/// <param name="AnsweredAt">Monotonic time when the answer was there; not before <paramref name="AskedAt"/>.</param>
/// <param name="ServerTime">What the exchange said, UTC.</param>
internal readonly record struct ClockSample(TimeSpan AskedAt, TimeSpan AnsweredAt, DateTimeOffset ServerTime)
{
    /// <summary>Time from asking to answer: the reading is wrong by half of it at most.</summary>
    public TimeSpan RoundTrip => AnsweredAt - AskedAt;

    /// <summary>The exchange's time at monotonic time zero, if the reading was taken halfway.</summary>
    public DateTimeOffset Origin => ServerTime - AskedAt - (RoundTrip / 2);

    /// <summary>The sample with the shortest round trip: the one that can be wrong by least.</summary>
    public static ClockSample Best(IReadOnlyCollection<ClockSample> samples) => samples.MinBy(sample => sample.RoundTrip);
}
