using Executor.Silo.Configuration;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Executor.Silo.Telemetry;

/// <summary>
/// Collects what the sources of this process say, when somebody is to have it; else nothing listens, and they say nothing. No instrumentation of
/// HTTP clients: it would record addresses, and a signed one is a secret. The exchange's adapter has spans of its own, without parameters.
/// </summary>
internal static class TelemetryServices
{
    private static readonly string[] Meters = ["Executor.*", "Microsoft.Orleans", "System.Runtime", "Microsoft.AspNetCore.Hosting"];
    private static readonly string[] Sources = ["Executor.*", "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application", "Microsoft.AspNetCore"];

    public static void AddTelemetry(this WebApplicationBuilder builder, SiloSettings settings)
    {
        if (settings is { Metrics: null, IsPushing: false })
            return;
        builder.Services.AddHostedService<SiloFigures>();
        builder.Configuration.AddInMemoryCollection(settings.OpenTelemetry); // what the SDK reads; no other variable reaches the host
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("executor", autoGenerateServiceInstanceId: false).AddEnvironmentVariableDetector())
            .WithMetrics(metrics => AddMetrics(metrics, settings));
        if (!settings.IsPushing)
            return;
        telemetry.WithTracing(tracing => tracing.AddSource(Sources).AddOtlpExporter());
        telemetry.WithLogging(logs => logs.AddOtlpExporter(), options => options.IncludeFormattedMessage = true);
    }

    private static void AddMetrics(MeterProviderBuilder metrics, SiloSettings settings)
    {
        metrics.AddMeter(Meters).AddOrleansViews();
        if (settings.Metrics is not null)
            metrics.AddPrometheusExporter();
        if (settings.IsPushing)
            metrics.AddOtlpExporter().SetExemplarFilter(ExemplarFilterType.TraceBased); // a trace that nobody collects is no example
    }
}
