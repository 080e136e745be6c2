using System.Collections.Frozen;
using Executor.Core.Exchange;
using Executor.Grains.Profiles;
using Executor.Silo.Configuration;

namespace Executor.Silo.Live;

/// <summary>Settings of the roster with the rules that the exchange publishes, which the adapter keeps in memory.</summary>
internal sealed class LiveProfiles(SiloSettings settings, IExchange exchange) : ISymbolProfiles
{
    private readonly FrozenDictionary<string, SymbolSetup> _setups =
        settings.Symbols.ToFrozenDictionary(setup => setup.Symbol, StringComparer.Ordinal);

    /// <inheritdoc />
    public async ValueTask<SymbolProfile> GetAsync(string symbol, CancellationToken cancellationToken)
    {
        if (!_setups.TryGetValue(symbol, out var setup))
            throw new KeyNotFoundException($"{symbol} is not configured; its position cannot be managed. Add it to {SettingNames.Symbols}.");
        var rules = await exchange.GetRulesAsync(symbol, cancellationToken).ConfigureAwait(false)
            ?? throw new KeyNotFoundException($"The exchange does not list {symbol}: its position cannot be managed.");
        return new SymbolProfile(setup.Configuration.Settings, rules.For(setup.Configuration.Settings.Account))
        {
            FeedSymbol = setup.BarsOf,
            IsBaseShared = settings.IsBaseShared(setup),
        };
    }

    /// <inheritdoc />
    public TradingAccount? AccountOf(string symbol) => _setups.TryGetValue(symbol, out var setup) ? setup.Configuration.Settings.Account : null;
}
