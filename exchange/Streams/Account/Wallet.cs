using Executor.Core.Exchange;

namespace Executor.Exchange.Streams.Account;

/// <summary>One wallet of the account.</summary>
/// <param name="Account">Kind.</param>
/// <param name="Symbol">The pair that names it when it is isolated; null otherwise.</param>
internal sealed record Wallet(TradingAccount Account, string? Symbol)
{
    /// <summary>The wallet that a symbol is traded on.</summary>
    /// <exception cref="ArgumentException">An isolated wallet has no symbol.</exception>
    public static Wallet Of(TradingAccount account, string? symbol) => account switch
    {
        TradingAccount.Spot or TradingAccount.CrossMargin => new Wallet(account, null),
        TradingAccount.IsolatedMargin => new Wallet(account, string.IsNullOrEmpty(symbol)
            ? throw new ArgumentException("An isolated wallet is named by its symbol, and none is given.", nameof(symbol))
            : symbol),
    };

    /// <summary>As logs name it.</summary>
    public override string ToString() => Account switch
    {
        TradingAccount.Spot => "the spot wallet",
        TradingAccount.CrossMargin => "the cross margin wallet",
        TradingAccount.IsolatedMargin => $"the isolated margin wallet of {Symbol}",
    };
}
