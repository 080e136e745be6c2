using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Safety;

namespace Executor.Simulator.Engine;

/// <summary>The books of the matching engine for one symbol, and the balances of the account it is traded on.</summary>
public sealed class EngineBooks(MatchingEngine engine, SymbolRules rules, TradingAccount account = TradingAccount.Spot) : IBooks
{
    /// <inheritdoc/>
    public ImmutableArray<OrderReport> OpenOrders => engine.OpenOrdersOf(rules.Symbol);

    /// <inheritdoc/>
    public ImmutableArray<OrderReport> Orders => engine.OrdersOf(rules.Symbol);

    /// <inheritdoc/>
    public ImmutableArray<Fill> Fills => engine.TradesOf(rules.Symbol);

    /// <inheritdoc/>
    public Balance Base => engine.BalanceOf(rules.BaseAsset, account, rules.Symbol);

    /// <inheritdoc/>
    public Balance Quote => engine.BalanceOf(rules.QuoteAsset, account, rules.Symbol);

    /// <inheritdoc/>
    public decimal LastPrice => engine.QuoteOf(rules.Symbol).Last;
}
