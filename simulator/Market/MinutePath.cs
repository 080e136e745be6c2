using Executor.Core.Market;

namespace Executor.Simulator.Market;

/// <summary>
/// The path price is taken to walk through one minute of which only high, low and close are known: from where it stood at T-60 s to one
/// extreme at T-40 s, to the other at T-20 s, to the close at T. The low comes first when the minute closes at or above the close
/// before it, else the high.
/// </summary>
public readonly record struct MinutePath
{
    /// <summary>Number of straight pieces of the path.</summary>
    public const int SegmentCount = 3;

    private static readonly TimeSpan SegmentLength = TimeSpan.FromSeconds(20);

    /// <summary>The path through <paramref name="bar"/>.</summary>
    /// <param name="bar">The minute; low at or below close at or below high.</param>
    /// <param name="previousClose">Close of the row before; null on the first row, which then starts at its own close.</param>
    /// <exception cref="ArgumentException">The close lies outside low and high.</exception>
    public MinutePath(in Bar bar, decimal? previousClose)
    {
        if (bar.Close < bar.Low || bar.Close > bar.High)
            throw new ArgumentException($"The close {bar.Close} of {bar.Time:O} lies outside {bar.Low} to {bar.High}.", nameof(bar));
        var before = previousClose ?? bar.Close;
        Start = bar.Time - (SegmentCount * SegmentLength);
        Opening = Math.Clamp(before, bar.Low, bar.High);
        HasGap = Opening != before;
        (FirstExtreme, SecondExtreme) = bar.Close >= before ? (bar.Low, bar.High) : (bar.High, bar.Low);
        Close = bar.Close;
    }

    /// <summary>T-60 s.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>Price at <see cref="Start"/>, after the gap if there is one.</summary>
    public decimal Opening { get; }

    /// <summary>True when price jumps at <see cref="Start"/>: nothing from the close before to <see cref="Opening"/> is touched.</summary>
    public bool HasGap { get; }

    /// <summary>Price at T-40 s.</summary>
    public decimal FirstExtreme { get; }

    /// <summary>Price at T-20 s.</summary>
    public decimal SecondExtreme { get; }

    /// <summary>Price at T.</summary>
    public decimal Close { get; }

    /// <summary>Price at the beginning of a segment, 0 to 2.</summary>
    public decimal From(int segment) => segment == 0 ? Opening : To(segment - 1);

    /// <summary>Price at the end of a segment, 0 to 2.</summary>
    public decimal To(int segment) => segment switch
    {
        0 => FirstExtreme,
        1 => SecondExtreme,
        2 => Close,
        _ => throw new ArgumentOutOfRangeException(nameof(segment), segment, "A minute has the segments 0, 1 and 2."),
    };

    /// <summary>Time of the beginning of a segment.</summary>
    public DateTimeOffset StartOf(int segment) => Start + (segment * SegmentLength);

    /// <summary>Time of the end of a segment.</summary>
    public DateTimeOffset EndOf(int segment) => StartOf(segment + 1);

    /// <summary>When price stands at <paramref name="price"/> in a segment, by linear interpolation; its start when price rests.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The segment does not reach the price.</exception>
    public DateTimeOffset TimeAt(int segment, decimal price)
    {
        var (from, to) = (From(segment), To(segment));
        if (price < Math.Min(from, to) || price > Math.Max(from, to))
            throw new ArgumentOutOfRangeException(nameof(price), price, $"Segment {segment} goes from {from} to {to}.");
        return from == to
            ? StartOf(segment)
            : StartOf(segment).AddTicks((long)(SegmentLength.Ticks * (price - from) / (to - from)));
    }

    /// <summary>
    /// Price at a moment of the minute, rounded to the nearest multiple of <paramref name="tick"/>, half away from zero; never turns back
    /// within a segment.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is outside the minute, or the tick not above 0.</exception>
    public decimal PriceAt(DateTimeOffset time, decimal tick)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tick);
        var elapsed = time - Start;
        if (elapsed < TimeSpan.Zero || elapsed > SegmentCount * SegmentLength)
            throw new ArgumentOutOfRangeException(nameof(time), time, $"The minute goes from {Start:O} to {EndOf(SegmentCount - 1):O}.");
        var segment = (int)Math.Min(SegmentCount - 1, elapsed.Ticks / SegmentLength.Ticks);
        var (from, to) = (From(segment), To(segment));
        var part = (time - StartOf(segment)).Ticks / (decimal)SegmentLength.Ticks;
        return decimal.Round((from + ((to - from) * part)) / tick, MidpointRounding.AwayFromZero) * tick;
    }
}
