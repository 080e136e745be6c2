using System.Collections.Immutable;
using System.Globalization;
using System.Threading.Channels;
using Executor.Core.Exchange;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;
using Executor.Silo.Tests.Running;
using Executor.TelemetryTests.Otlp;

namespace Executor.Silo.Tests.Intake;

/// <summary>
/// How long it takes from the line in the file to the entry order at the exchange, the stored intent included. EXECUTOR_LATENCY_SAMPLES
/// sets how many trades are measured, EXECUTOR_LATENCY_TELEMETRY=1 has everything told to a collector and to Prometheus meanwhile.
/// </summary>
public sealed class AppendToOrderTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan OriginalPoll = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task W65_AppendedPeak_BecomesAnOrderWithoutWaitingForAPoll()
    {
        var samples = int.Parse(Environment.GetEnvironmentVariable("EXECUTOR_LATENCY_SAMPLES") ?? "10", CultureInfo.InvariantCulture);
        using var folder = new TemporaryFolder();
        var files = new MarketFiles(folder, "BTCUSDC");
        var entries = Channel.CreateUnbounded<long>();
        var exchange = new CountingExchange();
        exchange.Sending += command =>
        {
            if (command is ExchangeCommand.Place { Order.Side: OrderSide.Buy })
                entries.Writer.TryWrite(TimeProvider.System.GetTimestamp());
        };
        var symbol = RunningSilo.Symbol("BTCUSDC", files.Inputs, ("LOCK_SEC", "0"), ("COOLDOWN_SEC", "0"), ("FEED_MAX_AGE_SEC", "0"));
        await using var collector = Environment.GetEnvironmentVariable("EXECUTOR_LATENCY_TELEMETRY") == "1" ? await OtlpReceiver.StartAsync() : null;
        await using var silo = await RunningSilo.StartAsync(Telling(collector, RunningSilo.Settings(folder, symbol)), exchange.Decorate);
        await silo.FollowingAsync("BTCUSDC");

        var latencies = new List<TimeSpan>();
        for (var sample = 0; sample < samples; sample++)
        {
            var peak = files.Peak(ticks: sample * 10);
            var appended = TimeProvider.System.GetTimestamp();
            files.AppendSignal(peak);
            var sent = await entries.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience, TestContext.Current.CancellationToken);
            latencies.Add(TimeProvider.System.GetElapsedTime(appended, sent));
            using var closed = await silo.Client.PostAsync(
                new Uri("/positions/BTCUSDC/flatten", UriKind.Relative), null, TestContext.Current.CancellationToken);
            closed.EnsureSuccessStatusCode();
        }

        latencies.Sort();
        TestContext.Current.SendDiagnosticMessage(
            "append to order, {0} samples: p50 {1:F1} ms, p99 {2:F1} ms", samples, latencies[samples / 2].TotalMilliseconds, latencies[samples * 99 / 100].TotalMilliseconds);
        Assert.InRange(latencies[samples / 2], TimeSpan.Zero, OriginalPoll / 10);
        Assert.True(collector is null || collector.Spans.Any(span => span.Name == "intent.place"));
    }

    private static SiloSettings Telling(OtlpReceiver? collector, SiloSettings settings) => collector is null ? settings : settings with
    {
        Metrics = new Uri($"http://127.0.0.1:{FreePort.Find()}"),
        OpenTelemetry = new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf", ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        }.ToImmutableDictionary(),
    };
}
