using System.Globalization;
using Executor.Silo.Configuration;
using Executor.Simulator.Market;

namespace Executor.Silo.Tests.Running;

/// <summary>Feed and signal log of one symbol, as a scout would write them; the newest row ends the last full minute.</summary>
internal sealed class MarketFiles
{
    private const decimal Tick = 0.01m;
    private const int History = 60;

    private readonly DateTimeOffset _lastRow;

    public MarketFiles(TemporaryFolder folder, string symbol)
    {
        Feed = folder.File($"{symbol}-aggregated.csv");
        SignalLog = folder.File($"{symbol}-deltascout.log");
        var now = TimeProvider.System.GetUtcNow();
        _lastRow = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        var market = new SeededMarket(7, symbol, 95_000m, Tick);
        var rows = Enumerable.Range(0, History).Select(minute => market.NextMinute(_lastRow.AddMinutes(minute - History + 1))).ToList();
        File.WriteAllLines(Feed, rows.Select(row => FeedRowText.Format(row, Tick)).Prepend(FeedRowText.Header));
        File.WriteAllText(SignalLog, string.Empty);
        LastClose = rows[^1].Bar.Close;
    }

    public string Feed { get; }

    public string SignalLog { get; }

    public decimal LastClose { get; }

    public SymbolInputs Inputs => new SymbolInputs.Files(SignalLog, Feed);

    /// <summary>A PEAK of this moment; <paramref name="ticks"/> away from the last price, so that two are two events.</summary>
    public string Peak(string kind = "long", int ticks = 0) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"ts":"{{TimeProvider.System.GetUtcNow().UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}}","source":"DeltaScout","action":"PEAK","kind":"{{kind}}","price":{{LastClose + (ticks * Tick)}}}""");

    public void AppendSignal(string line) => File.AppendAllText(SignalLog, line + "\n");

    /// <summary>The row of the minute after the history, with these prices.</summary>
    public void AppendRow(decimal high, decimal low, decimal close, int minutesLater = 1) => File.AppendAllText(Feed, string.Create(
        CultureInfo.InvariantCulture,
        $"{_lastRow.AddMinutes(minutesLater).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'},100,1.0,0.01,0.5,0.5,{close},{close},{high},{low}\n"));
}
