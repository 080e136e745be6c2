using System.Collections.Concurrent;

namespace Executor.ScenarioTests.Board;

/// <summary>
/// Collects what became of the scenarios of a run. A run that lived every one of them rewrites docs/scenarios.md; the page of any run is put
/// beside the tests.
/// </summary>
public sealed class Scoreboard : IDisposable
{
    private readonly ConcurrentQueue<ScenarioOutcome> _outcomes = new();

    /// <summary>A test of a scenario has ended.</summary>
    public void Add(ScenarioOutcome outcome) => _outcomes.Enqueue(outcome);

    /// <summary>Writes the page.</summary>
    public void Dispose()
    {
        var results = _outcomes.GroupBy(outcome => outcome.Id, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Aggregate(ScenarioOutcome.Joined), StringComparer.Ordinal);
        if (results.Count == 0)
            return;
        var page = Repository.PathOf("docs/scenarios.md");
        var text = ScoreboardPage.Of(ScenarioCatalog.All, results, File.Exists(page) ? File.ReadAllText(page) : "");
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "scenarios.md"), text);
        if (ScenarioCatalog.All.All(entry => results.ContainsKey(entry.Id)))
            File.WriteAllText(page, text);
    }
}

/// <summary>What became of a scenario.</summary>
/// <param name="Id">Which.</param>
/// <param name="IsPassed">True when everything that was asserted held.</param>
/// <param name="SecondsUncovered">Longest time with something under no stop that could have been under one.</param>
public sealed record ScenarioOutcome(string Id, bool IsPassed, decimal SecondsUncovered)
{
    /// <summary>Two tests of one scenario: both must have passed.</summary>
    public static ScenarioOutcome Joined(ScenarioOutcome one, ScenarioOutcome other) =>
        new(one.Id, one.IsPassed && other.IsPassed, Math.Max(one.SecondsUncovered, other.SecondsUncovered));
}
