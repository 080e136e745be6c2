using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.GrainInterfaces;
using Executor.Grains.Exchange;
using Executor.Grains.Profiles;
using Executor.Grains.Storage;
using Executor.Grains.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Executor.Grains.Account;

/// <summary>Looks once for all who ask; whoever starts a cluster anew has a new activation, which looks again.</summary>
/// <remarks>The grain is not reentrant: who asks while a look is under way waits for it.</remarks>
[GrainType("account-review")]
internal sealed class AccountReviewGrain : Grain, IAccountReviewGrain
{
    /// <summary>Code of the hold that a review begins.</summary>
    public const string FirstStart = "FIRST_LIVE_START";

    private readonly IPersistentState<AccountReviewState> _store;
    private readonly ISymbolProfiles _profiles;
    private readonly ExchangeCaller _exchange;
    private readonly SteadyClock _clock;
    private TradingAccount? _reviewed;

    public AccountReviewGrain(
        [PersistentState("account-review", StorageNames.Grains)] IPersistentState<AccountReviewState> store,
        ISymbolProfiles profiles,
        IExchange exchange,
        TimeProvider timers,
        SteadyClock clock,
        IOptions<GrainOptions> options,
        ILogger<AccountReviewGrain> logger)
    {
        (_store, _profiles, _clock) = (store, profiles, clock);
        _exchange = new ExchangeCaller(exchange, timers, options.Value.ExchangeTimeout, logger);
    }

    private string Symbol => this.GetPrimaryKeyString();

    public async Task<AccountReview?> ReviewAsync(bool isClusterAtWork, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var settings = (await _profiles.GetAsync(Symbol, cancellationToken)).Settings;
        var isFirst = !_store.RecordExists || _store.State.Account != settings.Account;
        if (_reviewed == settings.Account || (isClusterAtWork && !isFirst))
            return null;
        var (status, findings) = await LookAsync(settings);
        var reasons = isFirst ? findings.Dangerous.AddRange(findings.Unexplained) : findings.Dangerous;
        if (!reasons.IsEmpty)
            await GrainFactory.GetGrain<IPositionGrain>(Symbol).QuarantineAsync(FirstStart, string.Join(' ', reasons), CancellationToken.None);
        await RememberAsync(settings.Account);
        return new AccountReview { Status = status, IsFirst = isFirst, IsHeld = !reasons.IsEmpty, Seen = findings.Seen };
    }

    /// <summary>What the account shows of a position that is flat before and after. One that is open compares itself with the exchange as soon as it is awake.</summary>
    private async Task<(string Status, AccountFindings Findings)> LookAsync(SymbolSettings settings)
    {
        var position = GrainFactory.GetGrain<IPositionGrain>(Symbol);
        await position.EnsureAliveAsync(CancellationToken.None);
        var before = await position.GetViewAsync(CancellationToken.None);
        while (before.Status == nameof(PositionStatus.Flat))
        {
            var reply = await _exchange.SendAsync(new ExchangeCommand.Inspect(Symbol, [], null) { Account = settings.Account });
            if (reply is not ExchangeReply.Inspected { View: var view })
                throw new InvalidOperationException($"The account of {Symbol} cannot be looked at: {reply}. Nothing is entered until it can.");
            var after = await position.GetViewAsync(CancellationToken.None);
            if (after.Status == before.Status && Newest(after) == Newest(before))
                return (before.Status, AccountFindings.Of(view, settings));
            before = after; // it may have traded meanwhile, and the orders that were seen may be its own
        }

        return (before.Status, AccountFindings.None);
    }

    private async Task RememberAsync(TradingAccount account)
    {
        try
        {
            _store.State = new AccountReviewState { Account = account, At = _clock.UtcNow };
            await _store.WriteStateAsync(CancellationToken.None);
            _reviewed = account;
        }
        catch
        {
            DeactivateOnIdle(); // memory and storage may differ
            throw;
        }
    }

    private static long Newest(PositionView position) => position.Journal is [.., var newest] ? newest.Sequence : 0;
}
