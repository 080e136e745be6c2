using System.Collections.Concurrent;
using Executor.Core.Exchange;
using Executor.Grains.Profiles;

namespace Executor.Grains.Tests.Cluster;

/// <summary>Profiles that a test sets.</summary>
internal sealed class FixedProfiles : ISymbolProfiles
{
    private readonly ConcurrentDictionary<string, SymbolProfile> _profiles = new(StringComparer.Ordinal);

    public SymbolProfile this[string symbol]
    {
        get => _profiles[symbol];
        set => _profiles[symbol] = value;
    }

    public ValueTask<SymbolProfile> GetAsync(string symbol, CancellationToken cancellationToken) => _profiles.TryGetValue(symbol, out var profile)
        ? ValueTask.FromResult(profile)
        : throw new KeyNotFoundException($"Symbol {symbol} is not configured.");

    public TradingAccount? AccountOf(string symbol) => _profiles.TryGetValue(symbol, out var profile) ? profile.Settings.Account : null;
}
