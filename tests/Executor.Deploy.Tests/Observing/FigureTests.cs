namespace Executor.Deploy.Tests.Observing;

/// <summary>The table of figures is in itself in order, and is used.</summary>
public sealed class FigureTests
{
    [Fact]
    public void Figures_HaveThePrometheusNameThatFollowsFromTheirUnit()
    {
        Assert.True(Figure.All.Length > 80, "The tables of docs/telemetry.md are not read.");
        Assert.Empty(Figure.All.Where(figure => figure.Rendered != figure.Prometheus).Select(figure => $"{figure.Name}: {figure.Prometheus} should be {figure.Rendered}"));
        Assert.Equal(Figure.All.Length, Figure.All.DistinctBy(figure => figure.Name).Count());
    }

    [Fact]
    public void Figures_AreOfAKnownInstrument_AndOursNameTheirUnit() => Assert.All(Figure.All, figure =>
    {
        Assert.Contains(figure.Instrument, (string[])["counter", "observable counter", "gauge", "observable gauge", "histogram", "up-down counter", "observable up-down counter"]);
        Assert.True(!figure.IsOurs || figure.Unit is "s" or "1" || (figure.Unit.StartsWith('{') && figure.Unit.EndsWith('}')), $"{figure.Name} has the unit {figure.Unit}.");
    });

    [Fact]
    public void Attributes_AreNeverWhatGrowsWithoutBound() =>
        Assert.DoesNotContain(Figure.All.SelectMany(figure => figure.Attributes), name => name.Contains("order_id", StringComparison.Ordinal) || name.Contains("key", StringComparison.Ordinal) || name.Contains("client", StringComparison.Ordinal));

    [Fact]
    public void FiguresOfOurs_AreShownOrJudgedSomewhere()
    {
        var used = Dashboard.All.SelectMany(dashboard => dashboard.Queries).Concat(RuleFiles.All.Select(rule => rule.Expr)).SelectMany(Query.Names).ToHashSet(StringComparer.Ordinal);

        var unused = Figure.All.Where(figure => figure.IsOurs && !Figure.Series.Any(series => series.Value == figure && used.Contains(series.Key)));

        Assert.Empty(unused.Select(figure => figure.Name));
    }

    [Theory]
    [InlineData("sum(executor_position_covrage_ratio)", "executor_position_covrage_ratio is not in docs/telemetry.md")]
    [InlineData("sum(executor_position_coverage_ratio{order=\"1\"})", "executor_position_coverage_ratio has no attribute order")]
    [InlineData("executor:unheard:of > 1", "executor:unheard:of is not in docs/telemetry.md")]
    public void Problems_WhenANameOrALabelIsUnknown_SaysSo(string query, string problem) =>
        Assert.Equal([problem], Query.Problems(query, RuleFiles.Recorded));
}
