using System.Globalization;

namespace Executor.Replay.Output;

/// <summary>A line on the error output that says how far a long run is, and how fast it was in the end.</summary>
internal sealed class ProgressLine(TextWriter error, TimeProvider clock, bool isShown)
{
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(500);

    private readonly long _start = clock.GetTimestamp();
    private TimeSpan _shownAt;

    /// <summary>Shows the number of rows; at most twice a second, and only on a terminal.</summary>
    public void Show(long rows)
    {
        var elapsed = clock.GetElapsedTime(_start);
        if (isShown && elapsed - _shownAt >= Spacing)
        {
            _shownAt = elapsed;
            error.Write($"\r{Text(rows, elapsed)} ");
        }
    }

    /// <summary>The run has ended.</summary>
    public void Finish(long rows)
    {
        var text = Text(rows, clock.GetElapsedTime(_start));
        error.WriteLine(_shownAt > TimeSpan.Zero ? $"\r{text} " : text);
    }

    private static string Text(long rows, TimeSpan elapsed)
    {
        var perSecond = elapsed > TimeSpan.Zero ? rows / elapsed.TotalSeconds : 0d;
        return string.Create(CultureInfo.InvariantCulture, $"{rows} rows in {elapsed.TotalSeconds:F3} s, {perSecond:F0} rows/s");
    }
}
