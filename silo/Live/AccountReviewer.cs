using Executor.Core.Journal;
using Executor.Core.Positions;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;
using Executor.Silo.Intake;

namespace Executor.Silo.Live;

/// <summary>
/// Before anything is entered, every account is looked at, and what is found there is shown. What nothing on record explains holds its symbol until
/// an operator releases it.
/// </summary>
internal sealed class AccountReviewer(
    SiloSettings settings, IGrainFactory grains, Roster roster, ISiloStatusOracle silos, LiveJournal journal, TimeProvider clock,
    ILogger<AccountReviewer> logger) : BackgroundService
{
    /// <summary>Code of the hold for what the validation has refused.</summary>
    public const string NotValidated = "VALIDATION_FAILED";

    private const int AtOnce = 16; // looks at the same time share what they read of the account

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var turns = new SemaphoreSlim(AtOnce);
        await PerSymbol.FollowAsync(
            roster, member => member.IsTraded, member => [stopping => InTurnAsync(turns, member.Symbol, stopping)], clock, logger, stoppingToken).ConfigureAwait(false);
    }

    private async Task InTurnAsync(SemaphoreSlim turns, string symbol, CancellationToken stopping)
    {
        await turns.WaitAsync(stopping).ConfigureAwait(false);
        try
        {
            await ReviewAsync(symbol, stopping).ConfigureAwait(false);
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task ReviewAsync(string symbol, CancellationToken stopping)
    {
        var isClusterAtWork = await IsClusterAtWorkAsync().ConfigureAwait(false);
        if (await grains.GetGrain<IAccountReviewGrain>(symbol).ReviewAsync(isClusterAtWork, stopping).ConfigureAwait(false) is { } review)
            Tell(symbol, review);
        if (settings.NotValidated.TryGetValue(symbol, out var refused))
            await grains.GetGrain<IPositionGrain>(symbol).QuarantineAsync(NotValidated, refused, stopping).ConfigureAwait(false);
        roster.Find(symbol)?.Gates.SeeAccount();
    }

    /// <summary>Whoever joins first is alone, and looks at everything: what the list still has of silos that died with a cluster says nothing any more.</summary>
    private async Task<bool> IsClusterAtWorkAsync()
    {
        var hosts = await grains.GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: true).ConfigureAwait(false);
        var now = clock.GetUtcNow().UtcDateTime;
        return hosts.Any(host => !host.SiloAddress.Equals(silos.SiloAddress) && now - host.IAmAliveTime < ClusterTimes.Gone);
    }

    private void Tell(string symbol, AccountReview review) => journal.Publish(
        "ACCOUNT_REVIEWED", review.IsHeld ? JournalLevel.Warning : JournalLevel.Info,
        review switch
        {
            { Seen: [_, ..] seen } => $"{symbol} is {review.Status}. {string.Join(' ', seen)}",
            { Status: nameof(PositionStatus.Flat) } => $"{symbol} is Flat; nothing of it is on the account.",
            _ => $"{symbol} is {review.Status}; the position compares itself with the exchange.",
        },
        ("symbol", symbol), ("status", review.Status), ("first_start", review.IsFirst ? "true" : "false"));
}
