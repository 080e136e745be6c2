namespace Executor.Exchange.Streams.Market;

/// <summary>Reads the last prices of symbols on which nothing is traded after a subscription: stops are compared with it, so there is no quote without.</summary>
/// <param name="services">What it works with.</param>
/// <param name="feeds">The symbols that are followed.</param>
internal sealed class LastPriceSeed(MarketServices services, Func<IReadOnlyList<MarketFeed>> feeds)
{
    /// <summary>For how long a trade is waited for.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly Pauses _pauses = new(services.Options.Connections, services.Lot);
    private bool _isFailing;

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pause = Period;
        while (true)
        {
            await Task.Delay(pause, services.Clock, cancellationToken).ConfigureAwait(false);
            pause = await TrySeedAsync(cancellationToken).ConfigureAwait(false) ? Period : Period + _pauses.Next(isRefusal: false);
        }
    }

    /// <summary>Reads those that are lacking; false when one of them could not be read.</summary>
    private async Task<bool> TrySeedAsync(CancellationToken cancellationToken)
    {
        foreach (var feed in feeds().Where(feed => feed.LacksLastPrice))
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
                if (!_isFailing)
                {
                    services.Logger.LastPriceNotRead(feed.Symbol, exception.Message);
                }

                _isFailing = true;
                return false;
            }
        }

        _isFailing = false;
        _pauses.Reset();
        return true;
    }
}
