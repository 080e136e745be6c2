using Executor.Core.Exchange;

namespace Executor.TestSupport;

/// <summary>Rules of a pair as the exchange has them for its largest: fine steps, five stops, twenty lists.</summary>
internal static class TypicalRules
{
    /// <summary>Rules of BTC against <paramref name="quoteAsset"/>.</summary>
    /// <param name="quoteAsset">In capitals.</param>
    /// <param name="marketMaxQuantity">MARKET_LOT_SIZE upper bound, base.</param>
    public static SymbolRules OfBitcoin(string quoteAsset, decimal marketMaxQuantity) => new()
    {
        Symbol = $"BTC{quoteAsset}",
        BaseAsset = "BTC",
        QuoteAsset = quoteAsset,
        TickSize = 0.01m,
        MinPrice = 0.01m,
        MaxPrice = 1_000_000m,
        LotStep = 0.00001m,
        MinQuantity = 0.00001m,
        MaxQuantity = 9_000m,
        MarketMaxQuantity = marketMaxQuantity,
        MinNotional = 5m,
        MaxNotional = 9_000_000m,
        BidMultiplierUp = 2m,
        BidMultiplierDown = 0.5m,
        AskMultiplierUp = 2m,
        AskMultiplierDown = 0.5m,
        MaxOpenOrders = 200,
        MaxAlgoOrders = 5,
        MaxOrderLists = 20,
        MaxOrderAmends = 10,
    };
}
