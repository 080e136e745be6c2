using Executor.Core.Market;

namespace Executor.Silo.Explaining;

/// <summary>The rows of a symbol's feed file, as far as there is one and it can still be read.</summary>
internal static class FeedWindow
{
    /// <summary>Rows up to and including the minute of <paramref name="until"/>; empty without a file.</summary>
    public static BarSeries Read(string path, DateTimeOffset until)
    {
        if (!File.Exists(path))
            return default;
        var bars = new List<Bar>();
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!FeedFormat.TryParseRow(System.Text.Encoding.UTF8.GetBytes(line), out var bar, out _) || (bars.Count > 0 && bar.Time <= bars[^1].Time))
                continue;
            if (bar.Time - until > TimeSpan.FromMinutes(1))
                break;
            bars.Add(bar);
        }

        return new BarSeries(bars.ToArray());
    }
}
