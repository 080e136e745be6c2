using System.Text.Json;

namespace Executor.Replay.Tests.Data;

/// <summary>Real days, checked for what must hold on any day. Nothing here knows what happened on these.</summary>
public sealed class DataReplayTests
{
    public static TheoryData<string> Folders => DataFolders.All();

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Replay_OfADataFolder_IsSafeDeterministicAndAccountsForEveryPeak(string folder)
    {
        using var files = new TemporaryFolder();
        var (first, page) = await RunAsync(folder, files, "first");
        var (second, pageAgain) = await RunAsync(folder, files, "second");

        Assert.True(first.AsSpan().SequenceEqual(second), "the JSON of two runs differs");
        Assert.True(page.AsSpan().SequenceEqual(pageAgain), "the HTML of two runs differs");
        using var json = JsonDocument.Parse(first);
        AssertTradesAreWhole(json.RootElement);
        AssertPeaksAreAccountedFor(folder, json.RootElement);
    }

    /// <summary>What came in went out again but for dust, and the profits are the executions' money to the last digit.</summary>
    private static void AssertTradesAreWhole(JsonElement root)
    {
        var quote = Quote(root);
        var sum = 0m;
        foreach (var trade in root.GetProperty("trades").EnumerateArray())
        {
            var (bought, sold, cash) = (0m, 0m, 0m);
            foreach (var fill in trade.GetProperty("fills").EnumerateArray())
            {
                var (price, quantity, fee) = (Number(fill, "price"), Number(fill, "quantity"), Number(fill, "fee"));
                var isEntry = fill.GetProperty("leg").GetString() == "entry";
                var isQuoteFee = fill.GetProperty("feeAsset").GetString() == quote;
                cash += (isEntry ? -price : price) * quantity;
                cash -= isQuoteFee ? fee : 0m;
                bought += isEntry ? quantity - (isQuoteFee ? 0m : fee) : 0m;
                sold += isEntry ? 0m : quantity;
            }

            var (left, settings) = (bought - sold, root.GetProperty("settings"));
            Assert.True(left >= 0m && (left < Number(settings, "QTY_STEP") || left * Number(trade.GetProperty("plan"), "entry") < Number(settings, "MIN_NOTIONAL")));
            Assert.Equal(cash, Number(trade, "profitQuote"));
            var stops = trade.GetProperty("stops").EnumerateArray().Select(stop => Number(stop, "price")).ToList();
            Assert.Equal(stops.Order(), stops);
            sum += cash;
        }

        Assert.Equal(sum, Number(root.GetProperty("summary"), "profitQuote"));
    }

    private static void AssertPeaksAreAccountedFor(string folder, JsonElement root)
    {
        var answered = root.GetProperty("trades").EnumerateArray().Concat(root.GetProperty("skips").EnumerateArray())
            .Select(entry => (Time: entry.GetProperty("signalTime").GetDateTimeOffset(), Kind: entry.GetProperty("signalKey").GetString()!.Split('|')[2]))
            .ToList();
        var peaks = File.ReadLines(DataFolders.PathOf(folder, "peaks.csv")).Skip(1).Select(line => line.Split(','))
            .Select(cells => (Time: DateTimeOffset.Parse(cells[0], System.Globalization.CultureInfo.InvariantCulture), Kind: cells[1])).ToList();

        Assert.Empty(peaks.Except(answered));
        Assert.Equal(peaks.Count, answered.Count);
        Assert.All(root.GetProperty("skips").EnumerateArray(), skip => Assert.NotEqual(string.Empty, skip.GetProperty("reason").GetString()));
    }

    private static string Quote(JsonElement root)
    {
        Assert.True(Core.Settings.SymbolName.TrySplit(root.GetProperty("symbol").GetString()!, out var assets));
        return assets.QuoteAsset;
    }

    private static decimal Number(JsonElement element, string name) => element.GetProperty(name).GetDecimal();

    private static async Task<(byte[] Json, byte[] Html)> RunAsync(string folder, TemporaryFolder files, string name)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var arguments = new ReplayArguments
        {
            Signals = DataFolders.PathOf(folder, "deltascout.log"),
            Feed = DataFolders.PathOf(folder, "aggregated.csv"),
            Json = files.PathOf(name + ".json"),
            Html = files.PathOf(name + ".html"),
            Check = true,
        };

        var exitCode = await ReplayCommand.RunAsync(arguments, output, error, TestContext.Current.CancellationToken);

        Assert.True(exitCode == ReplayCommand.Done, error.ToString());
        return (await File.ReadAllBytesAsync(arguments.Json, TestContext.Current.CancellationToken),
            await File.ReadAllBytesAsync(arguments.Html, TestContext.Current.CancellationToken));
    }
}
