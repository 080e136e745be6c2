using Executor.Silo.Configuration;

namespace Executor.Silo.Intake;

/// <summary>The files of a symbol: those that were configured, or the demonstration's own below the data folder.</summary>
/// <param name="SignalLog">Followed for signals; null: signals come over HTTP only.</param>
/// <param name="Feed">Followed for bars; null: they come from the exchange.</param>
internal sealed record SymbolFiles(string? SignalLog, string? Feed)
{
    /// <summary>The feed that the demonstration writes.</summary>
    public static string FeedOfDemo(string symbol, SiloSettings settings) => settings.DataPath("demo", symbol, "aggregated.csv");

    public static SymbolFiles Of(SymbolSetup setup, SiloSettings settings) => setup.Inputs switch
    {
        SymbolInputs.Demo => new SymbolFiles(
            settings.DataPath("demo", setup.Symbol, "deltascout.log"), FeedOfDemo(setup.Symbol, settings)),
        SymbolInputs.Files files => new SymbolFiles(files.SignalLog, files.Feed),
        SymbolInputs.Exchange exchange => new SymbolFiles(exchange.SignalLog, null),
        _ => throw new System.Diagnostics.UnreachableException($"{setup.Inputs.GetType()} has no files."),
    };
}
