namespace Executor.Core.Tests.Vectors;

public sealed class DeviationsTests
{
    [Theory]
    [Trait("Suite", "vectors")]
    [InlineData("steps.json")]
    [InlineData("split.json")]
    [InlineData("dedup.json")]
    [InlineData("plan.json")]
    [InlineData("exit_plan.json")]
    [InlineData("planb.json")]
    [InlineData("swing.json")]
    [InlineData("trail.json")]
    [InlineData("client_ids.json")]
    [InlineData("margin.json")]
    [InlineData("watchdog.json")]
    public void EveryCaseWithAQuirk_InTheDecisions_HasALine(string file)
    {
        var root = Repository.Root ?? throw new DirectoryNotFoundException("The tests do not lie below the folder of the solution.");
        var decision = File.ReadAllText(Path.Combine(root.FullName, "docs", "decisions", "0003-deviations-from-the-recorded-behaviour.md"));

        var missing = VectorFile.Read(file)
            .Where(one => one.Quirk is not null && !decision.Contains($"`{one.Name}`", StringComparison.Ordinal))
            .Select(one => one.Name);

        Assert.Empty(missing);
    }
}
