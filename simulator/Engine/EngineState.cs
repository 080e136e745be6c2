using System.Collections.Immutable;
using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>
/// Everything an engine knows, or the part of it that changed: rows to be inserted or to replace the row of the same key.
/// </summary>
public sealed record EngineState
{
    /// <summary>Markets; key <see cref="SymbolRules.Symbol"/>.</summary>
    public ImmutableArray<SymbolState> Symbols { get; init; } = [];

    /// <summary>Orders, open and closed; key symbol and order id.</summary>
    public ImmutableArray<OrderState> Orders { get; init; } = [];

    /// <summary>Order lists; key id.</summary>
    public ImmutableArray<ListState> Lists { get; init; } = [];

    /// <summary>Executions; key symbol and trade id.</summary>
    public ImmutableArray<TradeState> Trades { get; init; } = [];

    /// <summary>Balances; key asset.</summary>
    public ImmutableArray<Balance> Balances { get; init; } = [];

    /// <summary>True when there is nothing to write.</summary>
    public bool IsEmpty => Symbols.IsEmpty && Orders.IsEmpty && Lists.IsEmpty && Trades.IsEmpty && Balances.IsEmpty;
}

/// <summary>A market.</summary>
/// <param name="Rules">Its trading rules.</param>
/// <param name="LastPrice">Last traded price.</param>
/// <param name="LastAt">Time of that trade, UTC.</param>
/// <param name="NextOrderId">Id of the next order.</param>
/// <param name="NextTradeId">Id of the next execution.</param>
public sealed record SymbolState(SymbolRules Rules, decimal LastPrice, DateTimeOffset LastAt, long NextOrderId, long NextTradeId);

/// <summary>An order and what a report does not show of it.</summary>
/// <param name="Report">The order as a query shows it, without executions.</param>
/// <param name="TimeInForce">How long its unexecuted part stays.</param>
/// <param name="Amendments">How often it was amended.</param>
public sealed record OrderState(OrderReport Report, TimeInForce TimeInForce, int Amendments);

/// <summary>An order list; its legs name it by <see cref="OrderReport.OrderListId"/>.</summary>
/// <param name="Id">Id of the list.</param>
/// <param name="Symbol">Traded pair.</param>
/// <param name="ClientOrderId">Its name.</param>
public sealed record ListState(long Id, string Symbol, string ClientOrderId);

/// <summary>An execution.</summary>
/// <param name="Symbol">Traded pair.</param>
/// <param name="Fill">The execution.</param>
public sealed record TradeState(string Symbol, Fill Fill);
