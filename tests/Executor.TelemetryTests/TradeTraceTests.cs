using System.Text;
using Executor.ScenarioTests.Running;
using Executor.Simulator.Server.Scenarios;
using Executor.TelemetryTests.Otlp;
using Executor.TelemetryTests.Running;

namespace Executor.TelemetryTests;

/// <summary>What a collector is told of trades: one trace from the signal to the close, over both silos, and no secret.</summary>
public sealed class TradeTraceTests(ObservedCluster cluster)
{
    [Fact]
    public async Task Trade_IsOneTrace_FromItsSignalToItsClose()
    {
        var trace = await TraceOfTradeAsync();

        string[] steps =
        [
            "signal", "signal.deduplicate", "position.admission", "trade.plan", "intent.place", "POST /api/v3/order", "trade.fill", "intent.place_oco",
            "POST /api/v3/orderList/oco", "trade.protection", "trade.stop_move", "trade.close",
        ];
        var first = steps.Select(step => trace.FirstOrDefault(span => span.Name == step) ?? throw new InvalidOperationException($"{step} is missing.")).ToList();
        Assert.Equal(steps, first.OrderBy(span => span.Start).Select(span => span.Name));
        Assert.Equal(["position.admission", "signal"], Ancestors(trace, first[4]).Where(span => span.Source == "Executor.Grains").Select(span => span.Name));
        Assert.Equal("intent.place", Ancestors(trace, first[5]).First().Name);
        Assert.Single(trace.Where(span => span.Tags.ContainsKey("executor.trade.key")).Select(span => span.Tags["executor.trade.key"]).Distinct());
    }

    [Fact]
    public async Task WhateverWakesThePosition_IsATraceOfItsOwn_LinkedToTheTrade()
    {
        var trade = (await TraceOfTradeAsync())[0];
        var key = trade.Tags["executor.trade.key"];
        string[] wakers = ["position.manage", "position.trail", "position.invariants", "position.order_updated"];

        var woken = cluster.Collector.Spans.Where(span => wakers.Contains(span.Name) && span.Tags.GetValueOrDefault("executor.trade.key") == key
            && span.Tags["executor.symbol"] == ObservedCluster.Traded).ToList();

        Assert.Superset(new HashSet<string>(["position.manage", "position.order_updated"]), woken.Select(span => span.Name).ToHashSet());
        Assert.All(woken, span => Assert.Equal((trade.TraceId, ""), (Assert.Single(span.Links), span.ParentId)));
        Assert.DoesNotContain(woken, span => span.TraceId == trade.TraceId);
    }

    [Fact]
    public async Task Traces_GoOnInTheSiloThatIsCalled()
    {
        await TraceOfTradeAsync();
        var spans = cluster.Collector.Spans.DistinctBy(span => span.SpanId).ToDictionary(span => span.SpanId);
        var signals = spans.Values.Where(span => span.Name == "signal").Select(span => span.TraceId).ToHashSet();

        Assert.Contains(spans.Values, span =>
            signals.Contains(span.TraceId) && spans.TryGetValue(span.ParentId, out var parent) && parent.Instance != span.Instance && parent.TraceId == span.TraceId);
    }

    [Fact]
    public async Task Collector_IsToldFiguresAndLogsToo_AndNoSecret()
    {
        await Eventually.TrueAsync(
            () => Task.FromResult(cluster.Collector.Requests("/v1/logs") > 0 && cluster.Collector.Requests("/v1/metrics") > 0), () => "Nothing came.");

        Assert.All(cluster.Collector.All, request =>
        {
            var text = Encoding.Latin1.GetString(request);
            Assert.DoesNotContain(DefaultScenario.HmacKey, text, StringComparison.Ordinal);
            Assert.DoesNotContain(DefaultScenario.HmacSecret, text, StringComparison.Ordinal);
            Assert.DoesNotContain("signature=", text, StringComparison.OrdinalIgnoreCase);
        });
    }

    /// <summary>All spans of the trade, oldest first.</summary>
    private async Task<IReadOnlyList<SpanRecord>> TraceOfTradeAsync()
    {
        IReadOnlyList<SpanRecord> found = [];
        await Eventually.TrueAsync(
            () =>
            {
                var close = cluster.Collector.Spans.FirstOrDefault(span => span.Name == "trade.close" && span.ParentId.Length == 0
                    && span.Tags["executor.symbol"] == ObservedCluster.Traded);
                found = [.. cluster.Collector.Spans.Where(span => span.TraceId == close?.TraceId).OrderBy(span => span.Start)];
                return Task.FromResult(found is [{ Name: "signal" }, ..]);
            },
            () => string.Join('\n', cluster.Collector.Spans));
        return found;
    }

    private static IEnumerable<SpanRecord> Ancestors(IReadOnlyList<SpanRecord> trace, SpanRecord span)
    {
        for (var parent = Parent(span); parent is not null; parent = Parent(parent))
            yield return parent;

        SpanRecord? Parent(SpanRecord child) => trace.FirstOrDefault(other => other.SpanId == child.ParentId);
    }
}
