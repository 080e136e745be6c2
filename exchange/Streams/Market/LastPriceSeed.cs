namespace Executor.Exchange.Streams.Market;

/// <summary>Reads the last prices of symbols on which nothing is traded after a subscription: stops are compared with it, so there is no quote without.</summary>
internal sealed class LastPriceSeed(MarketServices services)
{
    /// <summary>Reads those that are lacking. One that fails is left for the next time.</summary>
    public async Task SeedAsync(IEnumerable<MarketFeed> feeds, CancellationToken cancellationToken)
    {
        foreach (var feed in feeds.Where(feed => feed.LacksLastPrice))
        {
            try
            {
                var minutes = await services.Klines.ReadAsync(feed.Symbol, null, cancellationToken).ConfigureAwait(false);
                if (minutes is [.., var present])
                {
                    feed.SeedLastPrice(present.Close);
                }
            }
            catch (StreamException exception)
            {
                services.Logger.LastPriceNotRead(feed.Symbol, exception.Message);
            }
        }
    }
}
