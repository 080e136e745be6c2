using Executor.Silo.Configuration;

namespace Executor.Silo.Intake;

/// <summary>The files of a symbol: those that were configured, or the demonstration's own below the data folder.</summary>
/// <param name="SignalLog">Followed for signals; null: signals come over HTTP only.</param>
/// <param name="Feed">Followed for prices.</param>
internal sealed record SymbolFiles(string? SignalLog, string Feed)
{
    public static SymbolFiles Of(SymbolSetup setup, SiloSettings settings) => setup.Inputs switch
    {
        SymbolInputs.Demo => new SymbolFiles(
            settings.DataPath("demo", setup.Symbol, "deltascout.log"), settings.DataPath("demo", setup.Symbol, "aggregated.csv")),
        SymbolInputs.Files files => new SymbolFiles(files.SignalLog, files.Feed),
        _ => throw new System.Diagnostics.UnreachableException($"{setup.Inputs.GetType()} has no files."),
    };
}
