using System.Globalization;

namespace Executor.ClusterTests.Running;

/// <summary>How long and how large a run is; small where nothing is said, for every change of the code.</summary>
internal sealed record ClusterOptions
{
    /// <summary>EXECUTOR_CLUSTER_ROUNDS: how often every fault happens.</summary>
    public int Rounds { get; init; } = Number("EXECUTOR_CLUSTER_ROUNDS", 1);

    /// <summary>EXECUTOR_CLUSTER_SYMBOLS: positions that live through it; the full run has 60.</summary>
    public int Symbols { get; init; } = Number("EXECUTOR_CLUSTER_SYMBOLS", 6);

    /// <summary>EXECUTOR_CLUSTER_OUTAGE: seconds for which a link or a store is away; the full run has 60.</summary>
    public TimeSpan Outage { get; init; } = TimeSpan.FromSeconds(Number("EXECUTOR_CLUSTER_OUTAGE", 8));

    /// <summary>EXECUTOR_CLUSTER_WEIGHT: request weight a minute that the exchange allows; Binance allows 6000. With many symbols each fault waits for a minute of its own
    /// then; with more they follow at once.</summary>
    public int Weight { get; init; } = Number("EXECUTOR_CLUSTER_WEIGHT", 6_000);

    /// <summary>EXECUTOR_CLUSTER_STORAGE: Redis, or Azure with the emulator.</summary>
    public string Storage { get; init; } = Environment.GetEnvironmentVariable("EXECUTOR_CLUSTER_STORAGE") is { Length: > 0 } text ? text : "Redis";

    /// <summary>EXECUTOR_CLUSTER_LOGS: a folder that gets what the silos have printed; null: none.</summary>
    public static string? Logs => Environment.GetEnvironmentVariable("EXECUTOR_CLUSTER_LOGS") is { Length: > 0 } folder ? folder : null;

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
