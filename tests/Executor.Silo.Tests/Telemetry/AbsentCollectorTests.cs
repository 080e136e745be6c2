using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Executor.Silo.Tests.Running;

namespace Executor.Silo.Tests.Telemetry;

/// <summary>Telemetry is of less worth than what it tells of: a collector that is away changes nothing else.</summary>
public sealed class AbsentCollectorTests
{
    /// <summary>Half of the grace period of a pod.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Collector_ThatRefusesOrNeverAnswers_KeepsNeitherATradeNorTheEndWaiting(bool isListening)
    {
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start(); // connections wait for somebody who never takes them
        var address = $"http://{collector.LocalEndpoint}";
        if (!isListening)
            collector.Stop();
        using var folder = new TemporaryFolder();
        var files = new MarketFiles(folder, "BTCUSDC");
        var settings = RunningSilo.Settings(folder, RunningSilo.Symbol("BTCUSDC", files.Inputs)) with
        {
            OpenTelemetry = new Dictionary<string, string?>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
            }.ToImmutableDictionary(),
        };
        var silo = await RunningSilo.StartAsync(settings);
        await silo.FollowingAsync("BTCUSDC");

        using var opening = await silo.Client.PostAsync(new Uri("/signals?symbol=BTCUSDC", UriKind.Relative), new StringContent(files.Peak()), TestContext.Current.CancellationToken);
        await silo.EventAsync("BTCUSDC", "EXITS_PLACED_V15");
        await silo.DisposeAsync().AsTask().WaitAsync(Grace, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, opening.StatusCode);
    }
}
