using Executor.Core.Exchange;

namespace Executor.Grains.Profiles;

/// <summary>Gives the present profile of a symbol. Asked before every decision: answers from memory.</summary>
public interface ISymbolProfiles
{
    /// <summary>The profile of <paramref name="symbol"/>.</summary>
    /// <exception cref="KeyNotFoundException">Its settings cannot be read, or the exchange does not list it.</exception>
    ValueTask<SymbolProfile> GetAsync(string symbol, CancellationToken cancellationToken);

    /// <summary>The wallet that <paramref name="symbol"/> is traded on; null: nobody works for it. Asks nobody.</summary>
    TradingAccount? AccountOf(string symbol);
}
