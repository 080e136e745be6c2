namespace Executor.ScenarioTests.Running;

/// <summary>Judges the safety properties on the exchange's books, from its begin to its end.</summary>
internal sealed class SafetyWatch : IAsyncDisposable
{
    private readonly SimulatorProcess _exchange;
    private readonly IReadOnlyList<string> _symbols;

    private SafetyWatch(SimulatorProcess exchange, IReadOnlyList<string> symbols) => (_exchange, _symbols) = (exchange, symbols);

    /// <summary>Begins on books on which no trade of ours stands.</summary>
    public static Task<SafetyWatch> BeginAsync(SimulatorProcess exchange, IReadOnlyList<string> symbols) =>
        Task.FromResult(new SafetyWatch(exchange, symbols));

    /// <summary>Fails when a property was broken at any time.</summary>
    /// <param name="isFlat">Whether the executor says that a symbol is flat.</param>
    public async Task AssertCleanAsync(Func<string, Task<bool>> isFlat)
    {
        foreach (var symbol in _symbols)
        {
            var ours = (await _exchange.OrdersAsync(symbol))
                .Where(order => order.ClientOrderId.StartsWith("EX_", StringComparison.Ordinal) && !_exchange.PlacedByHand.Contains(order.ClientOrderId)).ToList();
            Assert.Equal(ours.Count, ours.Select(order => order.ClientOrderId).Distinct().Count()); // S1
            if (await isFlat(symbol))
                Assert.DoesNotContain(ours, order => order.Rests); // S6
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
