using Executor.Core.Positions;

namespace Executor.Core.Signals;

/// <summary>An accepted PEAK: open a position now, the bar closed at this price.</summary>
public sealed record Signal
{
    /// <summary>Key by which a repetition is recognised.</summary>
    public required string Key { get; init; }

    /// <summary>Direction asked for.</summary>
    public required PositionSide Side { get; init; }

    /// <summary>Time of the event, UTC, with its seconds.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Close of the signal bar, feed quote; above 0.</summary>
    public required decimal Price { get; init; }
}
