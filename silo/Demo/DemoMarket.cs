using Executor.Silo.Configuration;
using Executor.Silo.Intake;
using Executor.Silo.Paper;
using Executor.Simulator.Market;

namespace Executor.Silo.Demo;

/// <summary>
/// The invented market of one symbol: prints a price every second, and at the end of each minute a row into a real feed file. It goes on
/// where books and file end; minutes that are missing are made up, and orders that rest live through them.
/// </summary>
internal sealed class DemoMarket(
    SymbolSetup setup, SiloSettings settings, PaperMarket market, SymbolGates gates, TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan History = TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (startPrice, defaultTick) = DemoPrices.Of(setup.Symbol);
        var tick = setup.Configuration.Rules.TickSize ?? defaultTick;
        var booked = await market.LastPriceAsync(setup.Symbol, cancellationToken).ConfigureAwait(false);
        var feed = new DemoFeedFile(SymbolFiles.FeedOfDemo(setup.Symbol, settings), tick);
        var now = clock.GetUtcNow();
        var thisMinute = now.AddTicks(-(now.Ticks % Minute.Ticks));
        // The seed alone decides the first run; a later one must not repeat the minutes of the first.
        var seed = settings.DemoSeed + (ulong)(feed.NewestRow?.ToUnixTimeSeconds() ?? 0);
        var minutes = new SeededMarket(seed, setup.Symbol, booked ?? startPrice, tick);
        var missing = Missing(minutes, feed.NewestRow, thisMinute);
        feed.Append(missing);
        var price = missing.Count > 0 ? missing[^1].Bar.Close : booked ?? startPrice;
        await market.OpenAsync(setup, price, tick.Scale, cancellationToken).ConfigureAwait(false);
        await LiveThroughAsync(missing, booked, price, cancellationToken).ConfigureAwait(false);
        gates.OpenFeed();
        gates.OpenMarket();
        for (var end = thisMinute + Minute; ; end += Minute)
        {
            var minute = minutes.NextMinute(end);
            await PrintAsync(minute, end - Minute, cancellationToken).ConfigureAwait(false);
            feed.Append([minute]);
        }
    }

    private static List<MinuteSample> Missing(SeededMarket minutes, DateTimeOffset? newestRow, DateTimeOffset thisMinute)
    {
        var first = thisMinute - History + Minute;
        if (newestRow is { } newest && newest >= first)
            first = newest + Minute;
        var missing = new List<MinuteSample>();
        for (var end = first; end <= thisMinute; end += Minute)
            missing.Add(minutes.NextMinute(end));
        return missing;
    }

    private async Task LiveThroughAsync(List<MinuteSample> missing, decimal? booked, decimal price, CancellationToken cancellationToken)
    {
        var before = booked ?? price;
        foreach (var minute in missing)
        {
            if (booked is not null && market.HasOpenOrders(setup.Symbol))
                await market.WalkAsync(setup.Symbol, minute.Bar, before, cancellationToken).ConfigureAwait(false);
            before = minute.Bar.Close;
        }

        await market.MoveAsync(setup.Symbol, before, cancellationToken).ConfigureAwait(false);
    }

    private async Task PrintAsync(MinuteSample minute, DateTimeOffset start, CancellationToken cancellationToken)
    {
        for (var second = 0; second < minute.Seconds.Length; second++)
        {
            var due = start.AddSeconds(second + 1);
            var wait = due - clock.GetUtcNow();
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
            else if (wait < -Minute && second + 1 < minute.Seconds.Length)
                continue; // the machine slept: the minute's close is enough
            await market.MoveAsync(setup.Symbol, minute.Seconds[second], cancellationToken).ConfigureAwait(false);
        }
    }
}
