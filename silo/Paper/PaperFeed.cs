using Executor.Core.Market;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;
using Executor.Silo.Intake;

namespace Executor.Silo.Paper;

/// <summary>On paper a file of others is the market; that of the demonstration only records the invented one.</summary>
internal sealed class PaperFeeds(PaperMarket market, IGrainFactory grains) : IFeedMarkets
{
    public IFeedMarket Of(RosterMember member) => member.Setup.Inputs switch
    {
        SymbolInputs.Files => new PaperFeed(member.Setup, market, grains.GetGrain<IMarketGrain>(member.Symbol), member.Gates),
        SymbolInputs.Demo => new BarsOnly(),
        var inputs => throw new System.Diagnostics.UnreachableException($"{inputs.GetType()} has no feed on paper."),
    };
}

/// <summary>Every new row moves the paper market along the path of its minute.</summary>
internal sealed class PaperFeed(SymbolSetup setup, PaperMarket market, IMarketGrain bars, SymbolGates gates) : IFeedMarket
{
    public async Task BeginAsync(BarHistory history, CancellationToken cancellationToken)
    {
        var newest = history.Newest!.Value;
        await market.OpenAsync(setup, newest.Close, PriceDecimals(history), cancellationToken).ConfigureAwait(false);
        await LiveThroughAsync(history.Bars, newest, cancellationToken).ConfigureAwait(false);
        gates.OpenMarket();
    }

    public Task BeforeRowAsync(Bar row, decimal closeBefore, CancellationToken cancellationToken) =>
        market.WalkRowAsync(setup.Symbol, row, closeBefore, cancellationToken);

    /// <summary>
    /// Rows that came while nobody followed the feed are history for the bars, but not for orders that rested: these live through each of
    /// them, as far back as rows are kept.
    /// </summary>
    private async Task LiveThroughAsync(IReadOnlyCollection<Bar> kept, Bar newest, CancellationToken cancellationToken)
    {
        var mark = market.FeedMarkOf(setup.Symbol) ?? newest.Time;
        await bars.AppendBarsAsync([.. kept.Where(bar => bar.Time <= mark)], cancellationToken).ConfigureAwait(false);
        var before = await market.LastPriceAsync(setup.Symbol, cancellationToken).ConfigureAwait(false) ?? newest.Close;
        foreach (var bar in kept.Where(bar => bar.Time > mark))
        {
            if (market.HasOpenOrders(setup.Symbol))
                await market.WalkRowAsync(setup.Symbol, bar, before, cancellationToken).ConfigureAwait(false);
            await bars.AppendBarsAsync([bar], cancellationToken).ConfigureAwait(false);
            before = bar.Close;
        }

        await market.MoveAsync(setup.Symbol, newest.Close, cancellationToken).ConfigureAwait(false);
        market.MarkFeed(setup.Symbol, newest.Time);
    }

    /// <summary>Most decimals of any price of the kept rows: how one number happens to be written does not decide the tick.</summary>
    private static int PriceDecimals(BarHistory history) =>
        history.Bars.Max(bar => Math.Max(bar.Close.Scale, Math.Max(bar.High.Scale, bar.Low.Scale)));
}
