using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Margin;

/// <summary>Margin accounts: holdings, debts, levels. Source: Binance margin API, account endpoints.</summary>
internal static class MarginAccountEndpoints
{
    private const string Bitcoin = "BTC";
    private const int MostSymbols = 5;
    private const decimal LevelWithoutDebt = 999m;
    private static readonly AccountKey Cross = new(TradingAccount.CrossMargin, "");

    public static IEnumerable<Endpoint> All =>
    [
        Endpoint("account", [], call => MarginCall.On(call, Cross, _ => CrossAccount(call))),
        Endpoint("isolated/account", [Specs.May("symbols")], IsolatedAccounts),
        Endpoint("isolated/accountLimit", [], call => call.Reply(writer => writer.Fields(() => writer
            .Number("enabledAccount", IsolatedKeys(call).Length).Number("maxAccount", call.Venue.Scenario.Markets.Count(market => market.Margin))))),
        Endpoint("tradeCoeff", [], call => call.Reply(writer => writer.Fields(() => writer
            .Text("normalBar", "1.5").Text("marginCallBar", "1.3").Text("forceLiquidationBar", "1.1")))),
    ];

    private static Endpoint Endpoint(string name, ImmutableArray<ParameterSpec> parameters, Func<Call, ApiReply> handle) => new()
    {
        Verb = "GET",
        Path = $"/sapi/v1/margin/{name}",
        Proof = Proof.Signature,
        WeightScope = WeightScope.SapiIp,
        Weight = _ => 10,
        Parameters = parameters,
        Handle = handle,
    };

    private static ApiReply CrossAccount(Call call) => call.Venue.Turn(call.Customer, (engine, _) => call.Reply(writer => writer.Fields(() =>
    {
        var balances = engine.Queries.Balances(Cross);
        var level = Math.Min(engine.Queries.LevelOf(Cross) ?? LevelWithoutDebt, LevelWithoutDebt);
        writer.Flag("created", true).Flag("borrowEnabled", true).Flag("tradeEnabled", true).Flag("transferInEnabled", true)
            .Flag("transferOutEnabled", true).Text("accountType", "MARGIN_1").Amount("marginLevel", level).Amount("collateralMarginLevel", level);
        Totals(writer, engine, balances);
        writer.Amount("TotalCollateralValueInUSDT", Worth(engine, balances, balance => balance.Total, "USDT"))
            .Amount("totalOpenOrderLossInUSDT", 0m);
        writer.Array("userAssets", balances, balance => writer.Fields(() => writer
            .Text("asset", balance.Asset).Amount("free", balance.Free).Amount("locked", balance.Locked).Amount("borrowed", balance.Borrowed)
            .Amount("interest", balance.Interest).Amount("netAsset", balance.Net)));
    })));

    private static ApiReply IsolatedAccounts(Call call)
    {
        var open = IsolatedKeys(call);
        ImmutableArray<AccountKey> shown = open;
        if (call.Text("symbols") is { } text)
        {
            var symbols = text.Split(',', StringSplitOptions.RemoveEmptyEntries);
            if (symbols.Length > MostSymbols)
                return ApiReply.Of(ApiError.Invalid("symbols"));
            if (symbols.Any(symbol => call.Venue.FindMarket(symbol) is null))
                return ApiReply.Of(ApiError.InvalidSymbol);
            shown = [.. open.Where(key => symbols.Contains(key.Symbol))];
        }
        return call.Venue.Turn(call.Customer, (engine, _) => call.Reply(writer => writer.Fields(() =>
        {
            writer.Array("assets", shown, key => Write(writer, engine, key));
            if (!call.Parameters.Has("symbols"))
                Totals(writer, engine, [.. shown.SelectMany(key => engine.Queries.Balances(key))]);
        })));
    }

    private static ImmutableArray<AccountKey> IsolatedKeys(Call call) =>
        call.Venue.Turn(call.Customer, (engine, _) => engine.Queries.IsolatedAccounts.ToImmutableArray());

    private static void Write(WireWriter writer, MatchingEngine engine, AccountKey key) => writer.Fields(() =>
    {
        var rules = engine.RulesOf(key.Symbol)!;
        var last = engine.QuoteOf(key.Symbol).Last;
        var (held, quoted) = (engine.BalanceOf(rules.BaseAsset, key.Kind, key.Symbol), engine.BalanceOf(rules.QuoteAsset, key.Kind, key.Symbol));
        var level = engine.Queries.LevelOf(key);
        var debts = (held.Debt * last) + quoted.Debt;
        writer.Text("symbol", key.Symbol).Flag("isolatedCreated", true).Flag("enabled", true).Flag("tradeEnabled", true)
            .Amount("marginLevel", Math.Min(level ?? LevelWithoutDebt, LevelWithoutDebt)).Text("marginLevelStatus", StatusOf(level))
            .Amount("marginRatio", debts == 0m ? 10m : Math.Max(0m, (((held.Total * last) + quoted.Total) / debts) - 1m))
            .Amount("indexPrice", last).Amount("liquidatePrice", LiquidationPrice(held, quoted)).Amount("liquidateRate", 1m);
        Asset(writer, "baseAsset", held, engine);
        Asset(writer, "quoteAsset", quoted, engine);
    });

    private static void Asset(WireWriter writer, string name, Balance balance, MatchingEngine engine) => writer.Fields(name, () => writer
        .Text("asset", balance.Asset).Flag("borrowEnabled", true).Amount("borrowed", balance.Borrowed).Amount("free", balance.Free)
        .Amount("interest", balance.Interest).Amount("locked", balance.Locked).Amount("netAsset", balance.Net)
        .Amount("netAssetOfBtc", engine.Queries.Convert(balance.Asset, balance.Net, Bitcoin) ?? 0m).Flag("repayEnabled", true)
        .Amount("totalAsset", balance.Total));

    private static void Totals(WireWriter writer, MatchingEngine engine, ImmutableArray<Balance> balances) => writer
        .Amount("totalAssetOfBtc", Worth(engine, balances, balance => balance.Total, Bitcoin))
        .Amount("totalLiabilityOfBtc", Worth(engine, balances, balance => balance.Debt, Bitcoin))
        .Amount("totalNetAssetOfBtc", Worth(engine, balances, balance => balance.Net, Bitcoin));

    private static decimal Worth(MatchingEngine engine, ImmutableArray<Balance> balances, Func<Balance, decimal> amount, string asset) =>
        balances.Sum(balance => engine.Queries.Convert(balance.Asset, amount(balance), asset) ?? 0m);

    /// <summary>The price at which assets are 1.1 times the debts; 0 where no price does that.</summary>
    private static decimal LiquidationPrice(Balance held, Balance quoted)
    {
        const decimal level = 1.1m;
        var slope = held.Total - (level * held.Debt);
        var price = slope == 0m ? 0m : ((level * quoted.Debt) - quoted.Total) / slope;
        return Math.Max(0m, held.Debt + quoted.Debt == 0m ? 0m : price);
    }

    /// <summary>Bands of the margin level. Source: Binance margin API, isolated account.</summary>
    internal static string StatusOf(decimal? level) => level switch
    {
        null or >= 2m => "EXCESSIVE",
        >= 1.5m => "NORMAL",
        >= 1.3m => "MARGIN_CALL",
        > 1.1m => "PRE_LIQUIDATION",
        _ => "FORCE_LIQUIDATION",
    };
}
