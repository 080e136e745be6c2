namespace Executor.Deploy.Tests.Observing;

/// <summary>Rules are readable by Prometheus, use known figures, speak when they should, and the runbook says what to do.</summary>
public sealed class RuleTests
{
    public static TheoryData<string> Tests { get; } = [.. RuleFiles.Files("tests").Select(file => Path.GetFileName(file))];

    [Theory]
    [InlineData("prometheus.yml")]
    [InlineData("prometheus-kubernetes.yml")]
    public async Task Configuration_AndTheRulesItNames_AreTaken(string file) => await Tool.RunAsync(RuleFiles.Folder, "promtool", "check", "config", file);

    [Theory]
    [MemberData(nameof(Tests))]
    public async Task Alerts_SpeakAndAreSilentAsTheirTestsSay(string file) =>
        await Tool.RunAsync(RuleFiles.Folder, "promtool", "test", "rules", Path.Combine("tests", file));

    [Fact]
    public void Rules_UseFiguresAndAttributesThatExist() =>
        Assert.Empty(RuleFiles.All.SelectMany(rule => Query.Problems(rule.Expr, RuleFiles.Recorded).Select(problem => $"{rule.Alert ?? rule.Record}: {problem}")));

    [Fact]
    public void Alerts_AreEachTestedToSpeakAndToBeSilent()
    {
        var tests = string.Join('\n', RuleFiles.Files("tests").Select(File.ReadAllText));

        Assert.NotEmpty(RuleFiles.Alerts);
        Assert.All(RuleFiles.Alerts, rule =>
        {
            Assert.Contains($"alertname: {rule.Alert}\n        exp_alerts:\n", tests, StringComparison.Ordinal);
            Assert.Contains($"alertname: {rule.Alert}\n        exp_alerts: []\n", tests, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Alerts_SayWhoIsCalled_WhatItIs_AndWhereTheRunbookIs()
    {
        var runbook = RepositoryText.Of("docs", "operations.md");

        Assert.All(RuleFiles.Alerts, rule =>
        {
            Assert.Contains(rule.Labels["severity"], (string[])["page", "ticket"]);
            Assert.NotEmpty(rule.Annotations["summary"]);
            Assert.Equal($"docs/operations.md#{rule.Alert!.ToLowerInvariant()}", rule.Annotations["runbook"]);
            var at = runbook.IndexOf($"#### {rule.Alert}\n", StringComparison.Ordinal);
            Assert.True(at >= 0, $"docs/operations.md does not speak of {rule.Alert}.");
            var text = runbook[at..].Split("\n#", 2)[0];
            Assert.True(
                text.Contains("**Means.**", StringComparison.Ordinal) && text.Contains("**Look.**", StringComparison.Ordinal) && text.Contains("**Do.**", StringComparison.Ordinal),
                $"docs/operations.md does not say what {rule.Alert} means, where to look and what to do.");
        });
    }
}
