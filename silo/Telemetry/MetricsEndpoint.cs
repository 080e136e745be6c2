using Executor.Silo.Configuration;

namespace Executor.Silo.Telemetry;

/// <summary>Serves the figures of this process to Prometheus, at an address where nothing else answers. docs/telemetry.md lists them.</summary>
internal static class MetricsEndpoint
{
    /// <summary>Before anything else: neither the operator's calls at this address, nor the figures at the operator's.</summary>
    public static void UseMetrics(this IApplicationBuilder app, SiloSettings settings)
    {
        if (settings.Metrics is { Port: var port })
            app.MapWhen(context => context.Connection.LocalPort == port, figures => figures.UseOpenTelemetryPrometheusScrapingEndpoint());
    }
}
