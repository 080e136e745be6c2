using System.Globalization;
using System.Text;

namespace Executor.FaultExplorer.Running;

/// <summary>A tally for people and for docs/safety.md.</summary>
internal static class TallyText
{
    public static string Of(string name, Tally tally, TimeSpan took)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {tally.Lives} lives in {took.TotalSeconds:0} s ({tally.Lives / took.TotalSeconds:0} a second), {tally.Trades} trades, {tally.Requests} requests, {tally.Steps} decisions, {tally.Faults} faults struck");
        text.AppendLine(CultureInfo.InvariantCulture, $"longest recovery {tally.Recovery.Longest.TotalSeconds:0.0} s (seed {tally.Recovery.Seed})");
        text.AppendLine("| at work | cause in the journal | windows | longest, s | seed |").AppendLine("|---|---|---|---|---|");
        foreach (var ((atWork, cause), (longest, seed, count)) in tally.Windows)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {atWork} | {cause} | {count} | {longest.TotalSeconds:0.000} | {seed} |");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"faults: {string.Join(", ", tally.Struck.Select(entry => $"{entry.Key} {entry.Value}"))}");
        foreach (var (property, count) in tally.Violations)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"BROKEN {property}: {count} lives, {string.Join(", ", tally.Failed.Where(life => life.Property == property).Take(5).Select(life => $"seed {life.Schedule.Seed}: {life.What!.Split('\n')[0]}"))}");
        }

        return text.ToString();
    }

    public static object Figures(string name, Tally tally, TimeSpan took) => new
    {
        name,
        tally.Lives,
        seconds = took.TotalSeconds,
        tally.Trades,
        tally.Requests,
        tally.Steps,
        tally.Faults,
        longestRecoverySeconds = tally.Recovery.Longest.TotalSeconds,
        struck = tally.Struck.ToDictionary(entry => entry.Key.ToString(), entry => entry.Value),
        windows = tally.Windows.Select(entry => new { cause = entry.Key.Cause, atWork = entry.Key.Class.ToString(), count = entry.Value.Count, longestSeconds = entry.Value.Longest.TotalSeconds, seed = entry.Value.Seed }),
        violations = tally.Violations,
        failedSeeds = tally.Failed.Select(life => new { seed = life.Schedule.Seed, property = life.Property, what = life.What }),
    };
}
