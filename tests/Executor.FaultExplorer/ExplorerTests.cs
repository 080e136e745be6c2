using System.Globalization;
using Executor.FaultExplorer.Running;
using Executor.FaultExplorer.Schedules;

namespace Executor.FaultExplorer;

/// <summary>The budgeted part of the exploration. EXECUTOR_EXPLORER_SECONDS sets the budget (default 40), divided between drawn schedules and
/// the matrix; where the time ends differs from machine to machine, what was lived is printed.</summary>
public sealed class ExplorerTests(ITestOutputHelper output)
{
    private const int MostSchedules = 100_000;

    private static readonly int Seconds = int.Parse(Environment.GetEnvironmentVariable("EXECUTOR_EXPLORER_SECONDS") ?? "40", CultureInfo.InvariantCulture);

    [Fact]
    public void DrawnSchedules_BreakNoSafetyProperty()
    {
        using var budget = new CancellationTokenSource(TimeSpan.FromSeconds(Seconds * 0.45));

        Judge("drawn schedules", RandomRun.Run(1, MostSchedules, Environment.ProcessorCount, budget.Token));
    }

    /// <summary>A part of the matrix that is spread evenly over it; all of it by hand with <c>--matrix</c>.</summary>
    [Fact]
    public void CrashesTimesFaults_BreakNoSafetyProperty()
    {
        using var budget = new CancellationTokenSource(TimeSpan.FromSeconds(Seconds * 0.45));

        Judge("cells of the matrix", MatrixRun.Run(stride: 3, offset: 1, Environment.ProcessorCount, budget.Token));
    }

    [Fact]
    public void Schedule_LivedTwice_EndsTheSame()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var once = Life.Run(ScheduleGenerator.Of(seed), isTraced: true);
            var again = Life.Run(ScheduleText.Read(ScheduleText.Write(ScheduleGenerator.Of(seed))), isTraced: true);

            Assert.Equal(once.Trace, again.Trace);
        }
    }

    private void Judge(string what, Tally tally)
    {
        output.WriteLine($"figure: {tally.Lives} {what}, {tally.Trades} trades, {tally.Faults} faults, longest recovery {tally.Recovery.Longest.TotalSeconds:0} s");
        var text = new StringWriter();
        foreach (var failed in tally.Failed.Take(1))
        {
            ExplorerCommand.Explain(failed, text);
        }

        Assert.True(tally.Violations.Count == 0, text.ToString());
        Assert.True(tally.Lives > 0, "Nothing was lived.");
    }
}
