using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Replay.Checks;

/// <summary>The books of the matching engine.</summary>
internal sealed class EngineBooks(MatchingEngine engine, SymbolRules rules) : IBooks
{
    public ImmutableArray<OrderReport> OpenOrders => engine.OpenOrdersOf(rules.Symbol);

    public ImmutableArray<OrderReport> Orders => engine.OrdersOf(rules.Symbol);

    public ImmutableArray<Fill> Fills => engine.TradesOf(rules.Symbol);

    public decimal BaseTotal => engine.BalanceOf(rules.BaseAsset).Total;

    public decimal LastPrice => engine.QuoteOf(rules.Symbol).Last;
}
