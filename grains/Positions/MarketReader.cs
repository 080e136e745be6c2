using System.Collections.Immutable;
using Executor.Core.Market;
using Executor.Core.Planning;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.GrainInterfaces;
using Executor.Grains.Market;
using Executor.Grains.Profiles;

namespace Executor.Grains.Positions;

/// <summary>What the market shows, and at which prices it has been asked to call.</summary>
internal sealed record MarketReading(MarketView View, PriceWatch Watch)
{
    public static MarketReading None { get; } = new(MarketView.None, PriceWatch.None);
}

/// <summary>Asks the market grains of a symbol and of its feed.</summary>
internal sealed class MarketReader(IGrainFactory grains)
{
    public async Task<MarketReading> ReadAsync(SymbolProfile profile)
    {
        var symbol = profile.Settings.Symbol;
        var rows = RowsNeeded(profile.Settings);
        if (profile.FeedSymbol == symbol)
        {
            var both = await SnapshotAsync(symbol, rows);
            return Reading(both, both.Bars, 1m);
        }

        var snapshots = await Task.WhenAll(SnapshotAsync(symbol, 0), SnapshotAsync(profile.FeedSymbol, rows));
        var (traded, feed) = (snapshots[0], snapshots[1]);
        return Reading(traded, feed.Bars, KEntry(traded.Quote, feed.Quote));
    }

    /// <summary>
    /// A plan looks back from the row of its signal, which may be as old as a signal may be; the trail looks back from the newest row.
    /// </summary>
    internal static int RowsNeeded(SymbolSettings settings)
    {
        var oldest = settings.MaxPeakAge > TimeSpan.Zero ? Math.Ceiling(settings.MaxPeakAge.TotalMinutes) : MarketGrain.BarCapacity;
        var plan = settings.SwingRows + 1 + oldest;
        return (int)Math.Min(Math.Max(plan, settings.TrailSwingRows), MarketGrain.BarCapacity);
    }

    private static decimal? KEntry(Quote? traded, Quote? feed) =>
        traded is { } tradedQuote && feed is { } feedQuote ? QuoteConversion.KEntry(tradedQuote, feedQuote) : null;

    private static MarketReading Reading(MarketSnapshot traded, ImmutableArray<Bar> bars, decimal? kEntry) => new(
        new MarketView(new BarSeries(bars.AsMemory()), traded.Quote, kEntry),
        new PriceWatch(traded.WatchedAtOrBelow, traded.WatchedAtOrAbove));

    private Task<MarketSnapshot> SnapshotAsync(string symbol, int rows) =>
        grains.GetGrain<IMarketGrain>(symbol).GetSnapshotAsync(rows, CancellationToken.None);
}
