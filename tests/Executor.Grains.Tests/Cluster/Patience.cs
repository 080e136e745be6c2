namespace Executor.Grains.Tests.Cluster;

/// <summary>How long a test waits for a signal that should come at once.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static Task ForAsync(Task task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);

    public static Task<T> ForAsync<T>(Task<T> task) => task.WaitAsync(Limit, TestContext.Current.CancellationToken);
}
