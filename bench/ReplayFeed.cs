using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Executor.Replay;
using Executor.Simulator.Market;

namespace Executor.Bench;

/// <summary>Rows of feed a second through reading, the market path and the engine, with no signal: <c>feed=FILE</c>, else a generated one.</summary>
internal static class ReplayFeed
{
    private const int GeneratedRows = 450_000;

    public static async Task<Figures> RunAsync(BenchOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("executor-bench-");
        try
        {
            var feed = options.Text("feed", string.Empty);
            if (feed.Length == 0)
            {
                feed = Path.Combine(folder.FullName, "BTCUSDC.csv.gz");
                Generate(feed);
            }

            var signals = Path.Combine(folder.FullName, "none.log");
            await File.WriteAllTextAsync(signals, string.Empty);
            var rates = new List<double>();
            var rows = 0d;
            for (var run = 0; run < options.Number("runs", 9); run++)
            {
                var (count, seconds) = await RunOnceAsync(signals, feed);
                rows = count;
                rates.Add(count / seconds);
            }

            var first = rates[0];
            rates.Sort();
            return Figures.Of(
                "replay-feed", ("rows", rows), ("rows_per_s_first_run", first), ("rows_per_s_median", Figures.Percentile(rates, 0.5)), ("rows_per_s_best", rates[^1]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(double Rows, double Seconds)> RunOnceAsync(string signals, string feed)
    {
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var started = Stopwatch.GetTimestamp();
        var code = await ReplayCommand.RunAsync(new ReplayArguments { Signals = signals, Feed = feed, Symbol = "BTCUSDC" }, TextWriter.Null, error, CancellationToken.None);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        if (code != 0)
        {
            throw new InvalidOperationException($"The replay failed with {code}: {error}");
        }

        // The line reads "N rows in S s, R rows/s".
        var rows = error.ToString().Split(' ')[0];
        return (double.Parse(rows, CultureInfo.InvariantCulture), seconds);
    }

    private static void Generate(string path)
    {
        var market = new SeededMarket(1, "BTCUSDC", 95_000m, 0.01m);
        using var file = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Optimal));
        file.Write(FeedRowText.Header + "\n");
        var end = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var minute = 1; minute <= GeneratedRows; minute++)
        {
            file.Write(FeedRowText.Format(market.NextMinute(end.AddMinutes(minute)), 0.01m) + "\n");
        }
    }
}
