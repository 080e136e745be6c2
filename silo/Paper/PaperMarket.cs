using Executor.Core.Market;
using Executor.Core.Settings;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;
using Executor.Simulator.Market;
using Executor.Simulator.Paper;

namespace Executor.Silo.Paper;

/// <summary>Moves the price of the paper exchange and tells the market grains, whose watchers have reacted when a move returns.</summary>
internal sealed class PaperMarket(
    PaperExchange exchange, OrderUpdatePump updates, SiloSettings settings, IGrainFactory grains, SteadyTime clock, ILogger<PaperMarket> logger)
{
    /// <summary>
    /// Opens the symbol for trading. Books that know it keep their price and their rules, so that the steps of open orders stay what they
    /// were, except for what the settings fix by hand. The account it is traded on is funded with its quote asset, when market or account are
    /// new and nothing of it is there.
    /// </summary>
    public async Task OpenAsync(SymbolSetup setup, decimal price, int priceDecimals, CancellationToken cancellationToken)
    {
        var overrides = setup.Configuration.Rules;
        var known = await exchange.GetRulesAsync(setup.Symbol, cancellationToken).ConfigureAwait(false);
        var rules = known is null
            ? SymbolRulesDefaults.For(setup.Symbol, price, TickDecimals(setup.Symbol, priceDecimals), overrides)
            : known with
            {
                TickSize = overrides.TickSize ?? known.TickSize,
                LotStep = overrides.LotStep ?? known.LotStep,
                MinQuantity = overrides.MinQuantity ?? known.MinQuantity,
                MinNotional = overrides.MinNotional ?? known.MinNotional,
            };
        exchange.OpenSymbol(rules, price, setup.Configuration.Settings.Account, settings.PaperQuoteBalance);
        var last = exchange.QuoteOf(setup.Symbol).Last;
        logger.PaperMarketOpened(setup.Symbol, last, rules.TickSize, rules.LotStep);
    }

    /// <summary>The tick is as fine as prices are written; that of BTC is never coarser than the 0.01 of the original.</summary>
    private static int TickDecimals(string symbol, int priceDecimals) =>
        Math.Clamp(priceDecimals, symbol.StartsWith("BTC", StringComparison.Ordinal) ? 2 : 0, 8);

    /// <summary>Last price of the books; null when they do not know the symbol.</summary>
    public async Task<decimal?> LastPriceAsync(string symbol, CancellationToken cancellationToken) =>
        await exchange.GetRulesAsync(symbol, cancellationToken).ConfigureAwait(false) is null ? null : exchange.QuoteOf(symbol).Last;

    /// <summary>True when an order could react to a move.</summary>
    public bool HasOpenOrders(string symbol) => !exchange.OpenOrdersOf(symbol).IsEmpty;

    /// <summary>Price walks to <paramref name="price"/>.</summary>
    public Task MoveAsync(string symbol, decimal price, CancellationToken cancellationToken)
    {
        exchange.MovePrice(symbol, price, clock.GetUtcNow());
        return ShowAsync(symbol, cancellationToken);
    }

    /// <summary>Time of the newest row of a feed that the market has lived through, UTC; null before the first.</summary>
    public DateTimeOffset? FeedMarkOf(string symbol) => exchange.FeedMarkOf(symbol);

    /// <summary>Remembers that the market has lived through the row of that time.</summary>
    public void MarkFeed(string symbol, DateTimeOffset rowAt) => exchange.MarkFeed(symbol, rowAt);

    /// <summary>Price walks through a row of a feed, which is marked as lived through: after a kill in between it is walked again.</summary>
    public async Task WalkRowAsync(string symbol, Bar row, decimal previousClose, CancellationToken cancellationToken)
    {
        await WalkAsync(symbol, row, previousClose, cancellationToken).ConfigureAwait(false);
        exchange.MarkFeed(symbol, row.Time);
    }

    /// <summary>Price walks the path of a minute of which only high, low and close are known.</summary>
    public async Task WalkAsync(string symbol, Bar bar, decimal previousClose, CancellationToken cancellationToken)
    {
        var path = new MinutePath(bar, previousClose);
        if (path.HasGap)
        {
            exchange.JumpPrice(symbol, path.Opening, clock.GetUtcNow());
            await ShowAsync(symbol, cancellationToken).ConfigureAwait(false);
        }

        for (var segment = 0; segment < MinutePath.SegmentCount; segment++)
            await MoveAsync(symbol, path.To(segment), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Fills first: who saw the price before them would take an order that has just executed for one that did not.</summary>
    private async Task ShowAsync(string symbol, CancellationToken cancellationToken)
    {
        await updates.DeliveredAsync(symbol, cancellationToken).ConfigureAwait(false);
        try
        {
            await grains.GetGrain<IMarketGrain>(symbol).QuoteAsync(exchange.QuoteOf(symbol), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.QuoteNotTaken(exception, symbol); // the next quote comes; a position that missed its level is woken by its own clock
        }
    }
}
