using Executor.Core.Exchange;
using Executor.Grains.Profiles;
using Executor.Silo.Hosting;

namespace Executor.Silo.Live;

/// <summary>Settings with the rules that the exchange publishes, which the adapter keeps in memory.</summary>
internal sealed class LiveProfiles(Roster roster, IExchange exchange) : ISymbolProfiles
{
    /// <inheritdoc />
    public async ValueTask<SymbolProfile> GetAsync(string symbol, CancellationToken cancellationToken)
    {
        var setup = roster.SetupOf(symbol);
        var rules = await exchange.GetRulesAsync(symbol, cancellationToken).ConfigureAwait(false)
            ?? throw new KeyNotFoundException($"The exchange does not list {symbol}: its position cannot be managed.");
        return new SymbolProfile(setup.Configuration.Settings, rules.For(setup.Configuration.Settings.Account))
        {
            FeedSymbol = setup.BarsOf,
            IsBaseShared = roster.IsBaseShared(setup),
        };
    }

    /// <inheritdoc />
    public TradingAccount? AccountOf(string symbol) => roster.Find(symbol)?.Setup.Configuration.Settings.Account;
}
