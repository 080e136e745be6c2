namespace Executor.Core.Tests.Vectors;

/// <summary>
/// Runs one vector file. A case must give what the vectors say, or the exact outcome where doubles changed it. A quirk that is not
/// followed is listed with what is done instead, and that is asserted too; an unknown quirk fails.
/// </summary>
internal sealed class VectorRun(string file, Tolerance tolerance)
{
    private readonly Dictionary<string, Func<VectorCase, Outcome, string?>> instead = new(StringComparer.Ordinal);
    private readonly HashSet<string> followed = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> deviations = new(StringComparer.Ordinal);

    /// <summary>This quirk is reproduced.</summary>
    public VectorRun Follows(string quirk)
    {
        followed.Add(quirk);
        return this;
    }

    /// <summary>This quirk is not reproduced; <paramref name="check"/> tells what is wrong with our outcome, or null.</summary>
    public VectorRun Replaces(string quirk, Func<VectorCase, Outcome, string?> check)
    {
        instead.Add(quirk, check);
        return this;
    }

    /// <summary>Counts a case in which our rule is stricter on purpose; the caller asserts what is done instead.</summary>
    public void Deviates(string rule) => deviations[rule] = deviations.GetValueOrDefault(rule) + 1;

    /// <summary>Runs all cases and fails with every difference.</summary>
    public void Check(Func<VectorCase, Outcome> answer)
    {
        var cases = VectorFile.Read(file);
        var failures = cases
            .Select(one => (one.Name, Problem: ProblemOf(one, answer)))
            .Where(result => result.Problem is not null)
            .Select(result => $"{result.Name}: {result.Problem}")
            .ToArray();
        Console.WriteLine($"vectors {file}: {cases.Length} cases, {failures.Length} failed{Summary()}");
        Assert.True(failures.Length == 0, $"{failures.Length} of {cases.Length} cases of {file}:\n{string.Join('\n', failures.Take(40))}");
    }

    private string? ProblemOf(VectorCase one, Func<VectorCase, Outcome> answer)
    {
        var outcome = answer(one);
        if (one.Quirk is { } quirk && !followed.Contains(quirk))
        {
            if (!instead.TryGetValue(quirk, out var check))
            {
                return $"unknown quirk '{quirk}'";
            }

            Deviates(quirk);
            return check(one, outcome);
        }

        return one.Artefact switch
        {
            null => outcome.DifferenceFrom(one.Expected, tolerance),
            { Kind: "arithmetic" } artefact => outcome.DifferenceFrom(artefact.Exact, tolerance),
            { } artefact => outcome.DifferenceFrom(one.Expected, tolerance) is { } difference
                && outcome.DifferenceFrom(artefact.Exact, tolerance) is not null
                    ? difference
                    : null,
        };
    }

    private string Summary() => deviations.Count == 0
        ? string.Empty
        : "; deliberate deviations: " + string.Join(", ", deviations.Select(rule => $"{rule.Key} x{rule.Value}"));
}
