using System.Diagnostics;
using Executor.Storage.State;
using Executor.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Executor.Bench;

/// <summary>A state of 4 KB written with <c>synchronous=FULL</c>, one writer after the other and many at once.</summary>
internal static class StateWrite
{
    public static async Task<Figures> RunAsync(BenchOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("executor-bench-");
        try
        {
            var builder = Host.CreateApplicationBuilder();
            builder.Configuration.Sources.Clear();
            builder.Logging.ClearProviders();
            builder.UseOrleans(silo =>
            {
                silo.UseLocalhostClustering(Ports.Free(), Ports.Free());
                silo.AddSqliteStorage(Path.Combine(folder.FullName, "bench.db"), "bench");
                silo.Services.AddStateSchema(new StateSchema<BenchState>("bench", 1, BenchStateJson.Default.BenchState));
            });
            using var host = builder.Build();
            await host.StartAsync();
            var storage = host.Services.GetRequiredKeyedService<IGrainStorage>("bench");
            var writes = options.Number("writes", 2_000);
            var single = await WriteAsync(storage, "one", writes);
            var started = Stopwatch.GetTimestamp();
            var many = (await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => WriteAsync(storage, $"w{writer}", writes)))).SelectMany(times => times).Order().ToList();
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            await host.StopAsync();
            return Figures.Of(
                "state-write",
                ("one_writer_p50_ms", Figures.Percentile(single, 0.5)),
                ("one_writer_p99_ms", Figures.Percentile(single, 0.99)),
                ("sixteen_writers_p50_ms", Figures.Percentile(many, 0.5)),
                ("sixteen_writers_p99_ms", Figures.Percentile(many, 0.99)),
                ("sixteen_writers_per_s", many.Count / seconds));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<double>> WriteAsync(IGrainStorage storage, string key, int writes)
    {
        var grain = GrainId.Create("bench", key);
        var state = new GrainState<BenchState>(new BenchState { Text = new string('x', 4_000) });
        var times = new List<double>(writes);
        for (var write = 0; write < writes + 100; write++)
        {
            var started = Stopwatch.GetTimestamp();
            await storage.WriteStateAsync("state", grain, state);
            if (write >= 100)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        times.Sort();
        return times;
    }
}
