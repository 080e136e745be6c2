namespace Executor.ScenarioTests.Running;

/// <summary>Waits for something that happens in another process.</summary>
internal static class Eventually
{
    /// <summary>More than a minute: a silo on a market that has only begun is ready with the first candle, at the end of the minute.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <summary>Returns when the condition holds; fails with what the processes have to say when it does not in time.</summary>
    /// <param name="condition">Asked again and again.</param>
    /// <param name="otherwise">What they have to say.</param>
    /// <param name="patience">How long; null: as above.</param>
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> otherwise, TimeSpan? patience = null)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(150));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(patience ?? Limit);
        try
        {
            while (!await condition())
                await timer.WaitForNextTickAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"It did not happen within {patience ?? Limit}.\n{otherwise()}");
        }
    }
}
