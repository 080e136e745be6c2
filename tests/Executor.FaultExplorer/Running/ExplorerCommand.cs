using Executor.FaultExplorer.Schedules;
namespace Executor.FaultExplorer.Running;

internal static class ExplorerCommand
{
    public static bool IsMeant(string[] args) => args.Contains("--schedules");
    public static int Run(string[] args, TextWriter output)
    {
        var n = int.Parse(args[1]); var from = args.Length > 2 ? int.Parse(args[2]) : 1;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var fails = new Dictionary<string, List<LifeReport>>();
        long steps = 0, trades = 0, requests = 0;
        for (var seed = from; seed < from + n; seed++)
        {
            var r = Life.Run(ScheduleGenerator.Of(seed));
            steps += r.Steps; trades += r.Trades; requests += r.Requests;
            if (r.Property is { } p) { if (!fails.TryGetValue(p, out var l)) fails[p] = l = []; l.Add(r); }
        }
        output.WriteLine($"{n} in {watch.Elapsed.TotalSeconds} s, {steps} steps {requests} requests {trades} trades");
        foreach (var (p, l) in fails) { output.WriteLine($"{p}: {l.Count}"); foreach (var r in l.Take(6)) output.WriteLine($"   {r.Schedule.Seed} {r.What!.Split('\n')[0]}"); }
        if (n == 1) { var first = Life.Run(ScheduleGenerator.Of(from)); if (first.Property is not null) first = Shrinker.Shrink(first, s => Life.Run(s)); output.WriteLine(first.Schedule); foreach (var a in first.Schedule.Acts) output.WriteLine(a); foreach (var a in first.Schedule.Strikes) output.WriteLine(a); foreach (var line in Life.Run(first.Schedule, isTraced: true).Trace) output.WriteLine(line); output.WriteLine(first.What); }
        return 0;
    }
}
