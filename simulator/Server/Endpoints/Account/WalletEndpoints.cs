using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Endpoints.Margin;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Security;

namespace Executor.Simulator.Server.Endpoints.Account;

/// <summary>Keys, transfers, assets and listen tokens: what <c>/sapi</c> holds besides margin trading. Source: Binance wallet and margin API.</summary>
internal static class WalletEndpoints
{
    public static IEnumerable<Endpoint> All =>
    [
        Endpoint("GET", "/sapi/v1/account/apiRestrictions", WeightScope.SapiIp, 1, [], Restrictions),
        Endpoint("GET", "/sapi/v1/account/status", WeightScope.SapiIp, 1, [],
            call => call.Reply(writer => writer.Fields(() => writer.Text("data", "Normal")))),
        Endpoint("POST", "/sapi/v1/asset/transfer", WeightScope.SapiUid, 900,
            [
                Specs.Must("type"), Specs.Must("asset"), Specs.Must("amount", ParameterKind.Amount), Specs.May("fromSymbol", ParameterKind.Symbol),
                Specs.May("toSymbol", ParameterKind.Symbol),
            ], Transfers.Transfer) with { Right = Right.Loan },
        Endpoint("POST", "/sapi/v1/userListenToken", WeightScope.SapiUid, 1,
            [Specs.May("isIsolated", ParameterKind.Flag), Specs.AnySymbol, Specs.May("validity", ParameterKind.Whole)], IssueToken) with { Proof = Proof.Key },
        Endpoint("GET", "/sapi/v1/capital/config/getall", WeightScope.SapiIp, 10, [], Assets),
        Endpoint("GET", "/sapi/v1/asset/tradeFee", WeightScope.SapiIp, 1, [Specs.AnySymbol], TradeFees),
        Endpoint("GET", "/sapi/v1/system/status", WeightScope.SapiIp, 1, [],
            call => call.Reply(writer => writer.Fields(() => writer.Number("status", 0).Text("msg", "normal")))) with { Proof = Proof.Public },
    ];

    private static Endpoint Endpoint(
        string verb, string path, WeightScope scope, int weight, ImmutableArray<ParameterSpec> parameters, Func<Call, ApiReply> handle) => new()
    {
        Verb = verb,
        Path = path,
        Proof = Proof.Signature,
        WeightScope = scope,
        Weight = _ => weight,
        Parameters = parameters,
        Handle = handle,
    };

    private static ApiReply Restrictions(Call call) => call.Reply(writer => writer.Fields(() => writer
        .Flag("ipRestrict", !call.Key!.Addresses.IsEmpty).Time("createTime", DateTimeOffset.UnixEpoch.AddYears(50))
        .Flag("enableReading", true).Flag("enableWithdrawals", call.Key.MayWithdraw).Flag("enableInternalTransfer", call.Key.MayBorrow)
        .Flag("enableMargin", call.Key.MayBorrow).Flag("enableFutures", false).Flag("permitsUniversalTransfer", call.Key.MayBorrow)
        .Flag("enableVanillaOptions", false).Flag("enableFixApiTrade", false).Flag("enableFixReadOnly", false)
        .Flag("enableSpotAndMarginTrading", call.Key.MayTrade).Flag("enablePortfolioMarginTrading", false)));

    private static ApiReply IssueToken(Call call)
    {
        var isIsolated = call.Flag("isIsolated") == true;
        if (isIsolated && call.Text("symbol") is null)
            return ApiReply.Of(ApiError.Missing("symbol"));
        if (isIsolated && call.Venue.FindMarket(call.Text("symbol")!) is null)
            return ApiReply.Of(ApiError.InvalidSymbol);
        var longest = (long)ListenTokens.LongestValidity.TotalMilliseconds;
        var validity = TimeSpan.FromMilliseconds(Math.Min(call.Whole("validity") ?? longest, longest));
        if (validity <= TimeSpan.Zero)
            return ApiReply.Of(ApiError.Invalid("validity"));
        var account = AccountKey.Of(isIsolated ? TradingAccount.IsolatedMargin : TradingAccount.CrossMargin, call.Text("symbol"));
        return MarginCall.On(call, account, key =>
        {
            var name = string.Concat(Enumerable.Range(0, 3).Select(_ => call.Venue.NextName()));
            var token = call.Venue.ListenTokens.Issue(name, call.Customer.Name, key, call.Venue.Clock.Now + validity);
            var isMicroseconds = call.Request.Microseconds || call.Venue.Scenario.Switches.ListenTokenTimesInMicroseconds;
            return ApiReply.Of(isMicroseconds, writer => writer.Fields(() => writer
                .Text("token", token.Token).Time("expirationTime", token.ExpiresAt)));
        });
    }

    private static ApiReply Assets(Call call)
    {
        var balances = call.Venue.Turn(call.Customer, (engine, _) => engine.Queries.Balances(AccountKey.Spot));
        var assets = balances.Select(balance => balance.Asset)
            .Concat(call.Venue.Symbols.Select(symbol => call.Venue.RulesOf(symbol)!).SelectMany(rules => new[] { rules.BaseAsset, rules.QuoteAsset }))
            .Distinct().Order(StringComparer.Ordinal);
        return call.Reply(writer => writer.Array(null, assets, asset => writer.Fields(() =>
        {
            var balance = balances.FirstOrDefault(each => each.Asset == asset) ?? new Balance(asset, 0m, 0m);
            writer.Text("coin", asset).Flag("depositAllEnable", false).Amount("free", balance.Free).Text("freeze", "0").Text("ipoable", "0")
                .Text("ipoing", "0").Flag("isLegalMoney", false).Amount("locked", balance.Locked).Text("name", asset);
            writer.Array<int>("networkList", [], _ => { });
            writer.Text("storage", "0").Flag("trading", true).Flag("withdrawAllEnable", false).Text("withdrawing", "0");
        })));
    }

    private static ApiReply TradeFees(Call call)
    {
        if (call.Text("symbol") is { } wanted && call.Venue.FindMarket(wanted) is null)
            return ApiReply.Of(ApiError.InvalidSymbol);
        var symbols = call.Venue.Symbols.Where(symbol => call.Text("symbol") is not { } only || only == symbol);
        var fees = call.Venue.Scenario.Fees;
        return call.Reply(writer => writer.Array(null, symbols, symbol => writer.Fields(() => writer
            .Text("symbol", symbol).Plain("makerCommission", fees.Maker).Plain("takerCommission", fees.Taker))));
    }
}
