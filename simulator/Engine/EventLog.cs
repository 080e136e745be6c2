using System.Collections.Immutable;
using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>What there is to tell: short reports always, full events where somebody wants them.</summary>
internal sealed class EventLog(bool isDetailed, ChangeLog changes)
{
    private readonly List<OrderReport> _reports = [];
    private readonly List<EngineEvent> _events = [];

    public void Add(Order order, ExecutionKind kind, Fill? fill = null, string? previousName = null)
    {
        var book = order.Book;
        var executionId = book.Ids.TakeExecutionId();
        changes.Touch(book);
        _reports.Add(order.ToReport(fill is null ? [] : [fill]));
        if (isDetailed)
            _events.Add(new EngineEvent.OrderChanged(order.ToState(), kind, fill, executionId, previousName, order.UpdatedAt));
    }

    public void Add(OrderList list, ListChange kind, DateTimeOffset at)
    {
        if (isDetailed)
            _events.Add(new EngineEvent.ListChanged(list.ToState(), kind, list.Names, at));
    }

    public ImmutableArray<OrderReport> TakeReports() => Take(_reports);

    /// <summary>The full events; the short reports of the same changes go with them.</summary>
    public ImmutableArray<EngineEvent> TakeEvents()
    {
        _reports.Clear();
        return Take(_events);
    }

    public void Clear()
    {
        _reports.Clear();
        _events.Clear();
    }

    private static ImmutableArray<T> Take<T>(List<T> kept)
    {
        if (kept.Count == 0)
            return [];
        ImmutableArray<T> taken = [.. kept];
        kept.Clear();
        return taken;
    }
}
