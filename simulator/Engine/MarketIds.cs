namespace Executor.Simulator.Engine;

/// <summary>
/// The next ids of one market. Engines that stand for customers of one exchange share it: there an id belongs to one order or execution of
/// the market, whoever's it is. Used by one engine at a time.
/// </summary>
public sealed class MarketIds
{
    /// <summary>Id of the next order.</summary>
    public long NextOrderId { get; private set; }

    /// <summary>Id of the next trade.</summary>
    public long NextTradeId { get; private set; }

    /// <summary>Id of the next execution report.</summary>
    public long NextExecutionId { get; private set; } = 1;

    internal long TakeOrderId() => NextOrderId++;

    internal long TakeTradeId() => NextTradeId++;

    internal long TakeExecutionId() => NextExecutionId++;

    /// <summary>Ids are at least these from now on; those that others have gone beyond stay.</summary>
    internal void StartFrom(long orderId, long tradeId, long executionId)
    {
        NextOrderId = Math.Max(NextOrderId, orderId);
        NextTradeId = Math.Max(NextTradeId, tradeId);
        NextExecutionId = Math.Max(NextExecutionId, executionId);
    }
}
