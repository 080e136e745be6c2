using System.Diagnostics;
using System.Globalization;
using Executor.Core.Exchange;
using Executor.GrainInterfaces;
using Executor.Silo;
using Executor.Silo.Configuration;
using Executor.Simulator.Market;
using Executor.Simulator.Paper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Executor.Bench;

/// <summary>
/// Time from the moment a PEAK line has been appended to the signal log to the moment its entry order reaches the exchange, through the whole
/// product: tailer, parser, de-duplication, plan, two durable writes, request.
/// </summary>
internal static class AppendToOrder
{
    private const string Symbol = "BTCUSDC";
    private const decimal Tick = 0.01m;

    public static async Task<Figures> RunAsync(BenchOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("executor-bench-");
        try
        {
            var (feed, log, close) = WriteFiles(folder.FullName);
            var settings = SiloSettingsReader.Read(Configuration(folder.FullName, feed, log)).Settings
                ?? throw new InvalidOperationException("The settings of the bench are refused.");
            var arrivals = new Arrivals();
            await using var host = SiloHost.Create(settings, builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<IExchange>(services => new TimedExchange(services.GetRequiredService<PaperExchange>(), arrivals));
            });
            await host.StartAsync();
            var position = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IPositionGrain>(Symbol);
            await UntilAsync(async () => (await position.GetViewAsync(CancellationToken.None)).Epoch > 0);
            await WaitForIntakeAsync(host, position);

            var times = new List<double>();
            var samples = options.Number("samples", 300);
            for (var sample = -20; sample < samples; sample++)
            {
                var arrival = arrivals.Next();
                Append(log, close + (sample * 10 * Tick));
                var appended = Stopwatch.GetTimestamp();
                var arrived = await arrival.WaitAsync(TimeSpan.FromSeconds(30));
                if (sample >= 0)
                {
                    times.Add((arrived - appended) * 1_000d / Stopwatch.Frequency);
                }

                await position.FlattenAsync("BENCH", CancellationToken.None);
                await UntilAsync(async () => (await position.GetViewAsync(CancellationToken.None)).Status == "Flat");
            }

            await host.StopAsync();
            times.Sort();
            return Figures.Of(
                "append-to-order",
                ("samples", times.Count),
                ("p50_ms", Figures.Percentile(times, 0.5)),
                ("p90_ms", Figures.Percentile(times, 0.9)),
                ("p99_ms", Figures.Percentile(times, 0.99)),
                ("max_ms", times[^1]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IConfiguration Configuration(string folder, string feed, string log) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["SYMBOL"] = Symbol,
        ["AGG_CSV"] = feed,
        ["DELTASCOUT_LOG"] = log,
        ["EXECUTOR_DATA_DIR"] = Path.Combine(folder, "data"),
        ["EXECUTOR_HTTP"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports.Free()}"),
        ["COOLDOWN_SEC"] = "0",
        ["LOCK_SEC"] = "0",
        ["FEED_MAX_AGE_SEC"] = "0",
    }).Build();

    private static (string Feed, string Log, decimal Close) WriteFiles(string folder)
    {
        var market = new SeededMarket(1, Symbol, 95_000m, Tick);
        var now = TimeProvider.System.GetUtcNow();
        var end = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        var rows = Enumerable.Range(0, 240).Select(minute => market.NextMinute(end.AddMinutes(minute - 239))).ToList();
        var feed = Path.Combine(folder, "aggregated.csv");
        var log = Path.Combine(folder, "deltascout.log");
        File.WriteAllLines(feed, rows.Select(row => FeedRowText.Format(row, Tick)).Prepend(FeedRowText.Header));
        File.WriteAllText(log, string.Empty);
        return (feed, log, rows[^1].Bar.Close);
    }

    private static void Append(string log, decimal price) => File.AppendAllText(log, string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"ts":"{{TimeProvider.System.GetUtcNow().UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}}","source":"DeltaScout","action":"PEAK","kind":"long","price":{{price}}}""") + "\n");

    /// <summary>The intake is ready when a line of another kind has moved its cursor.</summary>
    private static Task WaitForIntakeAsync(WebApplication host, IPositionGrain position)
    {
        var ingest = host.Services.GetRequiredService<IGrainFactory>().GetGrain<ISignalIngestGrain>($"DeltaScout/{position.GetPrimaryKeyString()}");
        return UntilAsync(async () => await ingest.GetCursorAsync(CancellationToken.None) is not null);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!await condition())
        {
            await timer.WaitForNextTickAsync();
        }
    }

    private sealed class Arrivals
    {
        private TaskCompletionSource<long> _next = new();

        public Task<long> Next() => (_next = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

        public void Report(long timestamp) => _next.TrySetResult(timestamp);
    }

    private sealed class TimedExchange(IExchange inner, Arrivals arrivals) : IExchange
    {
        public ValueTask<ExchangeReply> ExecuteAsync(ExchangeCommand command, CancellationToken cancellationToken)
        {
            if (command is ExchangeCommand.Place { Order.Side: OrderSide.Buy })
            {
                arrivals.Report(Stopwatch.GetTimestamp());
            }

            return inner.ExecuteAsync(command, cancellationToken);
        }

        public ValueTask<SymbolRules?> GetRulesAsync(string symbol, CancellationToken cancellationToken) => inner.GetRulesAsync(symbol, cancellationToken);
    }
}
