using Executor.Simulator.Market;

namespace Executor.Soak.Running;

/// <summary>Hours of an invented market of each symbol, which the exchange plays at a multiple of real time.</summary>
internal static class MarketFeed
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Lets every market follow its own way.</summary>
    public static async Task PlayAsync(SimulatorControl exchange, IReadOnlyList<TradedSymbol> roster, string folder, int minutes, decimal speed, ulong seed)
    {
        foreach (var symbol in roster)
        {
            var market = new SeededMarket(seed, symbol.Name, symbol.Price, symbol.Tick);
            var file = Path.Combine(folder, $"{symbol.Name}.csv");
            await File.WriteAllLinesAsync(
                file, Enumerable.Range(1, minutes).Select(minute => FeedRowText.Format(market.NextMinute(Begin.AddMinutes(minute)), symbol.Tick)).Prepend(FeedRowText.Header));
            await exchange.PostAsync($"/markets/{symbol.Name}/source", new { source = "Feed", file, speed });
        }
    }
}
