using System.Reflection;

namespace Executor.ScenarioTests.Board;

public sealed class ScoreboardTests
{
    [Fact]
    public void Catalogue_AndTests_HaveEveryScenario()
    {
        var wanted = Enumerable.Range(1, 37).Select(number => $"P{number:00}");
        var lived = typeof(ScoreboardTests).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => method.GetCustomAttribute<ScenarioAttribute>()?.Id).OfType<string>().Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(wanted, ScenarioCatalog.All.Select(entry => entry.Id));
        Assert.Equal(wanted, lived);
    }

    [Fact]
    public void Page_OfARunThatWasQuicker_KeepsTheLargestFigure()
    {
        var entry = new ScenarioEntry("P01", "this", "that");
        var slow = ScoreboardPage.Of([entry], Lived(new ScenarioOutcome("P01", true, 2.5m)), "");
        var quick = ScoreboardPage.Of([entry], Lived(new ScenarioOutcome("P01", true, 0.4m)), slow);

        Assert.EndsWith("| P01 | this | that | passed | up to 5 s |\n", slow, StringComparison.Ordinal);
        Assert.Equal(slow, quick);
    }

    [Fact]
    public void Page_OfAScenarioThatFailedInOneOfItsTests_SaysSo()
    {
        var joined = ScenarioOutcome.Joined(new ScenarioOutcome("P01", true, 0m), new ScenarioOutcome("P01", false, 0m));

        var page = ScoreboardPage.Of([new ScenarioEntry("P01", "this", "that"), new ScenarioEntry("P02", "and", "so on")], Lived(joined), "");

        Assert.EndsWith("| P01 | this | that | FAILED | - |\n| P02 | and | so on | not run | - |\n", page, StringComparison.Ordinal);
    }

    private static Dictionary<string, ScenarioOutcome> Lived(ScenarioOutcome outcome) => new() { [outcome.Id] = outcome };
}
