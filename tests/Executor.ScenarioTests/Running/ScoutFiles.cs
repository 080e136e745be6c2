using System.Globalization;

namespace Executor.ScenarioTests.Running;

/// <summary>Feed and signal log of one symbol, as a scout would write them, around one price.</summary>
internal sealed class ScoutFiles
{
    private const int History = 60;
    private const string Header = "Timestamp,Trades,TotalQty,AvgSize,BuyQty,SellQty,AvgPrice,ClosePrice,HiPrice,LowPrice";

    /// <param name="folder">Where both are.</param>
    /// <param name="price">The price, minute after minute.</param>
    /// <param name="lowest">Price of one minute long ago; null: none differs.</param>
    public ScoutFiles(string folder, decimal price, decimal? lowest = null)
    {
        (Feed, SignalLog, Price) = (Path.Combine(folder, "aggregated.csv"), Path.Combine(folder, "deltascout.log"), price);
        var now = TimeProvider.System.GetUtcNow();
        var newest = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        File.WriteAllLines(Feed, Enumerable.Range(1 - History, History)
            .Select(minute => Row(newest.AddMinutes(minute), price, minute == -History / 2 ? lowest : null)).Prepend(Header));
        File.WriteAllText(SignalLog, string.Empty);
    }

    public string Feed { get; }

    public string SignalLog { get; }

    public decimal Price { get; }

    /// <summary>Appends a PEAK of this moment at the price of the feed.</summary>
    public Task PeakAsync(string kind) => PeakAsync(kind, Price, TimeSpan.Zero);

    /// <summary>Appends a PEAK of some time ago.</summary>
    public Task PeakAsync(string kind, decimal price, TimeSpan age) =>
        File.AppendAllTextAsync(SignalLog, Line(kind, price, age) + "\n", TestContext.Current.CancellationToken);

    /// <summary>A PEAK as a line of the log.</summary>
    public static string Line(string kind, decimal price, TimeSpan age) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"ts":"{{(TimeProvider.System.GetUtcNow() - age).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}}","source":"DeltaScout","action":"PEAK","kind":"{{kind}}","price":{{price}}}""");

    private static string Row(DateTimeOffset end, decimal price, decimal? lowest)
    {
        var (high, low) = (price + decimal.Round(price / 3_000m, 2), lowest ?? price - decimal.Round(price / 2_000m, 2));
        return string.Create(CultureInfo.InvariantCulture, $"{end.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'},100,1.0,0.01,0.5,0.5,{price},{price},{high},{low}");
    }
}
