using Executor.Silo.Configuration;

namespace Executor.Silo.Terminal;

/// <summary>Says whose money is traded, so that nobody can mistake it.</summary>
internal static class ModeTexts
{
    /// <summary>The mode in capitals.</summary>
    public static string Word(LiveSettings? live) => live?.Environment.Word().ToUpperInvariant() ?? "PAPER";

    /// <summary>What kind of money it is.</summary>
    public static string Money(LiveSettings? live) => live is null ? "simulated money" : live.Environment switch
    {
        LiveEnvironment.Simulator => "simulated money",
        LiveEnvironment.Testnet or LiveEnvironment.Demo => "granted money",
        LiveEnvironment.Production => "REAL MONEY",
    };

    /// <summary>Colours: red for real money alone.</summary>
    public static string Style(LiveSettings? live) => live is null ? "black on yellow" : live.Environment switch
    {
        LiveEnvironment.Simulator or LiveEnvironment.Testnet or LiveEnvironment.Demo => "black on aqua",
        LiveEnvironment.Production => "white on red",
    };

    /// <summary>The first line of a start.</summary>
    public static string Banner(LiveSettings? live) =>
        $"=== {Word(live)} === {Word(live)} === {Word(live)} ===  {(live is null
            ? "simulated money, simulated exchange: nothing is sent to Binance"
            : $"{Money(live)}: orders go to {live.RestHosts[0].Host}")}";
}
