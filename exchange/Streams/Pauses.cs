namespace Executor.Exchange.Streams;

/// <summary>Pauses between tries: doubling, with half of each drawn by lot so that many callers do not come back together.</summary>
/// <param name="options">Bounds.</param>
/// <param name="lot">Draws from [0, 1).</param>
internal sealed class Pauses(StreamOptions options, Lot lot)
{
    private int _failures;

    /// <summary>The pause after one more failure.</summary>
    public TimeSpan Next(bool isRefusal)
    {
        var ceiling = isRefusal
            ? options.RefusalPause
            : TimeSpan.FromTicks((long)Math.Min(options.LongestPause.Ticks, options.ShortestPause.Ticks * Math.Pow(2d, _failures)));
        _failures = Math.Min(_failures + 1, 62);
        return (ceiling / 2d) + (ceiling / 2d * lot.Draw());
    }

    /// <summary>It worked: the next pause is the shortest again.</summary>
    public void Reset() => _failures = 0;
}

/// <summary>Where chance comes from.</summary>
/// <param name="draw">Draws from [0, 1); safe for several threads at once.</param>
internal sealed class Lot(Func<double> draw)
{
    /// <summary>A number from [0, 1).</summary>
    public double Draw() => draw();
}
