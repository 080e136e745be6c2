using Executor.Silo.Configuration;

namespace Executor.Silo.Intake;

/// <summary>What must have happened for a symbol before something else can begin; each gate opens once.</summary>
internal sealed class SymbolGates
{
    private readonly TaskCompletionSource _feedExists = New();
    private readonly TaskCompletionSource _marketOpen = New();
    private readonly TaskCompletionSource _barsLoaded = New();
    private readonly TaskCompletionSource _accountSeen = New();
    private readonly TaskCompletionSource _signalsFollowed = New();

    /// <summary>The feed file can be followed: at once for a file of others, after the back-fill for the demonstration's own.</summary>
    public Task FeedExists => _feedExists.Task;

    /// <summary>The symbol has a price: the paper exchange trades it, or the exchange has shown a quote.</summary>
    public Task MarketOpen => _marketOpen.Task;

    /// <summary>The market grain knows the bars that there were at the start.</summary>
    public Task BarsLoaded => _barsLoaded.Task;

    /// <summary>What the account holds and owes has been compared with what is known; at once on paper.</summary>
    public Task AccountSeen => _accountSeen.Task;

    /// <summary>The signal log is followed: a line that is written from now on is acted on.</summary>
    public Task SignalsFollowed => _signalsFollowed.Task;

    /// <summary>Why signals cannot be judged yet; null when they can.</summary>
    public string? Closed =>
        !MarketOpen.IsCompletedSuccessfully ? "its market is not open, the feed has not shown a price"
        : !BarsLoaded.IsCompletedSuccessfully ? "the rows of its feed are not loaded"
        : !AccountSeen.IsCompletedSuccessfully ? "its account has not been looked at"
        : null;

    public void OpenFeed() => _feedExists.TrySetResult();

    public void OpenMarket() => _marketOpen.TrySetResult();

    public void LoadBars() => _barsLoaded.TrySetResult();

    public void SeeAccount() => _accountSeen.TrySetResult();

    public void FollowSignals() => _signalsFollowed.TrySetResult();

    /// <summary>The gates of a symbol that nothing has happened for yet.</summary>
    public static SymbolGates For(SiloSettings settings)
    {
        var gates = new SymbolGates();
        if (settings.Live is null)
            gates.SeeAccount();
        return gates;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
