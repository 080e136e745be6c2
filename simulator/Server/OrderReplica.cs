using Executor.Core.Exchange;
using Executor.Simulator.Engine;

namespace Executor.Simulator.Server;

/// <summary>
/// How orders looked a while ago: what a query sees whose data source lags behind the matching engine. Keeps a minute. Used inside the
/// venue's turn.
/// </summary>
internal sealed class OrderReplica
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private readonly Dictionary<(Customer, string Symbol, long OrderId), List<Version>> _versions = [];
    private readonly Queue<(DateTimeOffset At, (Customer, string, long) Key)> _ages = [];

    public void Remember(VenueEvent happened)
    {
        if (happened is not VenueEvent.OrdersChanged { Change: EngineEvent.OrderChanged change } orders)
            return;
        var key = (orders.Customer, change.Order.Report.Symbol, change.Order.Report.OrderId);
        if (!_versions.TryGetValue(key, out var versions))
            _versions.Add(key, versions = []);
        versions.Add(new Version(happened.At, change.Order));
        var oldest = happened.At - Kept;
        while (versions.Count > 1 && versions[1].At <= oldest)
            versions.RemoveAt(0);
        _ages.Enqueue((happened.At, key));
        while (_ages.Peek().At < oldest)
            ForgetIfDone(_ages.Dequeue().Key);
    }

    /// <summary>The order as it was at that time; null when it did not exist yet. An order that has not changed for a minute is as it is.</summary>
    public OrderState? At(Customer customer, OrderState order, DateTimeOffset at)
    {
        if (order.Report.UpdatedAt <= at || !_versions.TryGetValue((customer, order.Report.Symbol, order.Report.OrderId), out var versions))
            return order.CreatedAt <= at ? order : null;
        return order.CreatedAt > at ? null : versions.FindLast(version => version.At <= at)?.Order ?? order;
    }

    private void ForgetIfDone((Customer, string, long) key)
    {
        if (_versions.TryGetValue(key, out var versions) && versions is [{ Order.Report.Status: var status }] && !status.IsLive())
            _versions.Remove(key);
    }

    private sealed record Version(DateTimeOffset At, OrderState Order);
}
