using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Scenarios;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Margin;

/// <summary>Borrowing and repaying. Source: Binance margin API, borrow and repay endpoints.</summary>
internal static class LoanEndpoints
{
    private const int StandardRows = 10;
    private const int MostRows = 100;
    private static readonly ApiError NotAMarginAsset = new(400, -3027, "Not a valid margin asset.");

    public static IEnumerable<Endpoint> All(SwitchScenario switches) =>
    [
        new Endpoint
        {
            Verb = "POST",
            Path = "/sapi/v1/margin/borrow-repay",
            Proof = Proof.Signature,
            Right = Right.Loan,
            WeightScope = WeightScope.SapiUid,
            Weight = _ => 1_500,
            Parameters =
            [
                Specs.Must("asset"), Specs.IsIsolated, Specs.AnySymbol, Specs.Must("amount", ParameterKind.Amount), Specs.Must("type"),
            ],
            Handle = call => MarginCall.On(call, "symbol", account => BorrowOrRepay(call, account)),
        },
        Query("borrow-repay", WeightScope.SapiIp, 10,
            [
                Specs.Must("type"), Specs.May("asset"), Specs.May("isolatedSymbol", ParameterKind.Symbol), Specs.May("txId", ParameterKind.Whole),
                Specs.StartTime, Specs.EndTime, Specs.May("current", ParameterKind.Whole), Specs.May("size", ParameterKind.Whole),
                Specs.May("archived", ParameterKind.Flag),
            ], Records),
        Query("maxBorrowable", switches.MaxBorrowableCostsUidWeight ? WeightScope.SapiUid : WeightScope.SapiIp,
            switches.MaxBorrowableCostsUidWeight ? 750 : 50, [Specs.Must("asset"), Specs.May("isolatedSymbol", ParameterKind.Symbol)], MaxBorrowable),
        Query("maxTransferable", WeightScope.SapiIp, 50, [Specs.Must("asset"), Specs.May("isolatedSymbol", ParameterKind.Symbol)], MaxTransferable),
        Query("interestHistory", WeightScope.SapiIp, 1,
            [
                Specs.May("asset"), Specs.May("isolatedSymbol", ParameterKind.Symbol), Specs.StartTime, Specs.EndTime,
                Specs.May("current", ParameterKind.Whole), Specs.May("size", ParameterKind.Whole), Specs.May("archived", ParameterKind.Flag),
            ], InterestHistory),
        new Endpoint
        {
            Verb = "GET",
            Path = "/sapi/v1/margin/next-hourly-interest-rate",
            Proof = Proof.Signature,
            WeightScope = WeightScope.SapiIp,
            Weight = _ => 100,
            Parameters = [Specs.Must("assets"), Specs.Must("isIsolated")],
            Handle = NextRates,
        },
    ];

    private static Endpoint Query(
        string name, WeightScope scope, int weight, ImmutableArray<ParameterSpec> parameters, Func<Call, AccountKey, ApiReply> handle) => new()
    {
        Verb = "GET",
        Path = $"/sapi/v1/margin/{name}",
        Proof = Proof.Signature,
        WeightScope = scope,
        Weight = _ => weight,
        Parameters = parameters,
        Handle = call => call.Text("isolatedSymbol") is not { } symbol
            ? MarginCall.On(call, new AccountKey(TradingAccount.CrossMargin, ""), account => handle(call, account))
            : call.Venue.FindMarket(symbol) is null
                ? ApiReply.Of(ApiError.InvalidSymbol)
                : MarginCall.On(call, new AccountKey(TradingAccount.IsolatedMargin, symbol), account => handle(call, account)),
    };

    private static ApiReply BorrowOrRepay(Call call, AccountKey account)
    {
        if (call.Text("type") is not ("BORROW" or "REPAY"))
            return ApiReply.Of(ApiError.Invalid("type"));
        var asset = call.Text("asset")!;
        if (MarketOf(call, account, asset) is not { } symbol)
            return ApiReply.Of(NotAMarginAsset);
        var amount = call.Amount("amount")!.Value;
        ExchangeCommand command = call.Text("type") == "BORROW"
            ? new ExchangeCommand.Borrow(symbol, asset, amount) { Account = account.Kind }
            : new ExchangeCommand.Repay(symbol, asset, amount) { Account = account.Kind };
        return call.Venue.Turn(call.Customer, (engine, now) => Orders.Placing.Gate(call, orders: 0) is { } late
            ? ApiReply.Of(ApiError.Of(late))
            : engine.Execute(command, now) switch
            {
                ExchangeReply.Accepted => call.Reply(writer => writer.Fields(() =>
                    writer.Number("tranId", engine.Queries.Loans(account)[^1].TransactionId))),
                ExchangeReply.Rejected rejected => ApiReply.Of(ApiError.Of(rejected)),
                var other => throw new InvalidOperationException($"A loan was answered with {other.GetType().Name}."),
            });
    }

    /// <summary>A market that trades the asset, the pair itself for an isolated account; null when there is none.</summary>
    private static string? MarketOf(Call call, AccountKey account, string asset) => account.Kind == TradingAccount.IsolatedMargin
        ? account.Symbol
        : call.Venue.Scenario.Markets.FirstOrDefault(market =>
            market.Margin && call.Venue.RulesOf(market.Symbol) is { } rules && (rules.BaseAsset == asset || rules.QuoteAsset == asset))?.Symbol;

    /// <summary>Newest first, in pages.</summary>
    private static ApiReply Records(Call call, AccountKey account)
    {
        if (call.Text("type") is not ("BORROW" or "REPAY"))
            return ApiReply.Of(ApiError.Invalid("type"));
        var (range, error) = TimeRange.Any(call);
        if (error is not null)
            return ApiReply.Of(error);
        var kind = call.Text("type") == "BORROW" ? LoanKind.Borrow : LoanKind.Repay;
        var (asset, id) = (call.Text("asset"), call.Whole("txId"));
        var found = call.Venue.Turn(call.Customer, (engine, _) => engine.Queries.Loans(account))
            .Where(loan => loan.Kind == kind && (asset is null || loan.Asset == asset) && (id is null || loan.TransactionId == id) && range.Contains(loan.At))
            .Where(loan => call.Lag == TimeSpan.Zero || loan.At <= call.ReceivedAt - call.Lag)
            .Reverse().ToList();
        return Page(call, found, (writer, loan) =>
        {
            writer.Text("type", loan.IsAutomatic ? "AUTO" : "MANUAL");
            if (account.Symbol.Length > 0)
                writer.Text("isolatedSymbol", account.Symbol);
            writer.Amount("amount", loan.Amount).Text("asset", loan.Asset).Amount("interest", loan.Interest).Amount("principal", loan.Principal)
                .Text("status", NameOf(loan.Status)).Time("timestamp", loan.At).Number("txId", loan.TransactionId);
        });
    }

    private static ApiReply Page<T>(Call call, List<T> rows, Action<WireWriter, T> write)
    {
        var size = (int)Math.Clamp(call.Whole("size") ?? StandardRows, 1, MostRows);
        var page = Math.Clamp(call.Whole("current") ?? 1, 1, int.MaxValue / MostRows);
        return call.Reply(writer => writer.Fields(() =>
        {
            writer.Array("rows", rows.Skip((int)(page - 1) * size).Take(size), row => writer.Fields(() => write(writer, row)));
            writer.Number("total", rows.Count);
        }));
    }

    private static ApiReply MaxBorrowable(Call call, AccountKey account)
    {
        var asset = call.Text("asset")!;
        if (MarketOf(call, account, asset) is null)
            return ApiReply.Of(NotAMarginAsset);
        return call.Venue.Turn(call.Customer, (engine, _) => call.Reply(writer => writer.Fields(() =>
        {
            var most = engine.Queries.MaxBorrowable(account, asset);
            writer.Plain("amount", most).Plain("borrowLimit", engine.Queries.TermsOf(asset).MaxBorrow ?? most);
        })));
    }

    private static ApiReply MaxTransferable(Call call, AccountKey account) => call.Venue.Turn(call.Customer, (engine, _) => call.Reply(writer =>
        writer.Fields(() => writer.Plain("amount", engine.Queries.MaxTransferable(account, call.Text("asset")!)))));

    private static ApiReply InterestHistory(Call call, AccountKey account)
    {
        var (range, error) = TimeRange.Any(call);
        if (error is not null)
            return ApiReply.Of(error);
        var asset = call.Text("asset");
        var found = call.Venue.Turn(call.Customer, (engine, _) => engine.Queries.Interest(account))
            .Where(charge => (asset is null || charge.Asset == asset) && range.Contains(charge.At)).Reverse().ToList();
        return Page(call, found, (writer, charge) =>
        {
            writer.Number("txId", charge.Number).Time("interestAccuredTime", charge.At).Text("asset", charge.Asset).Text("rawAsset", charge.Asset)
                .Amount("principal", charge.Principal).Amount("interest", charge.Amount).Amount("interestRate", charge.Rate)
                .Text("type", charge.IsOnBorrow ? "ON_BORROW" : "PERIODIC");
            if (account.Symbol.Length > 0)
                writer.Text("isolatedSymbol", account.Symbol);
        });
    }

    private static ApiReply NextRates(Call call)
    {
        var assets = call.Text("assets")!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return call.Venue.Turn(call.Customer, (engine, _) => call.Reply(writer => writer.Array(null, assets, asset => writer.Fields(() => writer
            .Text("asset", asset).Amount("nextHourlyInterestRate", engine.Queries.TermsOf(asset).HourlyRate)))));
    }

    private static string NameOf(LoanStatus status) => status switch
    {
        LoanStatus.Pending => "PENDING",
        LoanStatus.Confirmed => "CONFIRMED",
        LoanStatus.Failed => "FAILED",
    };
}
