using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.GrainInterfaces;
using Executor.Grains.Profiles;

namespace Executor.Grains.Account;

/// <summary>Which symbols are traded on a wallet.</summary>
internal sealed class WalletRoster(IGrainFactory grains, ISymbolProfiles profiles, TimeProvider clock, TimeSpan patience)
{
    /// <summary>True when <paramref name="symbol"/> is traded on the wallet; others trade on it by hand, or another program does.</summary>
    public bool Serves(TradingAccount account, string? walletSymbol, string symbol) =>
        profiles.AccountOf(symbol) == account && (walletSymbol is null || walletSymbol == symbol);

    /// <summary>Those of the fleet's symbols that are traded on the wallet, or leave and may still have a position there.</summary>
    /// <exception cref="TimeoutException">The fleet does not answer.</exception>
    public async Task<ImmutableArray<string>> ReadAsync(TradingAccount account, string? walletSymbol) =>
    [
        .. (await grains.GetGrain<IFleetGrain>(0).GetSymbolsAsync(CancellationToken.None).WaitAsync(patience, clock))
            .Where(known => known.Standing != RosterStanding.Out && Serves(account, walletSymbol, known.Symbol))
            .Select(known => known.Symbol),
    ];
}
