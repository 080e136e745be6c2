using Executor.GrainInterfaces;

namespace Executor.Silo.Intake;

/// <summary>The one source of signals of each symbol. File and HTTP share it, so that a signal which comes both ways is taken once.</summary>
internal static class SignalSource
{
    private const string Name = "DeltaScout";

    public static ISignalIngestGrain IngestOf(this IGrainFactory grains, string symbol) => grains.GetGrain<ISignalIngestGrain>(KeyOf(symbol));

    /// <summary>Key of the ingest grain of <paramref name="symbol"/>.</summary>
    public static string KeyOf(string symbol) => $"{Name}/{symbol}";
}
