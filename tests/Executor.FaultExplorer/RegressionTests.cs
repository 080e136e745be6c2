using Executor.FaultExplorer.Running;
using Executor.FaultExplorer.Schedules;

namespace Executor.FaultExplorer;

/// <summary>Schedules that once broke a property, as small as they got.</summary>
public sealed class RegressionTests
{
    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Regressions"), "*.schedule").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void ScheduleThatOnceFailed_BreaksNothing(string file)
    {
        var life = Life.Run(ScheduleText.Read(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Regressions", file))), isTraced: true);

        Assert.True(life.Property is null, $"{life.What}{Environment.NewLine}{string.Join(Environment.NewLine, life.Trace)}");
    }
}
