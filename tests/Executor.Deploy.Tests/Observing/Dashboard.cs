using System.Collections.Immutable;
using System.Text.Json;

namespace Executor.Deploy.Tests.Observing;

/// <summary>One dashboard of deploy/grafana/dashboards.</summary>
internal sealed record Dashboard(string File, JsonElement Root)
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<Dashboard> All { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(RepositoryText.Root, "deploy", "grafana", "dashboards"), "*.json").Order(StringComparer.Ordinal)
            .Select(file => new Dashboard(Path.GetFileName(file), JsonDocument.Parse(System.IO.File.ReadAllText(file)).RootElement))];

    /// <summary>Its name in addresses.</summary>
    public string Uid => Root.GetProperty("uid").GetString()!;

    /// <summary>Panels that show something.</summary>
    public IEnumerable<JsonElement> Panels => Root.GetProperty("panels").EnumerateArray().Where(panel => panel.GetProperty("type").GetString() != "row");

    /// <summary>Queries of the panels, with what Grafana puts in for its own variables.</summary>
    public IEnumerable<string> Queries => Panels.SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
        .Select(target => target.GetProperty("expr").GetString()!
            .Replace("$__rate_interval", "1m", StringComparison.Ordinal)
            .Replace("$__range", "6h", StringComparison.Ordinal)
            .Replace("$symbol", "BTCUSDC", StringComparison.Ordinal)
            .Replace("$silo", ".*", StringComparison.Ordinal));
}
