using System.Collections.Frozen;
using OpenTelemetry.Metrics;

namespace Executor.Silo.Telemetry;

/// <summary>Limits of the histograms of Orleans: their own begin at 5, and most of what happens here is over by then.</summary>
internal static class OrleansViews
{
    private const string Meter = "Microsoft.Orleans";

    private static readonly ExplicitBucketHistogramConfiguration Milliseconds =
        new() { Boundaries = [0.5, 1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000] };

    private static readonly ExplicitBucketHistogramConfiguration Seconds = new() { Boundaries = [0.005, 0.05, 0.5, 1.5, 5.5, 15.5, 60.5, 300.5] };

    private static readonly FrozenDictionary<string, ExplicitBucketHistogramConfiguration> Views = new Dictionary<string, ExplicitBucketHistogramConfiguration>
    {
        ["orleans-app-requests-latency"] = Milliseconds,
        ["orleans-catalog-activation-latency"] = Milliseconds,
        ["orleans-storage-read-latency"] = Milliseconds,
        ["orleans-storage-write-latency"] = Milliseconds,
        ["orleans-reminders-tardiness"] = Seconds,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static MeterProviderBuilder AddOrleansViews(this MeterProviderBuilder metrics) =>
        metrics.AddView(instrument => instrument.Meter.Name == Meter ? Views.GetValueOrDefault(instrument.Name) : null);
}
