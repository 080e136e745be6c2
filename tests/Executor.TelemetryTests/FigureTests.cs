using Executor.ScenarioTests.Running;
using Executor.TelemetryTests.Running;

namespace Executor.TelemetryTests;

/// <summary>What docs/telemetry.md promises comes out of running silos, and what is built upon it shows something.</summary>
public sealed class FigureTests(ObservedCluster cluster)
{
    /// <summary>Orleans makes these with their first event, and each of them is of trouble inside the cluster that no trade brings about.</summary>
    private static readonly string[] OfTrouble =
    [
        "orleans_app_requests_timedout_total", "orleans_catalog_activation_shutdown_total", "orleans_catalog_activation_concurrent_registration_attempts_total",
        "orleans_storage_read_errors_total", "orleans_storage_write_errors_total", "orleans_messaging_rejected_total", "orleans_messaging_expired_total",
        "orleans_messaging_pings_reply_missed_total", "orleans_scheduler_long_running_turns_total",
    ];

    [Fact]
    public async Task Figures_OfTheContract_AreAllThere()
    {
        var seen = await cluster.Prometheus.NamesAsync();

        var missing = Figure.All.Where(figure => !OfTrouble.Contains(figure.Prometheus) && !seen.Contains(figure.Prometheus) && !seen.Contains($"{figure.Prometheus}_bucket")).Select(figure => figure.Prometheus).ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Fact]
    public async Task Queries_OfPanelsAndRules_HaveData()
    {
        var empty = new List<string>();
        foreach (var query in Dashboard.All.SelectMany(dashboard => dashboard.Queries).Concat(RuleFiles.All.Where(rule => rule.Record is not null).Select(rule => rule.Expr)).Distinct())
        {
            if (!await cluster.Prometheus.HasDataAsync(query.Replace("BTCUSDC", ObservedCluster.Struck, StringComparison.Ordinal)))
                empty.Add(query);
        }

        Assert.True(empty.Count == 0, string.Join('\n', empty));
    }

    /// <summary>An alert that says nothing may be one that looks at nothing; that each of them speaks when it should is in deploy/prometheus/tests.</summary>
    [Fact]
    public async Task Series_OfAlerts_HaveData()
    {
        var empty = new List<string>();
        foreach (var series in RuleFiles.Alerts.SelectMany(rule => Query.Series(rule.Expr)).Distinct().Where(series => !OfTrouble.Contains(series)))
        {
            if (!await cluster.Prometheus.HasDataAsync(series))
                empty.Add(series);
        }

        Assert.True(empty.Count == 0, string.Join('\n', empty));
    }

    [Theory]
    [InlineData("executor_exchange_request_duration_seconds_bucket")]
    [InlineData("executor_exchange_lane_wait_seconds_bucket")]
    [InlineData("executor_signal_duration_seconds_bucket")]
    [InlineData("executor_position_time_to_protected_seconds_bucket")]
    [InlineData("orleans_storage_write_latency_milliseconds_bucket")]
    public async Task Exemplars_NameTracesThatTheCollectorHas(string figure)
    {
        var named = await cluster.Prometheus.ExemplarsAsync(figure);

        Assert.NotEmpty(named);
        await Eventually.TrueAsync(
            () => Task.FromResult(named.IsSubsetOf(cluster.Collector.Spans.Select(span => span.TraceId).ToHashSet())), () => string.Join('\n', named));
    }
}
