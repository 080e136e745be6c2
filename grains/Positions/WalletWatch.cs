using Executor.GrainInterfaces;
using Executor.Grains.Profiles;
using Microsoft.Extensions.Logging;

namespace Executor.Grains.Positions;

/// <summary>A position's hand on the events of its wallet: whoever owns a position makes sure that somebody hears of its orders.</summary>
/// <param name="grains">Where the wallet's grain is found.</param>
/// <param name="profiles">Where the wallet of a symbol is found.</param>
/// <param name="isTold">False when this host is told nothing unasked: the paper exchange hands its reports over itself.</param>
/// <param name="clock">Clock of the patience.</param>
/// <param name="patience">Longest wait before the failure is noted.</param>
/// <param name="logger">Where it is noted.</param>
internal sealed class WalletWatch(
    IGrainFactory grains, ISymbolProfiles profiles, bool isTold, TimeProvider clock, TimeSpan patience, ILogger logger)
{
    private Task _call = Task.CompletedTask;

    /// <summary>Asks for it and waits for nothing: a position never depends on its events.</summary>
    public void EnsureFollowed(string symbol)
    {
        if (isTold && _call.IsCompleted && profiles.AccountOf(symbol) is { } account)
            _call = AskAsync(symbol, WalletKeys.Of(account, symbol));
    }

    private async Task AskAsync(string symbol, string wallet)
    {
        try
        {
            await grains.GetGrain<IAccountEventsGrain>(wallet).EnsureFollowingAsync(CancellationToken.None).WaitAsync(patience, clock);
        }
        catch (Exception exception) // the sweep asks again; until then the looks find what has changed
        {
            logger.WalletNotAsked(exception, symbol, wallet);
        }
    }
}
