namespace Executor.Core.Exchange;

/// <summary>
/// Trading rules of one symbol, from exchangeInfo. A bound or step of 0 switches its rule off.
/// Source: Binance spot API, filters.
/// </summary>
public sealed record SymbolRules
{
    /// <summary>Traded pair, in capitals.</summary>
    public required string Symbol { get; init; }

    /// <summary>Base asset, in capitals.</summary>
    public required string BaseAsset { get; init; }

    /// <summary>Quote asset, in capitals.</summary>
    public required string QuoteAsset { get; init; }

    /// <summary>True when new orders are taken (status <c>TRADING</c>).</summary>
    public bool IsTrading { get; init; } = true;

    /// <summary>PRICE_FILTER tick, quote per base.</summary>
    public required decimal TickSize { get; init; }

    /// <summary>PRICE_FILTER lower bound.</summary>
    public decimal MinPrice { get; init; }

    /// <summary>PRICE_FILTER upper bound.</summary>
    public decimal MaxPrice { get; init; }

    /// <summary>LOT_SIZE step, base.</summary>
    public required decimal LotStep { get; init; }

    /// <summary>LOT_SIZE lower bound, base.</summary>
    public decimal MinQuantity { get; init; }

    /// <summary>LOT_SIZE upper bound, base.</summary>
    public decimal MaxQuantity { get; init; }

    /// <summary>MARKET_LOT_SIZE upper bound, base.</summary>
    public decimal MarketMaxQuantity { get; init; }

    /// <summary>NOTIONAL lower bound, quote.</summary>
    public decimal MinNotional { get; init; }

    /// <summary>NOTIONAL upper bound, quote.</summary>
    public decimal MaxNotional { get; init; }

    /// <summary>PERCENT_PRICE_BY_SIDE, bids: upper multiple of the reference price.</summary>
    public decimal BidMultiplierUp { get; init; }

    /// <summary>PERCENT_PRICE_BY_SIDE, bids: lower multiple of the reference price.</summary>
    public decimal BidMultiplierDown { get; init; }

    /// <summary>PERCENT_PRICE_BY_SIDE, asks: upper multiple of the reference price.</summary>
    public decimal AskMultiplierUp { get; init; }

    /// <summary>PERCENT_PRICE_BY_SIDE, asks: lower multiple of the reference price.</summary>
    public decimal AskMultiplierDown { get; init; }

    /// <summary>MAX_NUM_ORDERS: open orders on the symbol, stops and list legs included.</summary>
    public int MaxOpenOrders { get; init; }

    /// <summary>MAX_NUM_ALGO_ORDERS: open stop orders on the symbol.</summary>
    public int MaxAlgoOrders { get; init; }

    /// <summary>MAX_NUM_ORDER_LISTS: open lists on the symbol.</summary>
    public int MaxOrderLists { get; init; }

    /// <summary>MAX_NUM_ORDER_AMENDS: amendments of one order.</summary>
    public int MaxOrderAmends { get; init; }

    /// <summary>True when OCO lists are taken.</summary>
    public bool OcoAllowed { get; init; } = true;

    /// <summary>True when cancelReplace is taken.</summary>
    public bool CancelReplaceAllowed { get; init; } = true;

    /// <summary>True when amend-keep-priority is taken.</summary>
    public bool AmendAllowed { get; init; } = true;

    /// <summary>True when OTO and OTOCO lists are taken.</summary>
    public bool OtoAllowed { get; init; } = true;

    /// <summary>True when OPO and OPOCO lists are taken.</summary>
    public bool OpoAllowed { get; init; } = true;

    /// <summary>
    /// The rules as they hold for orders of <paramref name="account"/>: margin accounts have no cancelReplace, no amendments, no OPO lists.
    /// </summary>
    public SymbolRules For(TradingAccount account) => account switch
    {
        TradingAccount.Spot => this,
        TradingAccount.CrossMargin or TradingAccount.IsolatedMargin => this with
        {
            CancelReplaceAllowed = false,
            AmendAllowed = false,
            OpoAllowed = false,
        },
    };
}
