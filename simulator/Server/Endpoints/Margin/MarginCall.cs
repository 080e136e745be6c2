using Executor.Core.Exchange;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Endpoints.Orders;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Wire;

namespace Executor.Simulator.Server.Endpoints.Margin;

/// <summary>What margin requests have in common: which account they mean, and what they do about debts. Source: Binance margin API.</summary>
internal static class MarginCall
{
    private static readonly ApiError NoCrossAccount = new(400, -3003, "Margin account does not exist.");
    private static readonly ApiError NoIsolatedAccount = new(400, -11001, "Isolated margin account does not exist.");
    private static readonly ApiError NoMarginPair = new(400, -3028, "Not a valid margin pair.");

    /// <summary>Carries a request out on the account it names: the isolated one of its pair with <c>isIsolated=TRUE</c>, else the cross account.</summary>
    /// <param name="call">The request.</param>
    /// <param name="symbolName">The parameter that names the pair.</param>
    /// <param name="act">What is done.</param>
    public static ApiReply On(Call call, string symbolName, Func<AccountKey, ApiReply> act)
    {
        var symbol = call.Text(symbolName);
        switch (call.Text("isIsolated"))
        {
            case not (null or "TRUE" or "FALSE" or "true" or "false"):
                return ApiReply.Of(ApiError.Invalid("isIsolated"));
            case "TRUE" or "true" when symbol is null:
                return ApiReply.Of(ApiError.Missing(symbolName));
            case var isolated:
                var market = symbol is null ? null : call.Venue.FindMarket(symbol);
                if (symbol is not null && market is null)
                    return ApiReply.Of(ApiError.InvalidSymbol);
                if (market is { Margin: false })
                    return ApiReply.Of(NoMarginPair);
                return isolated is "TRUE" or "true"
                    ? On(call, new AccountKey(TradingAccount.IsolatedMargin, symbol!), act)
                    : On(call, new AccountKey(TradingAccount.CrossMargin, ""), act);
        }
    }

    /// <summary>Carries a request out on an account, if there is one.</summary>
    public static ApiReply On(Call call, AccountKey account, Func<AccountKey, ApiReply> act) => ErrorOf(call, account) is { } error
        ? ApiReply.Of(error)
        : act(account);

    /// <summary>Why an account cannot be used; null when it can.</summary>
    public static ApiError? ErrorOf(Call call, AccountKey account) =>
        call.Venue.Turn(call.Customer, (engine, _) => engine.IsOpen(account.Kind, account.Symbol)) ? null
            : account.Kind == TradingAccount.IsolatedMargin ? NoIsolatedAccount
            : NoCrossAccount;

    /// <summary>What an order does about debts; null for a word that means nothing.</summary>
    public static MarginEffect? EffectOf(Call call) => WireNames.SideEffectOf(call.Text("sideEffectType")) is { } effect
        ? new MarginEffect(effect, (call.Flag("autoRepayAtCancel") ?? true) && effect is (SideEffect.Borrow or SideEffect.BorrowAndRepay))
        : null;

    /// <summary>Weight of a placement: dear when it may borrow.</summary>
    public static int WeightOfPlacement(ParameterList parameters) => parameters["sideEffectType"] is "MARGIN_BUY" or "AUTO_BORROW_REPAY" ? 1_500 : 6;
}
