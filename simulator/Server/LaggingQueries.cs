using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Server;

/// <summary>Answers as of a moment that is past.</summary>
internal sealed class LaggingQueries(EngineQueries present, OrderReplica replica, Customer customer, DateTimeOffset at) : IAccountQueries
{
    public OrderState? FindOrder(AccountKey key, string symbol, OrderReference reference) =>
        present.FindOrder(key, symbol, reference) is { } order ? replica.At(customer, order, at) : null;

    public IEnumerable<OrderState> Orders(AccountKey key, string symbol) =>
        present.Orders(key, symbol).Select(order => replica.At(customer, order, at)).OfType<OrderState>();

    public ImmutableArray<OrderState> OpenOrders(AccountKey key, string? symbol) =>
        [.. present.Symbols.Where(each => symbol is null || each == symbol).SelectMany(each => Orders(key, each))
            .Where(order => order.Report.Status.IsLive())];

    public IEnumerable<(Fill Fill, OrderState Order)> Trades(AccountKey key, string symbol) =>
        present.Trades(key, symbol).Where(each => each.Fill.At <= at);

    public IEnumerable<ListView> Lists(AccountKey key) => present.Lists(key).Select(Then).OfType<ListView>();

    public ListView? FindList(AccountKey key, long? id, string? name) => present.FindList(key, id, name) is { } list ? Then(list) : null;

    private ListView? Then(ListView list)
    {
        ImmutableArray<OrderState> orders = [.. list.Orders.Select(order => replica.At(customer, order, at)).OfType<OrderState>()];
        return orders.IsEmpty ? null : list with { Orders = orders };
    }
}
