using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Endpoints.Account;

/// <summary>The spot account: balances, commissions, order counts, filters. Source: Binance spot API, account endpoints.</summary>
internal static class AccountEndpoints
{
    private const decimal BasisPoints = 10_000m;

    public static IEnumerable<Endpoint> All =>
    [
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/account",
            WebSocketMethod = "account.status",
            Proof = Proof.Signature,
            Weight = _ => 20,
            Parameters = [Specs.May("omitZeroBalances", ParameterKind.Flag)],
            Handle = Status,
        },
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/account/commission",
            WebSocketMethod = "account.commission",
            Proof = Proof.Signature,
            Weight = _ => 20,
            Parameters = [Specs.Symbol],
            Handle = call => call.Venue.RulesOf(call.Text("symbol")!) is null
                ? ApiReply.Of(ApiError.InvalidSymbol)
                : call.Reply(writer => writer.Fields(() => CommissionJson.ForSymbol(writer, call.Text("symbol")!, call.Venue.Scenario.Fees))),
        },
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/rateLimit/order",
            WebSocketMethod = "account.rateLimits.orders",
            Proof = Proof.Signature,
            Weight = _ => 40,
            Handle = call => OrderCounts(call, isMargin: false),
        },
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/myFilters",
            WebSocketMethod = "myFilters",
            Proof = Proof.Signature,
            Weight = _ => 40,
            Parameters = [Specs.Symbol],
            Handle = Filters,
        },
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/myAllocations",
            WebSocketMethod = "myAllocations",
            Proof = Proof.Signature,
            Weight = _ => 20,
            Parameters =
                [Specs.Symbol, Specs.StartTime, Specs.EndTime, Specs.May("fromAllocationId", ParameterKind.Whole), Specs.Limit, Specs.OrderId],
            Handle = Nothing, // no order here is routed over several books
        },
        new Endpoint
        {
            Verb = "GET",
            Path = "/api/v3/myPreventedMatches",
            WebSocketMethod = "myPreventedMatches",
            Proof = Proof.Signature,
            Weight = _ => 20,
            Parameters =
            [
                Specs.Symbol, Specs.OrderId, Specs.May("preventedMatchId", ParameterKind.Whole), Specs.May("fromPreventedMatchId", ParameterKind.Whole),
                Specs.Limit,
            ],
            Handle = Nothing, // nothing here trades with itself
        },
    ];

    private static ApiReply Nothing(Call call) => call.Venue.RulesOf(call.Text("symbol")!) is null
        ? ApiReply.Of(ApiError.InvalidSymbol)
        : call.Reply(writer => writer.Array<int>(null, [], _ => { }));

    /// <summary>How many unfilled orders count at present.</summary>
    public static ApiReply OrderCounts(Call call, bool isMargin)
    {
        var orders = call.Venue.Limits.OrdersOf(call.Customer, isMargin);
        var (tenSeconds, day) = orders.At(call.Venue.Clock.Now);
        (string Interval, int Number, int Limit, int Count)[] rows =
            [("SECOND", 10, orders.LimitPerTenSeconds, tenSeconds), ("DAY", 1, orders.LimitPerDay, day)];
        return call.Reply(writer => writer.Array(null, rows, row => writer.Fields(() => writer
            .Text("rateLimitType", "ORDERS").Text("interval", row.Interval).Number("intervalNum", row.Number).Number("limit", row.Limit)
            .Number("count", row.Count))));
    }

    private static ApiReply Status(Call call)
    {
        var fees = call.Venue.Scenario.Fees;
        var balances = call.Venue.Turn(call.Customer, (engine, _) => engine.Queries.Balances(AccountKey.Spot));
        var shown = call.Flag("omitZeroBalances") == true ? balances.Where(balance => balance.Total > 0m) : balances;
        return call.Reply(writer => writer.Fields(() =>
        {
            writer.Number("makerCommission", (long)(fees.Maker * BasisPoints)).Number("takerCommission", (long)(fees.Taker * BasisPoints))
                .Number("buyerCommission", 0).Number("sellerCommission", 0);
            writer.Fields("commissionRates", () => writer
                .Amount("maker", fees.Maker).Amount("taker", fees.Taker).Amount("buyer", 0m).Amount("seller", 0m));
            writer.Flag("canTrade", call.Key!.MayTrade).Flag("canWithdraw", call.Key.MayWithdraw).Flag("canDeposit", true).Flag("brokered", false)
                .Flag("requireSelfTradePrevention", false).Flag("preventSor", false).Time("updateTime", call.Venue.Clock.Now)
                .Text("accountType", "SPOT");
            writer.Array("balances", shown, balance => writer.Fields(() => writer
                .Text("asset", balance.Asset).Amount("free", balance.Free).Amount("locked", balance.Locked)));
            writer.Array("permissions", ["SPOT"], permission => writer.Json.WriteStringValue(permission));
            writer.Number("uid", call.Customer.Uid);
        }));
    }

    private static ApiReply Filters(Call call)
    {
        if (call.Venue.RulesOf(call.Text("symbol")!) is not { } rules)
            return ApiReply.Of(ApiError.InvalidSymbol);
        return call.Reply(writer => writer.Fields(() =>
        {
            writer.Array<int>("exchangeFilters", [], _ => { });
            Market.FilterJson.Write(writer, "symbolFilters", rules);
            writer.Array<int>("assetFilters", [], _ => { });
        }));
    }
}
