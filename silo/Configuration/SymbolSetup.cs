using Executor.Core.Settings;

namespace Executor.Silo.Configuration;

/// <summary>One symbol of the roster.</summary>
public sealed record SymbolSetup
{
    /// <summary>How it is traded.</summary>
    public required SymbolConfiguration Configuration { get; init; }

    /// <summary>Where its signals and prices come from.</summary>
    public required SymbolInputs Inputs { get; init; }

    /// <summary>SIGNAL_BOOTSTRAP.</summary>
    public SignalBootstrap Bootstrap { get; init; }

    /// <summary>TAIL_LINES: lines that the very first start marks as seen; 0 or more.</summary>
    public int TailLines { get; init; } = 80;

    /// <summary>FEED_SYMBOL: the pair in which the bars are quoted, in capitals; null: the traded one.</summary>
    public string? FeedSymbol { get; init; }

    /// <summary>The pair whose market gives the bars.</summary>
    public string BarsOf => FeedSymbol ?? Symbol;

    /// <summary>The pair, in capitals.</summary>
    public string Symbol => Configuration.Settings.Symbol;
}
