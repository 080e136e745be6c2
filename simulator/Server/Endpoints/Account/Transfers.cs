using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Endpoints.Account;

/// <summary>Moves funds between a customer's accounts. Source: Binance wallet API, user universal transfer.</summary>
internal static class Transfers
{
    private static readonly AccountKey Cross = new(TradingAccount.CrossMargin, "");

    public static ApiReply Transfer(Call call)
    {
        var (from, to, error) = Ends(call);
        if (error is not null)
            return ApiReply.Of(error);
        var (asset, amount) = (call.Text("asset")!, call.Amount("amount")!.Value);
        if (amount <= 0m || decimal.Round(amount, 8) != amount)
            return ApiReply.Of(ApiError.Invalid("amount"));
        foreach (var pair in new[] { from, to }.Where(key => key.Kind == TradingAccount.IsolatedMargin))
        {
            if (call.Venue.RulesOf(pair.Symbol) is not { } rules)
                return ApiReply.Of(ApiError.InvalidSymbol);
            if (rules.BaseAsset != asset && rules.QuoteAsset != asset)
                return ApiReply.Of(new ApiError(400, -3027, "Not a valid margin asset."));
        }
        var most = call.Venue.Turn(call.Customer, (engine, _) => engine.Queries.MaxTransferable(from, asset));
        if (amount > most)
            return ApiReply.Of(from.Kind == TradingAccount.Spot ? new ApiError(400, -3041, "Balance is not enough") : new ApiError(400, -3020, "Transfer out amount exceeds max amount."));
        try
        {
            var id = call.Venue.Transfer(call.Customer, asset, amount, from, to);
            call.Venue.Transfers.Add(call.Customer, new WalletTransfer(
                id, call.Text("type")!, asset, amount, Pair(from), Pair(to), call.Venue.Clock.Now));
            return call.Reply(writer => writer.Fields(() => writer.Number("tranId", id)));
        }
        catch (InvalidOperationException)
        {
            return ApiReply.Of(new ApiError(400, -3041, "Balance is not enough")); // an order took the funds meanwhile
        }
    }

    /// <summary>True for a kind of transfer that there is here.</summary>
    public static bool IsType(string type) => type is "MAIN_MARGIN" or "MARGIN_MAIN" or "MAIN_ISOLATED_MARGIN" or "ISOLATED_MARGIN_MAIN" or "MARGIN_ISOLATEDMARGIN"
        or "ISOLATEDMARGIN_MARGIN" or "ISOLATEDMARGIN_ISOLATEDMARGIN";

    private static string? Pair(AccountKey account) => account.Kind == TradingAccount.IsolatedMargin ? account.Symbol : null;

    private static (AccountKey From, AccountKey To, ApiError? Error) Ends(Call call) => call.Text("type") switch
    {
        "MAIN_MARGIN" => (AccountKey.Spot, Cross, null),
        "MARGIN_MAIN" => (Cross, AccountKey.Spot, null),
        "MAIN_ISOLATED_MARGIN" => With(call, fromName: null, "toSymbol", AccountKey.Spot, default),
        "ISOLATED_MARGIN_MAIN" => With(call, "fromSymbol", toName: null, default, AccountKey.Spot),
        "MARGIN_ISOLATEDMARGIN" => With(call, fromName: null, "toSymbol", Cross, default),
        "ISOLATEDMARGIN_MARGIN" => With(call, "fromSymbol", toName: null, default, Cross),
        "ISOLATEDMARGIN_ISOLATEDMARGIN" => With(call, "fromSymbol", "toSymbol", default, default),
        _ => (default, default, ApiError.Invalid("type")),
    };

    private static (AccountKey From, AccountKey To, ApiError? Error) With(
        Call call, string? fromName, string? toName, AccountKey from, AccountKey to)
    {
        if (fromName is not null && !call.Parameters.Has(fromName))
            return (default, default, ApiError.Missing(fromName));
        if (toName is not null && !call.Parameters.Has(toName))
            return (default, default, ApiError.Missing(toName));
        return (
            fromName is null ? from : new AccountKey(TradingAccount.IsolatedMargin, call.Text(fromName)!),
            toName is null ? to : new AccountKey(TradingAccount.IsolatedMargin, call.Text(toName)!),
            null);
    }
}
