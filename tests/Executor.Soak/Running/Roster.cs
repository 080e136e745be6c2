using Executor.Core.Exchange;

namespace Executor.Soak.Running;

/// <summary>The symbols of a run.</summary>
internal static class Roster
{
    private static readonly (string Base, decimal Price)[] Markets =
    [
        ("BTC", 61_250m), ("ETH", 3_000m), ("BNB", 600m), ("SOL", 150m), ("LTC", 85m), ("BCH", 420m), ("XRP", 2.1m), ("ADA", 0.72m), ("AVAX", 31m), ("DOT", 6.8m),
        ("LINK", 17m), ("ATOM", 8.4m), ("FIL", 5.2m), ("ALGO", 0.31m), ("NEAR", 4.6m), ("APT", 9.1m), ("ARB", 0.83m), ("OP", 1.7m), ("INJ", 22m), ("TRX", 0.24m),
    ];

    /// <summary>Twenty symbols: each wallet, each way to borrow, each style of exits, both ways to enter.</summary>
    public static IReadOnlyList<TradedSymbol> Mixed { get; } =
        [.. Markets.Select((market, index) => (index % 10) switch
        {
            0 => Of(market, TradingAccount.Spot, "OCO", "MANUAL", "MARKET_ONLY"),
            1 => Of(market, TradingAccount.CrossMargin, "OCO", "MANUAL", "MARKET_ONLY"),
            2 => Of(market, TradingAccount.Spot, "LEGS", "MANUAL", "LIMIT_THEN_MARKET"),
            3 => Of(market, TradingAccount.IsolatedMargin, "OCO", "MANUAL", "MARKET_ONLY"),
            4 => Of(market, TradingAccount.Spot, "BRACKET", "MANUAL", "LIMIT_THEN_MARKET"),
            5 => Of(market, TradingAccount.CrossMargin, "LEGS", "AUTO", "MARKET_ONLY"),
            6 => Of(market, TradingAccount.Spot, "OCO", "MANUAL", "LIMIT_THEN_MARKET"),
            7 => Of(market, TradingAccount.IsolatedMargin, "LEGS", "AUTO", "MARKET_ONLY"),
            8 => Of(market, TradingAccount.CrossMargin, "OCO", "AUTO", "LIMIT_THEN_MARKET"),
            _ => Of(market, TradingAccount.IsolatedMargin, "OCO", "MANUAL", "LIMIT_THEN_MARKET"),
        })];

    /// <summary>Some symbols that are all traded alike.</summary>
    public static IReadOnlyList<TradedSymbol> Alike(int count, TradingAccount account, string style) =>
        [.. Markets.Take(count).Select(market => Of(market, account, style, "MANUAL", "MARKET_ONLY"))];

    private static TradedSymbol Of((string Base, decimal Price) market, TradingAccount account, string style, string borrow, string entry) =>
        new(market.Base, market.Price, account, style, borrow, entry);
}
