using Executor.GrainInterfaces;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;

namespace Executor.Silo.Intake;

/// <summary>
/// Follows the feed file of every symbol that has one. A symbol in trouble does not stop the others. In a cluster the file may be with another silo: it is
/// waited for, and the bars that the other one brings are enough to judge a signal here.
/// </summary>
internal sealed class FeedIntake(
    SiloSettings settings, Roster roster, IFeedMarkets markets, IGrainFactory grains, MarketHistories histories, LineTailerOptions options, TimeProvider clock,
    ILogger<FeedIntake> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        PerSymbol.FollowAsync(roster, _ => true, FollowersOf, clock, logger, stoppingToken);

    private IEnumerable<Func<CancellationToken, Task>> FollowersOf(RosterMember member)
    {
        var (setup, gates) = (member.Setup, member.Gates);
        if (SymbolFiles.Of(setup, settings).Feed is not { } feed)
            yield break;
        if (setup.Inputs is SymbolInputs.Files)
            gates.OpenFeed();
        yield return FollowAsync;
        if (settings.Live is not null && settings.Storage.Profile != StorageProfile.Local && !File.Exists(feed))
            yield return stopping => BarsElsewhere.WaitAsync(grains.GetGrain<IMarketGrain>(setup.BarsOf), gates, clock, stopping);

        Task FollowAsync(CancellationToken stopping)
        {
            var follower = new FeedFollower(setup, feed, markets.Of(member), grains, gates, options, clock, logger);
            return histories.WhileAsync(setup.BarsOf, follower.History, follower.RunAsync, stopping);
        }
    }
}
