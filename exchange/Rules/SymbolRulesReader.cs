using Executor.Core.Exchange;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Rules;

/// <summary>Makes <see cref="SymbolRules"/> of exchangeInfo. A filter that is not there switches its rule off. Source: Binance spot API, filters.</summary>
internal static class SymbolRulesReader
{
    private const string Trading = "TRADING";

    public static SymbolRules Read(WireSymbol symbol)
    {
        var price = Filter("PRICE_FILTER");
        var lot = Filter("LOT_SIZE");
        var notional = Filter("NOTIONAL");
        var bySide = Filter("PERCENT_PRICE_BY_SIDE");
        var percent = Filter("PERCENT_PRICE"); // the older form: one pair for both sides
        return new SymbolRules
        {
            Symbol = WireText.Required(symbol.Symbol, "symbol"),
            BaseAsset = WireText.Required(symbol.BaseAsset, "baseAsset"),
            QuoteAsset = WireText.Required(symbol.QuoteAsset, "quoteAsset"),
            IsTrading = WireText.Required(symbol.Status, "status") == Trading,
            TickSize = Step(price?.TickSize, "tickSize"),
            MinPrice = price?.MinPrice ?? 0m,
            MaxPrice = price?.MaxPrice ?? 0m,
            LotStep = Step(lot?.StepSize, "stepSize"),
            MinQuantity = lot?.MinQuantity ?? 0m,
            MaxQuantity = lot?.MaxQuantity ?? 0m,
            MarketMaxQuantity = Filter("MARKET_LOT_SIZE")?.MaxQuantity ?? 0m,
            MinNotional = Math.Max(notional?.MinNotional ?? 0m, Filter("MIN_NOTIONAL")?.MinNotional ?? 0m),
            MaxNotional = notional?.MaxNotional ?? 0m,
            BidMultiplierUp = bySide?.BidMultiplierUp ?? percent?.MultiplierUp ?? 0m,
            BidMultiplierDown = bySide?.BidMultiplierDown ?? percent?.MultiplierDown ?? 0m,
            AskMultiplierUp = bySide?.AskMultiplierUp ?? percent?.MultiplierUp ?? 0m,
            AskMultiplierDown = bySide?.AskMultiplierDown ?? percent?.MultiplierDown ?? 0m,
            MaxOpenOrders = Filter("MAX_NUM_ORDERS")?.MaxOrders ?? 0,
            MaxAlgoOrders = Filter("MAX_NUM_ALGO_ORDERS")?.MaxAlgoOrders ?? 0,
            MaxOrderLists = Filter("MAX_NUM_ORDER_LISTS")?.MaxOrderLists ?? 0,
            MaxOrderAmends = Filter("MAX_NUM_ORDER_AMENDS")?.MaxOrderAmends ?? 0,
            OcoAllowed = symbol.OcoAllowed,
            OtoAllowed = symbol.OtoAllowed,
            OpoAllowed = symbol.OpoAllowed,
            CancelReplaceAllowed = symbol.CancelReplaceAllowed,
            AmendAllowed = symbol.AmendAllowed,
        };

        WireFilter? Filter(string type) => symbol.Filters?.FirstOrDefault(filter => filter.Type == type);

        // Prices and quantities are rounded to these everywhere: without them nothing can be planned.
        decimal Step(decimal? step, string field) =>
            step is > 0m and var value ? value : throw new WireException($"'{field}' of {symbol.Symbol} is missing or 0");
    }
}
