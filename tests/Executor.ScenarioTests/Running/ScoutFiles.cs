using System.Globalization;

namespace Executor.ScenarioTests.Running;

/// <summary>Feed and signal log of one symbol, as a scout would write them, around one price.</summary>
internal sealed class ScoutFiles
{
    private const int History = 60;
    private const string Header = "Timestamp,Trades,TotalQty,AvgSize,BuyQty,SellQty,AvgPrice,ClosePrice,HiPrice,LowPrice";

    public ScoutFiles(string folder, decimal price)
    {
        (Feed, SignalLog, Price) = (Path.Combine(folder, "aggregated.csv"), Path.Combine(folder, "deltascout.log"), price);
        var now = TimeProvider.System.GetUtcNow();
        var newest = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        File.WriteAllLines(Feed, Enumerable.Range(1 - History, History).Select(minute => Row(newest.AddMinutes(minute), price)).Prepend(Header));
        File.WriteAllText(SignalLog, string.Empty);
    }

    public string Feed { get; }

    public string SignalLog { get; }

    public decimal Price { get; }

    /// <summary>Appends a PEAK of this moment.</summary>
    public void Peak(string kind) => File.AppendAllText(SignalLog, string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"ts":"{{TimeProvider.System.GetUtcNow().UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}}","source":"DeltaScout","action":"PEAK","kind":"{{kind}}","price":{{Price}}}""") + "\n");

    private static string Row(DateTimeOffset end, decimal price) => string.Create(
        CultureInfo.InvariantCulture, $"{end.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'},100,1.0,0.01,0.5,0.5,{price},{price},{price + 20m},{price - 30m}");
}
