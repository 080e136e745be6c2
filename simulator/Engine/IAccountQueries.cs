using System.Collections.Immutable;
using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>What can be asked about the orders of an account.</summary>
public interface IAccountQueries
{
    /// <summary>The order that a query means, open or closed; null when there is none.</summary>
    OrderState? FindOrder(AccountKey key, string symbol, OrderReference reference);

    /// <summary>Orders of an account on a market, oldest first.</summary>
    IEnumerable<OrderState> Orders(AccountKey key, string symbol);

    /// <summary>Open orders of an account, by market, oldest first.</summary>
    /// <param name="key">Account.</param>
    /// <param name="symbol">Market; null: all.</param>
    ImmutableArray<OrderState> OpenOrders(AccountKey key, string? symbol);

    /// <summary>Executions of an account on a market, oldest first, each with its order.</summary>
    IEnumerable<(Fill Fill, OrderState Order)> Trades(AccountKey key, string symbol);

    /// <summary>Order lists of an account, oldest first.</summary>
    IEnumerable<ListView> Lists(AccountKey key);

    /// <summary>The list of that id or name, the latest of that name; null when there is none.</summary>
    ListView? FindList(AccountKey key, long? id, string? name);
}
