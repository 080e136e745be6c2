using Orleans.Configuration;

namespace Executor.Silo.Hosting;

/// <summary>How soon the silos of a cluster take one of theirs for dead; docs/decisions/0022-cluster.md has the reasons and the price.</summary>
internal static class ClusterTimes
{
    /// <summary>
    /// A change leaves for the exchange only this soon after the write that stored it; later, the write is made again first. Shorter than any way in
    /// which a silo that still runs is put out, so that a stale owner learns of its successor before it sends.
    /// </summary>
    public static readonly TimeSpan SendLease = TimeSpan.FromSeconds(1);

    /// <summary>A silo of the list that has not said for this long that it is alive is not counted on: three times the pause between two sayings.</summary>
    public static readonly TimeSpan Stale = TimeSpan.FromSeconds(6);

    /// <summary>A killed silo is put out in about 1.5 s, one that is silent (frozen, cut off) after 6 s: a pause shorter than that costs nothing.</summary>
    public static void Set(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(1);
        options.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        options.NumMissedProbesLimit = 3;
        options.NumVotesForDeathDeclaration = 2;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(2); // one that has been silent for 6 s counts no more when votes are counted: two of three may go at once
    }
}
