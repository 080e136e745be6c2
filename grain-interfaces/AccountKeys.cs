using Executor.Core.Exchange;

namespace Executor.GrainInterfaces;

/// <summary>Keys of <see cref="IAccountGrain"/>.</summary>
public static class AccountKeys
{
    /// <summary>The account that a symbol is traded on; null: spot, which has no debts to keep apart.</summary>
    public static string? Of(TradingAccount account, string symbol) => account switch
    {
        TradingAccount.Spot => null,
        TradingAccount.CrossMargin => "cross",
        TradingAccount.IsolatedMargin => $"isolated/{symbol}",
    };
}
