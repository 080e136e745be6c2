using Executor.Core.Exchange;

namespace Executor.Grains.Exchange;

/// <summary>A request that has left and is not answered yet, and what events have said about it since.</summary>
/// <remarks>All of it runs on the scheduler of the grain that sends.</remarks>
internal sealed class RequestInFlight(ExchangeCommand command)
{
    private readonly List<OrderReport> _reports = [];
    private readonly TaskCompletionSource _proven = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when events have proven that the exchange carried the request out.</summary>
    public Task Proven => _proven.Task;

    /// <summary>The answer as events tell it: every report that came since, in order.</summary>
    public ExchangeReply Answer => new ExchangeReply.Accepted([.. _reports]);

    /// <summary>Takes note of a report, of whatever order.</summary>
    public void Notice(OrderReport report)
    {
        _reports.Add(report);
        if (command.Proves(_reports))
            _proven.TrySetResult();
    }
}
