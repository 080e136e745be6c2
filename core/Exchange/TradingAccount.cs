namespace Executor.Core.Exchange;

/// <summary>The wallet a symbol is traded on.</summary>
public enum TradingAccount
{
    /// <summary>The spot account: no debts.</summary>
    Spot,

    /// <summary>The cross margin account: one wallet, one debt per asset for all symbols.</summary>
    CrossMargin,

    /// <summary>The isolated margin account of the symbol: its own wallet and debts.</summary>
    IsolatedMargin,
}

/// <summary>Questions one may ask of a <see cref="TradingAccount"/>.</summary>
public static class TradingAccountExtensions
{
    /// <summary>True when the account can borrow.</summary>
    public static bool IsMargin(this TradingAccount account) => account switch
    {
        TradingAccount.Spot => false,
        TradingAccount.CrossMargin or TradingAccount.IsolatedMargin => true,
    };
}
