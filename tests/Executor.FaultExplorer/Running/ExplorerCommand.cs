using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Executor.FaultExplorer.Mutants;
using Executor.FaultExplorer.Schedules;

namespace Executor.FaultExplorer.Running;

/// <summary>
/// By hand: <c>--schedules COUNT [--seed FIRST] [--json FILE]</c>, <c>--matrix [--stride N] [--json FILE]</c>, <c>--mutants</c>, <c>--replay FILE</c>,
/// <c>--trace SEED</c>; <c>--workers N</c> with any. Exit code 1 when a property broke.
/// </summary>
internal static class ExplorerCommand
{
    private static readonly string[] Verbs = ["--schedules", "--matrix", "--mutants", "--replay", "--trace"];
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static bool IsMeant(string[] args) => args.Any(Verbs.Contains);

    public static int Run(string[] args, TextWriter output)
    {
        var workers = Number(args, "--workers", Environment.ProcessorCount);
        if (Value(args, "--replay") is { } file)
        {
            return Show(ScheduleText.Read(File.ReadAllText(file)), output);
        }

        if (Value(args, "--trace") is not null)
        {
            return Show(ScheduleGenerator.Of(Number(args, "--trace", 1)), output);
        }

        if (args.Contains("--mutants"))
        {
            return ShowMutants(output);
        }

        var watch = Stopwatch.StartNew();
        var seed = Number(args, "--seed", 1);
        var isMatrix = args.Contains("--matrix");
        var tally = isMatrix
            ? MatrixRun.Run(Number(args, "--stride", 1), 0, workers, CancellationToken.None)
            : RandomRun.Run(seed, Number(args, "--schedules", 1_000), workers, CancellationToken.None);
        var name = isMatrix ? "matrix" : $"schedules {seed} to {seed + tally.Lives - 1}";
        output.Write(TallyText.Of(name, tally, watch.Elapsed));
        foreach (var failed in tally.Failed.DistinctBy(life => life.Property))
        {
            Explain(failed, output);
        }

        if (Value(args, "--json") is { } json)
        {
            File.WriteAllText(json, JsonSerializer.Serialize(TallyText.Figures(name, tally, watch.Elapsed), Indented));
        }

        return tally.Violations.Count == 0 ? 0 : 1;
    }

    /// <summary>Prints a failed life as small as it gets: the schedule, the trace and the books.</summary>
    public static void Explain(LifeReport failed, TextWriter output)
    {
        var smallest = Shrinker.Shrink(failed, schedule => Life.Run(schedule));
        var traced = Life.Run(smallest.Schedule, isTraced: true);
        output.WriteLine($"# {traced.What}");
        output.Write(ScheduleText.Write(traced.Schedule));
        foreach (var line in traced.Trace)
        {
            output.WriteLine(line);
        }

        foreach (var order in traced.Orders)
        {
            output.WriteLine($"book: {order.ClientOrderId} {order.Side} {order.Type} {order.Status} {order.ExecutedQuantity}/{order.Quantity} @ {order.Price} stop {order.StopPrice}");
        }
    }

    /// <summary>Which property notices each bug, and after how many schedules: the table of docs/safety.md.</summary>
    private static int ShowMutants(TextWriter output)
    {
        var survivors = 0;
        output.WriteLine("| rule | bug | broken | schedules |");
        output.WriteLine("|---|---|---|---|");
        foreach (var mutant in MutantList.NegativeControls.Concat(MutantList.Rules))
        {
            var caught = MutantHunt.Hunt(mutant);
            survivors += caught is null ? 1 : 0;
            output.WriteLine($"| {mutant.Rule} | {mutant.Name} | {caught?.Life.Property ?? "nothing"} | {caught?.Number.ToString(CultureInfo.InvariantCulture) ?? $"survived {MutantHunt.MostSchedules}"} |");
        }

        return survivors == 0 ? 0 : 1;
    }

    private static int Show(Schedule schedule, TextWriter output)
    {
        var life = Life.Run(schedule, isTraced: true);
        if (life.Property is not null)
        {
            Explain(life, output);
            return 1;
        }

        foreach (var line in life.Trace)
        {
            output.WriteLine(line);
        }

        return 0;
    }

    private static string? Value(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    private static int Number(string[] args, string name, int fallback) =>
        Value(args, name) is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : fallback;
}
