using System.Diagnostics.Metrics;

namespace Executor.Grains.Telemetry;

/// <summary>What gauges see of a market; written by its grain, read by whoever collects. Ticks of UTC; 0: none yet.</summary>
internal sealed class MarketSight
{
    private long _quoteAt;
    private long _barAt;

    public long QuoteAt => Volatile.Read(ref _quoteAt);

    public long BarAt => Volatile.Read(ref _barAt);

    public void Quoted(DateTimeOffset at) => Volatile.Write(ref _quoteAt, at.UtcTicks);

    public void Barred(DateTimeOffset at)
    {
        if (at.UtcTicks > BarAt)
            Volatile.Write(ref _barAt, at.UtcTicks);
    }
}

/// <summary>Gauges of the markets that live on this silo.</summary>
internal static class MarketGauges
{
    public static void Add(Meter meter, Living<MarketSight> markets, TimeProvider clock)
    {
        meter.CreateObservableGauge("executor.market.quote.age", () => Ages(market => market.QuoteAt), "s", "Age of the best prices that positions decide by.");
        meter.CreateObservableGauge("executor.market.bar.age", () => Ages(market => market.BarAt), "s", "Age of the newest bar.");

        IEnumerable<Measurement<double>> Ages(Func<MarketSight, long> read) =>
            from market in markets.All
            let at = read(market.Value)
            where at > 0
            select new Measurement<double>(Math.Max(0d, TimeSpan.FromTicks(clock.GetUtcNow().UtcTicks - at).TotalSeconds), Tags.Symbol(market.Key));
    }
}
