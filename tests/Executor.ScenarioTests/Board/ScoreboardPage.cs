using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Executor.ScenarioTests.Board;

/// <summary>The page docs/scenarios.md.</summary>
public static class ScoreboardPage
{
    private const string Head = """
        # Fault scenarios, lived end to end

        Written by the run of `tests/Executor.ScenarioTests` (`./test.sh e2e`). In each scenario the executor and the simulated exchange are processes of
        their own: the real adapter over HTTP and WebSocket, real grains, real storage. The safety properties S1 to S8 ([safety.md](safety.md)) are
        asserted on the exchange's books in every one of them, all along. One alone: `Executor.ScenarioTests -trait "Scenario=P01"`.

        "Without a stop": the longest time in which something that could have been under a stop was under none, on the exchange's books, rounded up; the most
        that any recorded run has shown, the time in which a scenario keeps the executor dead or deaf included. Waits are shortened by settings, so the figure
        says that the time is bounded, not how long it is with the defaults.

        | id | what happens | asserted | result | without a stop |
        |---|---|---|---|---|

        """;

    private static readonly ImmutableArray<int> Bounds = [0, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600];

    /// <summary>The page of a run.</summary>
    /// <param name="scenarios">All scenarios.</param>
    /// <param name="results">What became of those that were lived.</param>
    /// <param name="before">The page so far: a figure of its only grows, so that a repetition changes nothing.</param>
    public static string Of(ImmutableArray<ScenarioEntry> scenarios, IReadOnlyDictionary<string, ScenarioOutcome> results, string before)
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var scenario in scenarios)
        {
            var outcome = results.GetValueOrDefault(scenario.Id);
            var bound = Math.Max(BoundIn(before, scenario.Id), outcome is null ? 0 : BoundOf(outcome.SecondsUncovered));
            text.Append(CultureInfo.InvariantCulture, $"| {scenario.Id} | {scenario.Happens} | {scenario.Asserted} | {Word(outcome)} | {Figure(bound)} |\n");
        }

        return text.ToString();
    }

    private static string Word(ScenarioOutcome? outcome) => outcome switch
    {
        null => "not run",
        { IsPassed: true } => "passed",
        _ => "FAILED",
    };

    private static string Figure(int bound) => bound == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"up to {bound} s");

    private static int BoundOf(decimal seconds) => Bounds.FirstOrDefault(bound => seconds <= bound, (int)decimal.Ceiling(seconds));

    private static int BoundIn(string page, string id)
    {
        var line = page.Split('\n').FirstOrDefault(line => line.StartsWith($"| {id} |", StringComparison.Ordinal));
        var figure = line?.Split('|')[^2].Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return figure is ["up", "to", var number, "s"] ? int.Parse(number, CultureInfo.InvariantCulture) : 0;
    }
}
