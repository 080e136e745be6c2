using System.Collections.Immutable;
using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Endpoints.Margin;

/// <summary>What can be traded and borrowed on margin. Source: Binance margin API, market data endpoints.</summary>
internal static class MarginInfoEndpoints
{
    public static IEnumerable<Endpoint> All =>
    [
        Endpoint("allAssets", 1, [Specs.May("asset")], Assets),
        Endpoint("allPairs", 1, [Specs.AnySymbol], call => Pairs(call, isIsolated: false)),
        Endpoint("isolated/allPairs", 10, [Specs.AnySymbol], call => Pairs(call, isIsolated: true)) with { Proof = Proof.Signature },
        Endpoint("priceIndex", 10, [Specs.Symbol], PriceIndex),
        Endpoint("limit-price-pairs", 1, [], call => call.Reply(writer => writer.Fields(() => writer.Array<int>("crossMarginSymbols", [], _ => { })))),
        Endpoint("restricted-asset", 1, [], call => call.Reply(writer => writer.Fields(() => writer
            .Array<int>("openLongRestrictedAsset", [], _ => { }).Array<int>("maxCollateralExceededAsset", [], _ => { })))),
        Endpoint("delist-schedule", 100, [], call => call.Reply(writer => writer.Array<int>(null, [], _ => { }))),
    ];

    private static Endpoint Endpoint(string name, int weight, ImmutableArray<ParameterSpec> parameters, Func<Call, ApiReply> handle) => new()
    {
        Verb = "GET",
        Path = $"/sapi/v1/margin/{name}",
        Proof = Proof.Key,
        WeightScope = WeightScope.SapiIp,
        Weight = _ => weight,
        Parameters = parameters,
        Handle = handle,
    };

    private static ApiReply Assets(Call call)
    {
        var assets = AssetsOf(call.Venue).Where(asset => call.Text("asset") is not { } wanted || wanted == asset).ToList();
        var least = call.Venue.Scenario.Margin.MinBorrow;
        return call.Reply(writer => writer.Array(null, assets, asset => writer.Fields(() => writer
            .Text("assetName", asset).Text("assetFullName", asset).Flag("isBorrowable", true).Flag("isMortgageable", true)
            .Amount("userMinBorrow", least).Amount("userMinRepay", 0m).Text("delistTime", null))));
    }

    /// <summary>Assets of the markets that margin accounts trade, by name.</summary>
    public static ImmutableArray<string> AssetsOf(Venue venue) =>
        [.. venue.Scenario.Markets.Where(market => market.Margin).Select(market => venue.RulesOf(market.Symbol)!)
            .SelectMany(rules => new[] { rules.BaseAsset, rules.QuoteAsset }).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Markets that margin accounts trade, by name.</summary>
    public static ImmutableArray<string> PairsOf(Venue venue) => [.. venue.Scenario.Markets.Where(market => market.Margin).Select(market => market.Symbol)];

    private static ApiReply Pairs(Call call, bool isIsolated)
    {
        var markets = call.Venue.Scenario.Markets.Where(market => market.Margin && (call.Text("symbol") is not { } wanted || wanted == market.Symbol))
            .Select((market, index) => (Rules: call.Venue.RulesOf(market.Symbol)!, Id: index + 1)).ToList();
        return call.Reply(writer => writer.Array(null, markets, market => writer.Fields(() =>
        {
            if (!isIsolated)
                writer.Number("id", market.Id);
            writer.Text("symbol", market.Rules.Symbol).Text("base", market.Rules.BaseAsset).Text("quote", market.Rules.QuoteAsset)
                .Flag("isMarginTrade", true).Flag("isBuyAllowed", true).Flag("isSellAllowed", true);
        })));
    }

    private static ApiReply PriceIndex(Call call)
    {
        var symbol = call.Text("symbol")!;
        if (call.Venue.FindMarket(symbol) is not { } market)
            return ApiReply.Of(ApiError.InvalidSymbol);
        if (!market.Margin)
            return ApiReply.Of(new ApiError(400, -3042, "PriceIndex not available for this margin pair."));
        return call.Reply(writer => writer.Fields(() => writer
            .Time("calcTime", call.Venue.Clock.Now).Amount("price", call.Venue.QuoteOf(symbol).Last).Text("symbol", symbol)));
    }
}
