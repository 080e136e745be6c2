namespace Executor.Silo.Configuration;

/// <summary>Where signals and prices of a symbol come from.</summary>
public abstract record SymbolInputs
{
    private SymbolInputs() { }

    /// <summary>An invented market and an invented scout, which write real files.</summary>
    public sealed record Demo : SymbolInputs;

    /// <summary>Files that others write.</summary>
    /// <param name="SignalLog">DELTASCOUT_LOG; null: signals come over HTTP only.</param>
    /// <param name="Feed">AGG_CSV.</param>
    public sealed record Files(string? SignalLog, string Feed) : SymbolInputs;

    /// <summary>Bars from the exchange.</summary>
    /// <param name="SignalLog">DELTASCOUT_LOG; null: signals come over HTTP only.</param>
    public sealed record Exchange(string? SignalLog) : SymbolInputs;
}
