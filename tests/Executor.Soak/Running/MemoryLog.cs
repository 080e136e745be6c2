using System.Diagnostics.Tracing;
using System.Globalization;
using Microsoft.Diagnostics.NETCore.Client;

namespace Executor.Soak.Running;

/// <summary>Memory of the executor over time, MB: what is resident, from <c>/proc</c>, and what its heap holds after a full collection, which each sample
/// asks for: between collections a heap shows garbage as well.</summary>
internal sealed class MemoryLog(SiloControl silo)
{
    private const double Megabyte = 1024 * 1024;
    private const string Heap = "dotnet_gc_last_collection_heap_size_bytes{";
    private const string Collections = "dotnet_gc_collections_total{";
    private const string Oldest = "\"gen2\"";

    /// <summary>Whoever listens to it has the runtime collect everything once. Source: CLR ETW keywords, GCHeapCollect.</summary>
    private const long CollectKeyword = 0x800000;

    private readonly DiagnosticsClient _runtime = new(silo.Id);

    public Trend Resident { get; } = new();

    public Trend Managed { get; } = new();

    /// <summary>Takes a sample.</summary>
    /// <exception cref="TimeoutException">The executor does not collect.</exception>
    public async Task SampleAsync(TimeSpan since)
    {
        Managed.Add(since, await CollectAsync() / Megabyte);
        var line = (await File.ReadAllLinesAsync($"/proc/{silo.Id}/status")).First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        Resident.Add(since, Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024);
    }

    /// <summary>Bytes on the heap after a full collection.</summary>
    private async Task<double> CollectAsync()
    {
        var before = Sum(await silo.MetricsAsync(), Collections, Oldest);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var session = await _runtime.StartEventPipeSessionAsync(
            [new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, CollectKeyword)], requestRundown: false, circularBufferMB: 1, limit.Token);
        var drained = session.EventStream.CopyToAsync(Stream.Null, limit.Token);
        try
        {
            while (true)
            {
                var metrics = await silo.MetricsAsync();
                if (Sum(metrics, Collections, Oldest) > before)
                    return Sum(metrics, Heap);
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException("The executor has not collected its heap within 10 s.", exception);
        }
        finally
        {
            await session.StopAsync(CancellationToken.None);
            await drained.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static double Sum(string metrics, string series, string label = "") => metrics.Split('\n')
        .Where(text => text.StartsWith(series, StringComparison.Ordinal) && text.Contains(label, StringComparison.Ordinal))
        .Sum(text => Number(text[(text.IndexOf('}', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
