using Executor.Core.Exchange;
using Executor.Core.Settings;

namespace Executor.Grains.Profiles;

/// <summary>What a grain must know about its symbol beside its state.</summary>
/// <param name="Settings">How the symbol is traded.</param>
/// <param name="Rules">What the exchange allows.</param>
public sealed record SymbolProfile(SymbolSettings Settings, SymbolRules Rules)
{
    /// <summary>Symbol whose feed gives the bars; the traded one unless said otherwise.</summary>
    public string FeedSymbol { get; init; } = Settings.Symbol;

    /// <summary>True when another symbol of the roster trades the same base on the same account.</summary>
    public bool IsBaseShared { get; init; }
}
