using Executor.Core.Arithmetic;
using Executor.Core.Exchange;

namespace Executor.Core.Positions.Watchdogs;

/// <summary>What an order that did not do its work has left, seen against the least that the exchange takes.</summary>
/// <param name="Raw">Base that is left; 0 or less when nothing is.</param>
/// <param name="Quantity">Of it what can be ordered: down to the lot step; 0 or more.</param>
/// <param name="Notional">Quote value of <paramref name="Raw"/> at the present price.</param>
/// <param name="IsDust">True when something is left and the exchange would not take it in one order.</param>
public sealed record Remainder(decimal Raw, decimal Quantity, decimal Notional, bool IsDust)
{
    /// <summary>Nothing is left.</summary>
    public static Remainder None { get; } = new(0m, 0m, 0m, IsDust: false);

    /// <summary>Weighs <paramref name="raw"/> (base) at <paramref name="price"/> (quote per base). Without a lot step nothing can be ordered.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is null.</exception>
    public static Remainder Of(decimal raw, decimal price, SymbolRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var quantity = raw > 0m && rules.LotStep > 0m ? Steps.FloorTo(raw, rules.LotStep) : 0m;
        var notional = raw * price;
        return new Remainder(raw, quantity, notional, raw > 0m && (quantity <= 0m || quantity < rules.MinQuantity || notional < rules.MinNotional));
    }
}
