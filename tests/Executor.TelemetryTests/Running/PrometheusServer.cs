using System.Globalization;
using System.Text.Json;
using Executor.ScenarioTests.Running;
using Executor.TestServers;

namespace Executor.TelemetryTests.Running;

/// <summary>A Prometheus that reads silos every second and evaluates the rules of deploy/prometheus.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly ServerProcess _process;
    private readonly HttpClient _client;
    private readonly DateTimeOffset _since = TimeProvider.System.GetUtcNow();

    private PrometheusServer(ServerProcess process, Uri address) => (_process, _client) = (process, new HttpClient { BaseAddress = address });

    public static async Task<PrometheusServer> StartAsync(string folder, IEnumerable<Uri> targets)
    {
        var listen = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{ProgramProcess.FreePort()}");
        var file = Path.Combine(folder, "prometheus.yml");
        await File.WriteAllTextAsync(file, $"""
            global: {"{"} scrape_interval: 1s, evaluation_interval: 1s {"}"}
            rule_files: ['{Path.Combine(RuleFiles.Folder, "rules")}/*.yml']
            scrape_configs:
              - job_name: executor
                static_configs: [{"{"} targets: [{string.Join(", ", targets.Select(target => $"'{target.Authority}'"))}] {"}"}]
            """);
        string[] arguments =
        [
            $"--config.file={file}", $"--storage.tsdb.path={Path.Combine(folder, "prometheus")}", $"--web.listen-address={listen}", "--storage.tsdb.retention.time=1h",
            "--enable-feature=exemplar-storage",
        ];
        var process = await ServerProcess.StartAsync(
            Program(), arguments, folder, output => output.Contains("Server is ready to receive web requests", StringComparison.Ordinal));
        return new PrometheusServer(process, new Uri($"http://{listen}"));
    }

    /// <summary>True when the query had an answer at any second of the run.</summary>
    public async Task<bool> HasDataAsync(string query)
    {
        using var answer = await AskAsync($"/api/v1/query_range?{OfTheRun(query)}&step=1");
        return answer.RootElement.GetProperty("data").GetProperty("result").GetArrayLength() > 0;
    }

    /// <summary>The traces that it names as examples of what the query asks for.</summary>
    public async Task<IReadOnlySet<string>> ExemplarsAsync(string query)
    {
        using var answer = await AskAsync($"/api/v1/query_exemplars?{OfTheRun(query)}");
        return answer.RootElement.GetProperty("data").EnumerateArray().SelectMany(series => series.GetProperty("exemplars").EnumerateArray())
            .Select(exemplar => exemplar.GetProperty("labels").GetProperty("trace_id").GetString()!).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Names of everything that it has kept.</summary>
    public async Task<IReadOnlySet<string>> NamesAsync()
    {
        using var answer = await AskAsync("/api/v1/label/__name__/values");
        return answer.RootElement.GetProperty("data").EnumerateArray().Select(name => name.GetString()!).ToHashSet(StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
    }

    private string OfTheRun(string query) => string.Create(
        CultureInfo.InvariantCulture,
        $"query={Uri.EscapeDataString(query)}&start={_since.ToUnixTimeSeconds()}&end={TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}");

    private async Task<JsonDocument> AskAsync(string path) => JsonDocument.Parse(await _client.GetStringAsync(path, TestContext.Current.CancellationToken));

    /// <summary>That of this machine, or the one that tests/servers/install.sh has unpacked.</summary>
    private static string Program() =>
        Path.Combine(RepositoryText.Root, "tests", "servers", "prometheus", "usr", "bin", "prometheus") is var path && File.Exists(path) ? path : "prometheus";
}
