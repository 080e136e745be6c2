using System.Globalization;
using Executor.BooksAudit;

namespace Executor.Soak.Running;

/// <summary>What a soak has shown.</summary>
internal sealed record SoakReport
{
    public required SoakOptions Options { get; init; }
    public required Audit Audit { get; init; }

    /// <summary>How often each fault struck.</summary>
    public required IReadOnlyDictionary<string, int> Struck { get; init; }

    public required IReadOnlyList<Alarm> Alarms { get; init; }
    public required MemoryLog Memory { get; init; }

    /// <summary>Times a symbol had to be given back.</summary>
    public required int Released { get; init; }

    /// <summary>Trades in the ledger.</summary>
    public required int Closed { get; init; }

    /// <summary>How long it took until everything was flat or protected once faults had stopped.</summary>
    public required TimeSpan Recovery { get; init; }

    /// <summary>Positions that were not as they should be in time.</summary>
    public required IReadOnlyList<PositionShown> Unrecovered { get; init; }

    public required Usage Usage { get; init; }

    /// <summary>True when nothing was broken, every trade was recovered and no alarm was raised: what a soak does to the exchange, the executor bears
    /// without one.</summary>
    public bool IsClean => Audit.Violations.IsEmpty && Alarms.Count == 0 && Unrecovered.Count == 0 && Closed > 0;

    /// <summary>The report as text.</summary>
    public void Write(TextWriter output)
    {
        string[] lines =
        [
            $"market         {Options.MarketMinutes} minutes at {Options.Speed}x, {Options.Symbols} symbols, seed {Options.Seed}, faults {Options.Faults:P1}",
            $"trades         {Audit.Trades} on the books, {Closed} in the ledger, {Audit.Executions} executions",
            $"requests       {Usage.Requests}, {Usage.Refused} refused; weight of /api {Usage.Weight}, busiest minute {Usage.BusiestMinute}",
            $"faults struck  {Struck.Values.Sum()}: {string.Join(", ", Struck.Where(fault => fault.Value > 0).OrderBy(fault => fault.Key, StringComparer.Ordinal).Select(fault => $"{fault.Key} {fault.Value}"))}",
            $"without stop   {Audit.Uncovered.Length} times, longest {(Audit.Uncovered is [var longest, ..] ? $"{longest.Length.TotalSeconds:F3} s ({longest.Symbol} {longest.Trade} at {longest.From:HH:mm:ss.fff})" : "0 s")}, median {MedianSeconds():F3} s",
            $"recovery       {Recovery.TotalSeconds:F0} s after the last fault; given back by hand {Released}",
            $"resident       {Text(Memory.Resident)}",
            $"heap           {Text(Memory.Managed)}",
            $"alarms         {Alarms.Count}: {string.Join(", ", Alarms.GroupBy(alarm => alarm.Name).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}"))}",
        ];
        foreach (var line in lines)
            output.WriteLine(line);
        WriteAll(output, "violation", Audit.Violations.Select(violation => violation.ToString()));
        WriteAll(output, "alarm", Alarms.Select(alarm => $"{alarm.At} {alarm.Symbol} {alarm.Name}: {alarm.Text}"));
        WriteAll(output, "unrecovered", Unrecovered.Select(position => position.ToString()));
        output.WriteLine(IsClean ? "clean" : "NOT CLEAN");
    }

    private static string Text(Trend trend) => string.Create(
        CultureInfo.InvariantCulture,
        $"{trend.Range.First:F1} MB at the begin, {trend.Range.Highest:F1} MB at most, {trend.Range.Last:F1} MB at the end; second half {trend.Slope:F2} MB/min");

    private double MedianSeconds() => Audit.Uncovered is { Length: > 0 } windows ? windows[windows.Length / 2].Length.TotalSeconds : 0;

    private static void WriteAll(TextWriter output, string what, IEnumerable<string> lines)
    {
        foreach (var line in lines)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {line}"));
    }
}
