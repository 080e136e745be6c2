using Executor.Exchange.Budget;
using Executor.Exchange.Time;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Streams.Sockets;

/// <summary>The limits that requests on a connection share with all others.</summary>
internal sealed class StreamLimits(RequestBudget budget, IServerClock serverClock)
{
    private static readonly IReadOnlyList<LimitCharge> Small = [new LimitCharge(LimitKey.Weight, 2)];

    /// <summary>Waits for room for a connect or a request of the WebSocket API about the session; each weighs 2. The refusal when there is none.</summary>
    /// <remarks>Without events there is polling, which costs more: they go with the highest lane.</remarks>
    public ValueTask<BudgetRefusal?> EnterAsync(CancellationToken cancellationToken) => budget.EnterAsync(RequestLane.Protective, Small, cancellationToken);

    /// <summary>Takes in what an answer tells.</summary>
    /// <exception cref="WireException">It is not legible.</exception>
    public void Observe(ReadOnlySpan<byte> rateLimits)
    {
        if (rateLimits.IsEmpty)
        {
            return;
        }

        foreach (var limit in WireJson.Read(rateLimits, StreamJson.Default.IReadOnlyListWireRateLimit))
        {
            if (limit is { Type: "REQUEST_WEIGHT", Interval: "MINUTE", IntervalCount: 1, Used: >= 0 and var used })
            {
                budget.Observe(LimitKey.Weight, used);
            }
        }
    }

    /// <summary>Stops all callers when an answer says that there were too many requests.</summary>
    public void Obey(StreamAnswer answer)
    {
        if (answer.Status is 418 or 429)
        {
            TimeSpan? wait = answer.RetryAt is > 0 and var at ? EpochTime.Read(at, "retryAfter") - serverClock.Now : null;
            budget.Pause(wait is { } asked ? TimeSpan.FromTicks(Math.Clamp(asked.Ticks, TimeSpan.TicksPerSecond, TimeSpan.TicksPerDay * 3)) : null);
        }
    }
}
