namespace Executor.Core.Invariants;

/// <summary>I6: the feed that a trail reads is there and moves.</summary>
internal static class FeedFreshness
{
    public static InvariantFinding? Find(InvariantScan scan)
    {
        var (facts, feed) = (scan.Facts, scan.Facts.Feed);
        if (facts.Position is not { IsLive: true, IsTrailing: true } || !feed.IsTrailSource)
        {
            return null;
        }

        if (feed.Source.Length == 0)
        {
            return InvariantFinding.Warn("I6", "The trail has no feed.", ("agg_csv", feed.Source));
        }

        if (feed.ChangedAt is not { } changedAt)
        {
            return InvariantFinding.Warn("I6", "The feed of the trail cannot be read.", ("agg_csv", feed.Source));
        }

        var age = facts.Now - changedAt;
        return age > scan.Settings.FeedStale
            ? InvariantFinding.Warn("I6", "The feed of the trail is old.", ("agg_csv", feed.Source), ("age_s", age), ("stale_sec", scan.Settings.FeedStale))
            : null;
    }
}
