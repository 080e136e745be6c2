using System.Globalization;
using System.Text.Json;
using Executor.Bench;

// dotnet run -c Release --project bench -- NAME [--json OUT] [name=value ...]
var options = args.Skip(1).Where(word => word.Contains('=', StringComparison.Ordinal)).Select(word => word.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
IReadOnlyDictionary<string, Func<BenchOptions, Task<Figures>>> benches = new Dictionary<string, Func<BenchOptions, Task<Figures>>>(StringComparer.Ordinal)
{
    ["replay-feed"] = ReplayFeed.RunAsync,
    ["append-to-order"] = AppendToOrder.RunAsync,
    ["state-write"] = StateWrite.RunAsync,
};
if (args.Length == 0 || !benches.TryGetValue(args[0], out var bench))
{
    await Console.Error.WriteLineAsync($"usage: bench NAME [--json OUT] [name=value ...]; NAME is one of {string.Join(", ", benches.Keys)}");
    return 2;
}

var figures = await bench(new BenchOptions(options));
foreach (var (name, value) in figures.Values)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figures.Bench}  {name,-24} {value:0.###}"));
}

var json = Array.IndexOf(args, "--json");
if (json >= 0 && json + 1 < args.Length)
{
    await File.WriteAllTextAsync(args[json + 1], JsonSerializer.Serialize(figures, FiguresJson.Default.Figures));
}

return 0;
