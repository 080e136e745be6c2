using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Scenarios;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Market;

/// <summary>What is traded and by what rules. Source: Binance spot API, exchange information.</summary>
internal static class ExchangeInfo
{
    private const int AssetDecimals = 8;
    private static readonly string[] OrderTypes = ["LIMIT", "LIMIT_MAKER", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT"];
    private static readonly string[] PreventionModes = ["EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH", "DECREMENT", "TRANSFER"];

    public static Endpoint Endpoint => new()
    {
        Verb = "GET",
        Path = "/api/v3/exchangeInfo",
        WebSocketMethod = "exchangeInfo",
        Weight = _ => 20,
        Parameters =
        [
            Specs.AnySymbol, Specs.May("symbols"), Specs.May("permissions"), Specs.May("symbolStatus"),
            Specs.May("showPermissionSets", ParameterKind.Flag),
        ],
        Handle = Show,
    };

    /// <summary>What the status of a market is called.</summary>
    public static string NameOf(MarketStatus status) => status switch
    {
        MarketStatus.Trading => "TRADING",
        MarketStatus.CancelOnly => "CANCEL_ONLY",
        MarketStatus.Halt => "BREAK",
    };

    private static ApiReply Show(Call call)
    {
        if (call.Parameters.Has("symbolStatus") && (call.Parameters.Has("symbol") || call.Parameters.Has("symbols")))
            return ApiReply.Of(ApiError.BadCombination);
        if (call.Text("symbolStatus") is not (null or "TRADING" or "HALT" or "BREAK" or "CANCEL_ONLY"))
            return ApiReply.Of(ApiError.Invalid("symbolStatus"));
        var (symbols, error) = SymbolChoice.Of(call, isOptional: true);
        if (error is not null)
            return ApiReply.Of(error);
        var markets = symbols.Select(symbol => (Market: call.Venue.FindMarket(symbol)!, Rules: call.Venue.RulesOf(symbol)!, Status: call.Venue.StatusOf(symbol)))
            .Where(each => call.Text("symbolStatus") is not { } wanted || NameOf(each.Status) == wanted)
            .Where(each => Permits(call, each.Market)).ToList();
        return call.Reply(writer => writer.Fields(() =>
        {
            writer.Text("timezone", "UTC").Time("serverTime", call.Venue.Clock.Now);
            RateLimits(writer, call.Venue.Limits.Limits);
            writer.Array<int>("exchangeFilters", [], _ => { });
            writer.Array("symbols", markets, each => Write(writer, each.Market, each.Rules, each.Status, call.Flag("showPermissionSets") ?? true));
        }));
    }

    private static bool Permits(Call call, MarketScenario market)
    {
        if (call.Text("permissions") is not { } wanted)
            return true;
        return wanted.Contains("SPOT", StringComparison.Ordinal) || (market.Margin && wanted.Contains("MARGIN", StringComparison.Ordinal));
    }

    private static void RateLimits(WireWriter writer, LimitScenario limits)
    {
        (string Type, string Interval, int Number, int Limit)[] rows =
        [
            ("REQUEST_WEIGHT", "MINUTE", 1, limits.Weight), ("ORDERS", "SECOND", 10, limits.OrdersPer10Seconds),
            ("ORDERS", "DAY", 1, limits.OrdersPerDay), ("RAW_REQUESTS", "MINUTE", 5, limits.RawRequests),
        ];
        writer.Array("rateLimits", rows, row => writer.Fields(() => writer
            .Text("rateLimitType", row.Type).Text("interval", row.Interval).Number("intervalNum", row.Number).Number("limit", row.Limit)));
    }

    private static void Write(WireWriter writer, MarketScenario market, SymbolRules rules, MarketStatus status, bool showsPermissions) => writer.Fields(() =>
    {
        writer.Text("symbol", rules.Symbol).Text("status", NameOf(status))
            .Text("baseAsset", rules.BaseAsset).Number("baseAssetPrecision", AssetDecimals)
            .Text("quoteAsset", rules.QuoteAsset).Number("quotePrecision", AssetDecimals).Number("quoteAssetPrecision", AssetDecimals)
            .Number("baseCommissionPrecision", AssetDecimals).Number("quoteCommissionPrecision", AssetDecimals);
        Texts(writer, "orderTypes", OrderTypes);
        writer.Flag("icebergAllowed", true).Flag("ocoAllowed", rules.OcoAllowed).Flag("otoAllowed", rules.OtoAllowed)
            .Flag("opoAllowed", rules.OpoAllowed).Flag("quoteOrderQtyMarketAllowed", true).Flag("allowTrailingStop", true)
            .Flag("cancelReplaceAllowed", rules.CancelReplaceAllowed).Flag("amendAllowed", rules.AmendAllowed)
            .Flag("pegInstructionsAllowed", false).Flag("isSpotTradingAllowed", true).Flag("isMarginTradingAllowed", market.Margin);
        FilterJson.Write(writer, "filters", rules);
        Texts(writer, "permissions", []);
        if (showsPermissions)
        {
            ImmutableArray<string> set = market.Margin ? ["SPOT", "MARGIN"] : ["SPOT"];
            writer.Array("permissionSets", [set], permissions => Texts(writer, null, permissions));
        }
        writer.Text("defaultSelfTradePreventionMode", OrderJson.DefaultPrevention);
        Texts(writer, "allowedSelfTradePreventionModes", PreventionModes);
    });

    private static void Texts(WireWriter writer, string? name, IEnumerable<string> texts) => writer.Array(name, texts, writer.Json.WriteStringValue);
}
