using Executor.Core.Exchange;
using Executor.Grains.Profiles;
using Executor.Silo.Hosting;

namespace Executor.Silo.Paper;

/// <summary>Settings with the rules of the exchange, which has them in memory.</summary>
internal sealed class PaperProfiles(Roster roster, IExchange exchange) : ISymbolProfiles
{
    /// <inheritdoc />
    public async ValueTask<SymbolProfile> GetAsync(string symbol, CancellationToken cancellationToken)
    {
        var setup = roster.SetupOf(symbol);
        var rules = await exchange.GetRulesAsync(symbol, cancellationToken).ConfigureAwait(false)
            ?? throw new KeyNotFoundException($"The market of {symbol} is not open: its feed has not shown a price yet.");
        return new SymbolProfile(setup.Configuration.Settings, rules.For(setup.Configuration.Settings.Account)) { IsBaseShared = roster.IsBaseShared(setup) };
    }

    /// <inheritdoc />
    public TradingAccount? AccountOf(string symbol) => roster.Find(symbol)?.Setup.Configuration.Settings.Account;
}
