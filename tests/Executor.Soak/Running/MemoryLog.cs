using System.Globalization;

namespace Executor.Soak.Running;

/// <summary>Memory of the executor over time, MB: what is resident, from <c>/proc</c>, and the heap after its latest collection, as it tells itself.</summary>
internal sealed class MemoryLog(SiloControl silo)
{
    private const double Megabyte = 1024 * 1024;
    private const string Heap = "dotnet_gc_last_collection_heap_size_bytes{";

    public Trend Resident { get; } = new();

    public Trend Managed { get; } = new();

    /// <summary>Takes a sample.</summary>
    public async Task SampleAsync(TimeSpan since)
    {
        var line = (await File.ReadAllLinesAsync($"/proc/{silo.Id}/status")).First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        Resident.Add(since, Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024);
        var generations = (await silo.MetricsAsync()).Split('\n').Where(text => text.StartsWith(Heap, StringComparison.Ordinal)).ToList();
        if (generations.Count > 0)
            Managed.Add(since, generations.Sum(text => Number(text[(text.IndexOf('}', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0])) / Megabyte);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
