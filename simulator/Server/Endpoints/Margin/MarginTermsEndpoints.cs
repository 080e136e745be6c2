using System.Collections.Immutable;
using Executor.Simulator.Engine.Margin;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Margin;

/// <summary>
/// On what terms the exchange lends: rates, limits, tiers, collateral. There is one tier and no haircut here; histories of what the venue does not do are
/// empty. Source: Binance margin API, market data and borrow endpoints.
/// </summary>
internal static class MarginTermsEndpoints
{
    private const int DaysAYear = 365;
    private const int HoursADay = 24;

    /// <summary>The most that can be borrowed for one of own funds, plus one: what a margin level of 1.5 allows.</summary>
    private const int Leverage = 3;

    /// <summary>A limit where the scenario has none.</summary>
    private const decimal NoLimit = 9_000_000m;

    public static IEnumerable<Endpoint> All =>
    [
        Read("interestRateHistory", 1, [Specs.Must("asset"), Specs.May("vipLevel", ParameterKind.Whole), Specs.StartTime, Specs.EndTime], RateHistory),
        Read("crossMarginData", 1, [Specs.May("vipLevel", ParameterKind.Whole), Specs.May("coin")], CrossData),
        Read("isolatedMarginData", 1, [Specs.May("vipLevel", ParameterKind.Whole), Specs.AnySymbol], IsolatedData),
        Read("isolatedMarginTier", 1, [Specs.Symbol, Specs.May("tier", ParameterKind.Whole)], Tiers),
        Read("crossMarginCollateralRatio", 100, [], CollateralRatios),
        Read("available-inventory", 50, [Specs.Must("type")], Inventory),
        Read("forceLiquidationRec", 1, [Specs.StartTime, Specs.EndTime, .. Pages, Specs.May("isolatedSymbol", ParameterKind.Symbol)], NoRows),
        Read("transfer", 1, [Specs.May("asset"), Specs.May("type"), Specs.StartTime, Specs.EndTime, .. Pages, Specs.May("isolatedSymbol", ParameterKind.Symbol)], Moved),
        Read("exchange-small-liability", 100, [], call => call.Reply(writer => writer.Array<int>(null, [], _ => { }))),
        Read("exchange-small-liability-history", 100, [.. Pages, Specs.StartTime, Specs.EndTime], NoRows),
        Read("capital-flow", 100, [Specs.May("asset"), Specs.AnySymbol, Specs.May("type"), Specs.StartTime, Specs.EndTime, Specs.FromId, Specs.Limit],
            call => call.Reply(writer => writer.Array<int>(null, [], _ => { }))),
    ];

    private static ImmutableArray<ParameterSpec> Pages => [Specs.May("current", ParameterKind.Whole), Specs.May("size", ParameterKind.Whole)];

    private static Endpoint Read(string name, int weight, ImmutableArray<ParameterSpec> parameters, Func<Call, ApiReply> handle) => new()
    {
        Verb = "GET",
        Path = $"/sapi/v1/margin/{name}",
        Proof = name is "crossMarginCollateralRatio" ? Proof.Key : Proof.Signature,
        WeightScope = WeightScope.SapiIp,
        Weight = _ => weight,
        Parameters = parameters,
        Handle = handle,
    };

    private static ApiReply NoRows(Call call) => call.Reply(writer => writer.Fields(() => writer.Array<int>("rows", [], _ => { }).Number("total", 0)));

    /// <summary>Funds that came to one margin account, or left it.</summary>
    private static ApiReply Moved(Call call)
    {
        var account = call.Text("isolatedSymbol");
        var rows = call.Venue.Transfers.Of(call.Customer).Reverse()
            .Select(transfer => (Transfer: transfer, Type: Direction(transfer, account)))
            .Where(row => row.Type is not null && (call.Text("type") ?? row.Type) == row.Type && (call.Text("asset") ?? row.Transfer.Asset) == row.Transfer.Asset).ToList();
        return call.Reply(writer => writer.Fields(() => writer
            .Array("rows", rows, row => writer.Fields(() => writer
                .Plain("amount", row.Transfer.Amount).Text("asset", row.Transfer.Asset).Text("status", "CONFIRMED").Time("timestamp", row.Transfer.At)
                .Number("txId", row.Transfer.Id).Text("type", row.Type)))
            .Number("total", rows.Count)));
    }

    /// <summary>The words of a transfer name both its ends; of a cross account when <paramref name="isolated"/> is null.</summary>
    private static string? Direction(WalletTransfer transfer, string? isolated) => isolated is not null
        ? transfer.ToSymbol == isolated ? "ROLL_IN" : transfer.FromSymbol == isolated ? "ROLL_OUT" : null
        : transfer.Type switch
        {
            "MAIN_MARGIN" or "ISOLATEDMARGIN_MARGIN" => "ROLL_IN",
            "MARGIN_MAIN" or "MARGIN_ISOLATEDMARGIN" => "ROLL_OUT",
            _ => null,
        };

    private static ApiReply RateHistory(Call call) => WithTerms(call, terms =>
    {
        var asset = call.Text("asset")!;
        return !MarginInfoEndpoints.AssetsOf(call.Venue).Contains(asset)
            ? ApiReply.Of(new ApiError(400, -3027, "Not a valid margin asset."))
            : call.Reply(writer => writer.Array(null, [asset], _ => writer.Fields(() => writer
                .Text("asset", asset).Amount("dailyInterestRate", terms(asset).HourlyRate * HoursADay).Time("timestamp", call.Venue.Clock.Now).Number("vipLevel", 0))));
    });

    private static ApiReply CrossData(Call call) => WithTerms(call, terms =>
    {
        var assets = MarginInfoEndpoints.AssetsOf(call.Venue).Where(asset => call.Text("coin") is not { } wanted || wanted == asset);
        return call.Reply(writer => writer.Array(null, assets, asset => writer.Fields(() =>
        {
            writer.Number("vipLevel", 0).Text("coin", asset).Flag("transferIn", true).Flag("borrowable", true);
            Rates(writer, terms(asset));
            writer.Plain("borrowLimit", terms(asset).MaxBorrow ?? NoLimit)
                .Array("marginablePairs", PairsOf(call.Venue, asset), pair => writer.Json.WriteStringValue(pair));
        })));
    });

    private static ApiReply IsolatedData(Call call) => WithTerms(call, terms => call.Reply(writer => writer.Array(null, Markets(call), symbol => writer.Fields(() =>
    {
        var rules = call.Venue.RulesOf(symbol)!;
        writer.Number("vipLevel", 0).Text("symbol", symbol).Text("leverage", $"{Leverage}")
            .Array("data", [rules.QuoteAsset, rules.BaseAsset], asset => writer.Fields(() =>
            {
                writer.Text("coin", asset);
                Rates(writer, terms(asset));
                writer.Plain("borrowLimit", terms(asset).MaxBorrow ?? NoLimit);
            }));
    }))));

    private static ApiReply Tiers(Call call) => WithTerms(call, terms => call.Reply(writer => writer.Array(null, Markets(call), symbol => writer.Fields(() =>
    {
        var rules = call.Venue.RulesOf(symbol)!;
        writer.Text("symbol", symbol).Number("tier", 1).Text("effectiveMultiple", $"{Leverage}").Text("initialRiskRatio", "1.5").Text("liquidationRiskRatio", "1.1")
            .Plain("baseAssetMaxBorrowable", terms(rules.BaseAsset).MaxBorrow ?? NoLimit).Plain("quoteAssetMaxBorrowable", terms(rules.QuoteAsset).MaxBorrow ?? NoLimit);
    }))));

    private static ApiReply CollateralRatios(Call call) => call.Reply(writer => writer.Array(null, [MarginInfoEndpoints.AssetsOf(call.Venue)], assets => writer.Fields(() => writer
        .Array("collaterals", ["0"], from => writer.Fields(() => writer.Text("minUsdValue", from).Text("discountRate", "1")))
        .Array("assetNames", assets, asset => writer.Json.WriteStringValue(asset)))));

    private static ApiReply Inventory(Call call) => WithTerms(call, terms => call.Text("type") is not ("MARGIN" or "ISOLATED")
        ? ApiReply.Of(ApiError.Invalid("type"))
        : call.Reply(writer => writer.Fields(() =>
        {
            writer.Fields("assets", () =>
            {
                foreach (var asset in MarginInfoEndpoints.AssetsOf(call.Venue))
                    writer.Plain(asset, terms(asset).Inventory ?? NoLimit);
            });
            writer.Time("updateTime", call.Venue.Clock.Now);
        })));

    private static ApiReply WithTerms(Call call, Func<Func<string, LoanTerms>, ApiReply> answer) => call.Venue.Turn(call.Customer, (engine, _) => answer(engine.Queries.TermsOf));

    private static void Rates(WireWriter writer, LoanTerms terms) => writer
        .Plain("dailyInterest", terms.HourlyRate * HoursADay).Plain("yearlyInterest", terms.HourlyRate * HoursADay * DaysAYear);

    private static IEnumerable<string> Markets(Call call) =>
        MarginInfoEndpoints.PairsOf(call.Venue).Where(symbol => call.Text("symbol") is not { } wanted || wanted == symbol);

    private static IEnumerable<string> PairsOf(Venue venue, string asset) =>
        MarginInfoEndpoints.PairsOf(venue).Where(symbol => venue.RulesOf(symbol) is { } rules && (rules.BaseAsset == asset || rules.QuoteAsset == asset));
}
