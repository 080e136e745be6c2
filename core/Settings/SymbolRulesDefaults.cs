using Executor.Core.Exchange;

namespace Executor.Core.Settings;

/// <summary>
/// Trading rules for a symbol that no exchange describes: replay, paper trading and tests. Filters are those of BTCUSDT, with tick and lot
/// step scaled to the price.
/// </summary>
/// <remarks>Source: Binance spot API, exchangeInfo of BTCUSDT.</remarks>
public static class SymbolRulesDefaults
{
    private const int MaxStepDecimals = 8;

    /// <summary>BTC has at least these, however coarsely it is printed: the original's TICK_SIZE is 0.01.</summary>
    private const int BitcoinDecimals = 2;

    /// <summary>Most that one lot step may be worth, quote. Above 1, so that BTC keeps 0.00001 when it costs more than 100000.</summary>
    private const decimal MaxStepValue = 1.5m;

    /// <summary>The rules.</summary>
    /// <param name="symbol">Traded pair; its name is split by <see cref="SymbolName"/>.</param>
    /// <param name="referencePrice">A typical price, quote per base, above 0: it decides the lot step.</param>
    /// <param name="priceDecimals">
    /// Decimals of prices as a feed prints them, 0 or more: they give the tick. Above 8, the finest that the exchange has, counts as 8; below
    /// 2 counts as 2 for BTC.
    /// </param>
    /// <param name="overrides">Rules given by hand come first.</param>
    /// <exception cref="ArgumentException">The name cannot be split.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static SymbolRules For(string symbol, decimal referencePrice, int priceDecimals, RuleOverrides overrides)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(referencePrice);
        ArgumentOutOfRangeException.ThrowIfNegative(priceDecimals);
        var (baseAsset, quoteAsset) = SymbolName.Split(symbol);
        var tick = overrides.TickSize ?? TickOf(baseAsset, priceDecimals);
        var lotStep = overrides.LotStep ?? LotStepAt(referencePrice);
        var lotsOfBitcoin = lotStep / 0.00001m;
        return new SymbolRules
        {
            Symbol = symbol.ToUpperInvariant(),
            BaseAsset = baseAsset,
            QuoteAsset = quoteAsset,
            TickSize = tick,
            MinPrice = tick,
            MaxPrice = 1_000_000m,
            LotStep = lotStep,
            MinQuantity = overrides.MinQuantity ?? lotStep,
            MaxQuantity = 9_000m * lotsOfBitcoin,
            MarketMaxQuantity = 100m * lotsOfBitcoin,
            MinNotional = overrides.MinNotional ?? 5m,
            MaxNotional = 9_000_000m,
            BidMultiplierUp = 5m,
            BidMultiplierDown = 0.2m,
            AskMultiplierUp = 5m,
            AskMultiplierDown = 0.2m,
            MaxOpenOrders = 200,
            MaxAlgoOrders = 5,
            MaxOrderLists = 20,
            MaxOrderAmends = 10,
        };
    }

    private static decimal TickOf(string baseAsset, int priceDecimals) =>
        new(1, 0, 0, false, (byte)Math.Clamp(priceDecimals, baseAsset == "BTC" ? BitcoinDecimals : 0, MaxStepDecimals));

    /// <summary>The largest power of ten, at most 1, that is worth no more than <see cref="MaxStepValue"/>; at least 10^-8.</summary>
    private static decimal LotStepAt(decimal referencePrice)
    {
        byte decimals = 0;
        while (decimals < MaxStepDecimals && new decimal(1, 0, 0, false, decimals) * referencePrice > MaxStepValue)
        {
            decimals++;
        }

        return new decimal(1, 0, 0, false, decimals);
    }
}
