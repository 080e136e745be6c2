using Orleans.Configuration;

namespace Executor.Silo.Hosting;

/// <summary>How soon the silos of a cluster take one of theirs for dead; docs/decisions/0022-cluster.md has the reasons and the price.</summary>
internal static class ClusterTimes
{
    /// <summary>
    /// A change leaves for the exchange only this soon after the write that stored it; later, the write is made again first. Shorter than a silo may be
    /// silent before it is put out, so that a stale owner learns of its successor before it sends. What an owner that was put out sooner (its
    /// connections were reset) still sends is an intent that its successor has found stored, and waits for.
    /// </summary>
    public static readonly TimeSpan SendLease = TimeSpan.FromSeconds(1);

    /// <summary>A silo of the list that has not said for this long that it is alive belongs to a cluster that is not at work.</summary>
    public static readonly TimeSpan Gone = TimeSpan.FromSeconds(6);

    /// <summary>A silo that has not reached the store for so long, while a peer has, ends itself: a little less than a silent silo is waited for.</summary>
    public static readonly TimeSpan StoreSilence = TimeSpan.FromSeconds(5);

    /// <summary>A killed silo is put out in about a second, two at once as well; one that is silent (frozen, cut off) after 6 s: a pause shorter than that
    /// costs nothing.</summary>
    public static void Set(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(0.5);
        options.MaxProbeTimeout = TimeSpan.FromSeconds(2); // three times this a connection may be silent before its silo can be voted out
        options.NumMissedProbesLimit = 3;
        options.NumVotesForDeathDeclaration = 2;
        options.DeathVoteExpirationTimeout = TimeSpan.FromSeconds(10); // votes of a silo that is dead count too: with its next life's it would put out a healthy one
        options.EnableIndirectProbes = false; // they go through a silo that may be as dead, and hold back the vote of the one that is left
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(0.5);
        options.NumMissedTableIAmAliveLimit = 2; // who has been silent in the table for 1 s is not waited for when votes are counted
        options.TableRefreshTimeout = TimeSpan.FromSeconds(1);
    }
}
