using Executor.Core.Exchange;

namespace Executor.GrainInterfaces;

/// <summary>Keys of <see cref="IAccountEventsGrain"/>: <c>spot</c>, <c>cross</c> or <c>isolated/SYMBOL</c>.</summary>
public static class WalletKeys
{
    private const string Spot = "spot";
    private const string Cross = "cross";
    private const string Isolated = "isolated/";

    /// <summary>Key of the wallet that a symbol is traded on.</summary>
    public static string Of(TradingAccount account, string symbol) => account switch
    {
        TradingAccount.Spot => Spot,
        TradingAccount.CrossMargin => Cross,
        TradingAccount.IsolatedMargin => Isolated + symbol,
    };

    /// <summary>The wallet behind a key; the symbol is null unless it is isolated.</summary>
    /// <exception cref="ArgumentException">No wallet has such a key.</exception>
    public static (TradingAccount Account, string? Symbol) Read(string key) => key switch
    {
        Spot => (TradingAccount.Spot, null),
        Cross => (TradingAccount.CrossMargin, null),
        _ when key.StartsWith(Isolated, StringComparison.Ordinal) && key.Length > Isolated.Length => (TradingAccount.IsolatedMargin, key[Isolated.Length..]),
        _ => throw new ArgumentException($"'{key}' is no wallet: {Spot}, {Cross} or {Isolated}SYMBOL are expected.", nameof(key)),
    };
}
