using System.Text;
using System.Text.Json;

namespace Executor.Deploy.Tests.Observing;

/// <summary>Dashboards show known figures, by queries that Prometheus can read, from sources that are provisioned.</summary>
public sealed class DashboardTests
{
    [Fact]
    public void Dashboards_AreTheFive() => Assert.Equal(
        ["executor-account", "executor-fleet", "executor-runtime", "executor-safety", "executor-symbol"], Dashboard.All.Select(dashboard => dashboard.Uid));

    [Fact]
    public void Panels_UseFiguresAndAttributesThatExist() =>
        Assert.Empty(Dashboard.All.SelectMany(dashboard => dashboard.Queries.SelectMany(query => Query.Problems(query, RuleFiles.Recorded)).Select(problem => $"{dashboard.File}: {problem}")));

    [Fact]
    public async Task Queries_CanBeReadByPrometheus()
    {
        using var folder = new TemporaryFolder();
        var rules = new StringBuilder("groups:\n  - name: panels\n    rules:\n");
        foreach (var (query, number) in Dashboard.All.SelectMany(dashboard => dashboard.Queries).Select((query, number) => (query, number)))
            rules.Append("      - record: panel_").Append(number).Append("\n        expr: '").Append(query.Replace("'", "''", StringComparison.Ordinal)).Append("'\n");

        var file = folder.Write("panels.yml", rules.ToString());

        await Tool.RunAsync(RuleFiles.Folder, "promtool", "check", "rules", file);
    }

    [Fact]
    public void Sources_AreProvisioned_AndFiguresLeadToTraces()
    {
        var sources = RepositoryText.Of("deploy", "grafana", "provisioning", "datasources", "datasources.yml");

        Assert.All(Dashboard.All.SelectMany(dashboard => dashboard.Panels), panel =>
            Assert.Contains($"uid: {panel.GetProperty("datasource").GetProperty("uid").GetString()}\n", sources, StringComparison.Ordinal));
        Assert.Contains("exemplarTraceIdDestinations", sources, StringComparison.Ordinal);
        var symbol = Dashboard.All.Single(dashboard => dashboard.Uid == "executor-symbol");
        Assert.Contains(symbol.Panels, panel => Links(panel).Any(link => link.Contains("tempo", StringComparison.Ordinal) && link.Contains("executor.symbol", StringComparison.Ordinal)));
        Assert.All(Dashboard.All, dashboard =>
            Assert.Contains(dashboard.Panels, panel => panel.GetProperty("targets").EnumerateArray().Any(target => target.TryGetProperty("exemplar", out var exemplar) && exemplar.GetBoolean())));
    }

    [Fact]
    public void Links_LeadToDashboardsThatExist()
    {
        var uids = Dashboard.All.Select(dashboard => dashboard.Uid).ToHashSet(StringComparer.Ordinal);

        Assert.All(
            Dashboard.All.SelectMany(dashboard => dashboard.Panels).SelectMany(Links).Where(link => link.StartsWith("/d/", StringComparison.Ordinal)),
            link => Assert.Contains(link.Split('/', '?')[2], uids));
    }

    [Fact]
    public void Panels_HaveNumbersOfTheirOwn_TitlesAndPlacesThatDoNotOverlap() => Assert.All(Dashboard.All, dashboard =>
    {
        var panels = dashboard.Root.GetProperty("panels").EnumerateArray().ToList();
        Assert.Equal(panels.Count, panels.DistinctBy(panel => panel.GetProperty("id").GetInt32()).Count());
        Assert.All(panels, panel => Assert.NotEmpty(panel.GetProperty("title").GetString()!));
        var taken = new HashSet<(int X, int Y)>();
        foreach (var place in panels.Select(panel => panel.GetProperty("gridPos")))
        {
            Assert.True(Number(place, "x") + Number(place, "w") <= 24, $"{dashboard.File} is wider than Grafana.");
            for (var x = 0; x < Number(place, "w"); x++)
            {
                for (var y = 0; y < Number(place, "h"); y++)
                    Assert.True(taken.Add((Number(place, "x") + x, Number(place, "y") + y)), $"{dashboard.File}: two panels at one place.");
            }
        }
    });

    private static int Number(JsonElement place, string name) => place.GetProperty(name).GetInt32();

    private static IEnumerable<string> Links(JsonElement panel) =>
        panel.GetProperty("fieldConfig").GetProperty("defaults").TryGetProperty("links", out var links) ? links.EnumerateArray().Select(link => link.GetProperty("url").GetString()!) : [];
}
