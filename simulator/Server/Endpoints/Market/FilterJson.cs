using Executor.Core.Exchange;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Market;

/// <summary>The filters of a market. Source: Binance spot API, filters.</summary>
internal static class FilterJson
{
    private const int MaxIcebergParts = 100;
    private const int SmallestTrailingDelta = 10;
    private const int LargestTrailingDelta = 2_000;

    public static void Write(WireWriter writer, string name, SymbolRules rules)
    {
        writer.Json.WritePropertyName(name);
        writer.Json.WriteStartArray();
        Filter(writer, "PRICE_FILTER", () => writer.Amount("minPrice", rules.MinPrice).Amount("maxPrice", rules.MaxPrice).Amount("tickSize", rules.TickSize));
        Filter(writer, "LOT_SIZE", () => writer.Amount("minQty", rules.MinQuantity).Amount("maxQty", rules.MaxQuantity).Amount("stepSize", rules.LotStep));
        Filter(writer, "ICEBERG_PARTS", () => writer.Number("limit", MaxIcebergParts));
        Filter(writer, "MARKET_LOT_SIZE", () => writer.Amount("minQty", 0m).Amount("maxQty", rules.MarketMaxQuantity).Amount("stepSize", 0m));
        Filter(writer, "TRAILING_DELTA", () => writer
            .Number("minTrailingAboveDelta", SmallestTrailingDelta).Number("maxTrailingAboveDelta", LargestTrailingDelta)
            .Number("minTrailingBelowDelta", SmallestTrailingDelta).Number("maxTrailingBelowDelta", LargestTrailingDelta));
        Filter(writer, "PERCENT_PRICE_BY_SIDE", () => writer
            .Plain("bidMultiplierUp", rules.BidMultiplierUp).Plain("bidMultiplierDown", rules.BidMultiplierDown)
            .Plain("askMultiplierUp", rules.AskMultiplierUp).Plain("askMultiplierDown", rules.AskMultiplierDown).Number("avgPriceMins", 0));
        Filter(writer, "NOTIONAL", () => writer.Amount("minNotional", rules.MinNotional).Flag("applyMinToMarket", true)
            .Amount("maxNotional", rules.MaxNotional).Flag("applyMaxToMarket", false).Number("avgPriceMins", 0));
        Filter(writer, "MAX_NUM_ORDERS", () => writer.Number("maxNumOrders", rules.MaxOpenOrders));
        Filter(writer, "MAX_NUM_ORDER_LISTS", () => writer.Number("maxNumOrderLists", rules.MaxOrderLists));
        Filter(writer, "MAX_NUM_ALGO_ORDERS", () => writer.Number("maxNumAlgoOrders", rules.MaxAlgoOrders));
        Filter(writer, "MAX_NUM_ORDER_AMENDS", () => writer.Number("maxNumOrderAmends", rules.MaxOrderAmends));
        writer.Json.WriteEndArray();
    }

    private static void Filter(WireWriter writer, string type, Action content) => writer.Fields(() =>
    {
        writer.Text("filterType", type);
        content();
    });
}
