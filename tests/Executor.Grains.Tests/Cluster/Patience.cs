namespace Executor.Grains.Tests.Cluster;

/// <summary>How long a test waits for a signal that should come at once.</summary>
internal static class Patience
{
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
}
