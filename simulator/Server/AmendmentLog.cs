using System.Collections.Concurrent;

namespace Executor.Simulator.Server;

/// <summary>A quantity that was reduced.</summary>
/// <param name="OrderId">Order.</param>
/// <param name="ExecutionId">Id of the report that told of it.</param>
/// <param name="OldName">Client order id before.</param>
/// <param name="NewName">Client order id after.</param>
/// <param name="OldQuantity">Base, before.</param>
/// <param name="NewQuantity">Base, after.</param>
/// <param name="At">When, UTC.</param>
public sealed record Amendment(
    long OrderId, long ExecutionId, string OldName, string NewName, decimal OldQuantity, decimal NewQuantity, DateTimeOffset At);

/// <summary>The amendments since the venue was opened; they are not part of its books.</summary>
public sealed class AmendmentLog
{
    private readonly ConcurrentDictionary<(string Symbol, long OrderId), ConcurrentQueue<Amendment>> _amendments = new();

    /// <summary>Writes one down.</summary>
    public void Add(string symbol, Amendment amendment) => _amendments.GetOrAdd((symbol, amendment.OrderId), _ => new()).Enqueue(amendment);

    /// <summary>Those of an order, oldest first.</summary>
    public IReadOnlyCollection<Amendment> Of(string symbol, long orderId) => _amendments.TryGetValue((symbol, orderId), out var found) ? found : [];
}
