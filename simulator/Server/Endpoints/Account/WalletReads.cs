using System.Collections.Immutable;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Endpoints.Margin;
using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Endpoints.Account;

/// <summary>
/// What clients ask of the wallet besides trading: holdings of all wallets, transfers, and histories of what cannot happen here (deposits, withdrawals,
/// dividends, dust), which are empty as those of a fresh account are. Source: Binance wallet API.
/// </summary>
internal static class WalletReads
{
    private const string Bitcoin = "BTC";
    private const int StandardRows = 10;
    private const int MostRows = 100;

    public static IEnumerable<Endpoint> All =>
    [
        Read("POST", "/sapi/v1/asset/get-funding-asset", 1, [Specs.May("asset"), Specs.May("needBtcValuation", ParameterKind.Flag)], Empty),
        Read("POST", "/sapi/v3/asset/getUserAsset", 5, [Specs.May("asset"), Specs.May("needBtcValuation", ParameterKind.Flag)], UserAssets),
        Read("GET", "/sapi/v1/asset/wallet/balance", 60, [Specs.May("quoteAsset")], Wallets),
        Read("GET", "/sapi/v1/asset/assetDetail", 1, [Specs.May("asset")], Details),
        Read("GET", "/sapi/v1/asset/transfer", 1,
            [
                Specs.Must("type"), Specs.StartTime, Specs.EndTime, Specs.May("current", ParameterKind.Whole), Specs.May("size", ParameterKind.Whole),
                Specs.May("fromSymbol", ParameterKind.Symbol), Specs.May("toSymbol", ParameterKind.Symbol),
            ], TransferHistory),
        Read("GET", "/sapi/v1/asset/dribblet", 1, [Specs.May("accountType"), Specs.StartTime, Specs.EndTime],
            call => call.Reply(writer => writer.Fields(() => writer.Number("total", 0).Array<int>("userAssetDribblets", [], _ => { })))),
        Read("POST", "/sapi/v1/asset/dust-btc", 1, [Specs.May("accountType")], call => call.Reply(writer => writer.Fields(() => writer
            .Array<int>("details", [], _ => { }).Text("totalTransferBtc", "0").Text("totalTransferBNB", "0").Text("dribbletPercentage", "0.02")))),
        Read("GET", "/sapi/v1/asset/assetDividend", 10, [Specs.May("asset"), Specs.StartTime, Specs.EndTime, Specs.Limit],
            call => call.Reply(writer => writer.Fields(() => writer.Array<int>("rows", [], _ => { }).Number("total", 0)))),
        Read("GET", "/sapi/v1/capital/deposit/hisrec", 1,
            [Specs.May("coin"), Specs.May("status", ParameterKind.Whole), Specs.StartTime, Specs.EndTime, Specs.May("offset", ParameterKind.Whole), Specs.Limit, Specs.May("txId"), Specs.May("includeSource", ParameterKind.Flag)],
            Empty),
        Read("GET", "/sapi/v1/capital/withdraw/history", 2,
            [Specs.May("coin"), Specs.May("withdrawOrderId"), Specs.May("status", ParameterKind.Whole), Specs.StartTime, Specs.EndTime, Specs.May("offset", ParameterKind.Whole), Specs.Limit, Specs.May("idList")],
            Empty),
        Read("GET", "/sapi/v1/account/info", 1, [], call => call.Reply(writer => writer.Fields(() => writer
            .Number("vipLevel", 0).Flag("isMarginEnabled", true).Flag("isFutureEnabled", false).Flag("isOptionsEnabled", false).Flag("isPortfolioMarginRetailEnabled", false)))),
        Read("GET", "/sapi/v1/account/apiTradingStatus", 1, [], TradingStatus),
        Read("GET", "/sapi/v1/bnbBurn", 1, [], call => call.Reply(writer => writer.Fields(() => writer
            .Flag("spotBNBBurn", call.Venue.Scenario.Fees.InBnb).Flag("interestBNBBurn", false)))),
        Read("GET", "/sapi/v1/spot/delist-schedule", 100, [], Empty),
        Read("GET", "/sapi/v1/convert/assetInfo", 100, [], Empty),
    ];

    private static Endpoint Read(string verb, string path, int weight, ImmutableArray<ParameterSpec> parameters, Func<Call, ApiReply> handle) => new()
    {
        Verb = verb,
        Path = path,
        Proof = Proof.Signature,
        WeightScope = WeightScope.SapiIp,
        Weight = _ => weight,
        Parameters = parameters,
        Handle = handle,
    };

    private static ApiReply Empty(Call call) => call.Reply(writer => writer.Array<int>(null, [], _ => { }));

    private static ApiReply UserAssets(Call call) => call.Venue.Turn(call.Customer, (engine, _) =>
    {
        var held = engine.Queries.Balances(AccountKey.Spot)
            .Where(balance => balance.Total > 0m && (call.Text("asset") is not { } wanted || wanted == balance.Asset)).ToList();
        return call.Reply(writer => writer.Array(null, held, balance => writer.Fields(() => writer
            .Text("asset", balance.Asset).Plain("free", balance.Free).Plain("locked", balance.Locked).Text("freeze", "0").Text("withdrawing", "0").Text("ipoable", "0")
            .Plain("btcValuation", call.Flag("needBtcValuation") == true ? Worth(engine, [balance]) : 0m))));
    });

    private static ApiReply Wallets(Call call) => call.Venue.Turn(call.Customer, (engine, _) =>
    {
        var quote = call.Text("quoteAsset") ?? Bitcoin;
        (string Name, decimal Balance)[] wallets =
        [
            ("Spot", Worth(engine, engine.Queries.Balances(AccountKey.Spot), quote)), ("Funding", 0m),
            ("Cross Margin", Worth(engine, engine.Queries.Balances(new AccountKey(Core.Exchange.TradingAccount.CrossMargin, "")), quote)),
            ("Isolated Margin", MarginInfoEndpoints.PairsOf(call.Venue)
                .Sum(symbol => Worth(engine, engine.Queries.Balances(new AccountKey(Core.Exchange.TradingAccount.IsolatedMargin, symbol)), quote))),
        ];
        return call.Reply(writer => writer.Array(null, wallets, wallet => writer.Fields(() => writer
            .Flag("activate", true).Plain("balance", wallet.Balance).Text("walletName", wallet.Name))));
    });

    private static ApiReply Details(Call call)
    {
        var assets = call.Venue.Symbols.Select(symbol => call.Venue.RulesOf(symbol)!).SelectMany(rules => new[] { rules.BaseAsset, rules.QuoteAsset })
            .Where(asset => call.Text("asset") is not { } wanted || wanted == asset).Distinct().Order(StringComparer.Ordinal).ToList();
        return call.Reply(writer => writer.Fields(() =>
        {
            foreach (var asset in assets)
                writer.Fields(asset, () => writer.Text("minWithdrawAmount", "0").Flag("depositStatus", false).Text("withdrawFee", "0").Flag("withdrawStatus", false));
        }));
    }

    private static ApiReply TransferHistory(Call call)
    {
        var type = call.Text("type")!;
        if (!Transfers.IsType(type))
            return ApiReply.Of(ApiError.Invalid("type"));
        var found = call.Venue.Transfers.Of(call.Customer)
            .Where(transfer => transfer.Type == type && Is(transfer.FromSymbol, call.Text("fromSymbol")) && Is(transfer.ToSymbol, call.Text("toSymbol")))
            .Where(transfer => call.Whole("startTime") is not { } from || transfer.At.ToUnixTimeMilliseconds() >= from)
            .Where(transfer => call.Whole("endTime") is not { } to || transfer.At.ToUnixTimeMilliseconds() <= to)
            .Reverse().ToList();
        var size = (int)Math.Clamp(call.Whole("size") ?? StandardRows, 1, MostRows);
        var page = Math.Clamp(call.Whole("current") ?? 1, 1, int.MaxValue / MostRows);
        return call.Reply(writer => writer.Fields(() => writer
            .Number("total", found.Count)
            .Array("rows", found.Skip((int)(page - 1) * size).Take(size), transfer => writer.Fields(() => writer
                .Text("asset", transfer.Asset).Plain("amount", transfer.Amount).Text("type", transfer.Type).Text("status", "CONFIRMED")
                .Number("tranId", transfer.Id).Time("timestamp", transfer.At)))));

        static bool Is(string? symbol, string? wanted) => wanted is null || wanted == symbol;
    }

    private static ApiReply TradingStatus(Call call) => call.Reply(writer => writer.Fields(() => writer.Fields("data", () =>
    {
        writer.Flag("isLocked", false).Number("plannedRecoverTime", 0)
            .Fields("triggerCondition", () => writer.Number("GCR", 150).Number("IFER", 150).Number("UFR", 300));
        writer.Time("updateTime", call.Venue.Clock.Now);
    })));

    private static decimal Worth(MatchingEngine engine, ImmutableArray<Core.Exchange.Balance> balances, string asset = Bitcoin) =>
        balances.Sum(balance => engine.Queries.Convert(balance.Asset, balance.Net, asset) ?? 0m);
}
