using System.Net;
using Executor.Silo.Hosting;
using Executor.Silo.Tests.Running;

namespace Executor.Silo.Tests.Telemetry;

public sealed class MetricsEndpointTests
{
    [Fact]
    public async Task Figures_AreServedAtTheirOwnAddressAlone_AndNothingElseIsThere()
    {
        using var folder = new TemporaryFolder();
        var files = new MarketFiles(folder, "BTCUSDC");
        var metrics = new Uri($"http://127.0.0.1:{FreePort.Find()}");
        await using var silo = await RunningSilo.StartAsync(
            RunningSilo.Settings(folder, RunningSilo.Symbol("BTCUSDC", files.Inputs)) with { Metrics = metrics });
        await silo.FollowingAsync("BTCUSDC");

        var figures = await silo.Client.GetStringAsync(new Uri(metrics, "/metrics"), TestContext.Current.CancellationToken);
        using var operators = await silo.Client.GetAsync(new Uri(metrics, "/positions"), TestContext.Current.CancellationToken);
        using var here = await silo.Client.GetAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("orleans_catalog_activations{", figures, StringComparison.Ordinal);
        Assert.Contains("dotnet_process_memory_working_set_bytes{", figures, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, operators.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, here.StatusCode);
    }
}
