using Executor.FaultExplorer.Mutants;

namespace Executor.FaultExplorer;

/// <summary>A machine with a bug must break the property that the bug is about: only then does a machine without one prove anything.</summary>
public sealed class MutationTests
{
    public static TheoryData<string> Controls() => [.. MutantList.NegativeControls.Select(mutant => mutant.Name)];

    public static TheoryData<string> Bugs() => [.. MutantList.Rules.Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Controls))]
    public void NegativeControl_MakesTheExplorerFail(string name) => Catch(MutantList.NegativeControls.Single(mutant => mutant.Name == name));

    [Theory]
    [MemberData(nameof(Bugs))]
    public void Bug_IsCaughtByTheExpectedProperty(string name) => Catch(MutantList.Rules.Single(mutant => mutant.Name == name));

    private static void Catch(Mutant mutant)
    {
        var caught = MutantHunt.Hunt(mutant);

        Assert.True(caught is not null, $"{MutantHunt.MostSchedules} schedules did not notice that {mutant.Name}.");
        Assert.Contains(caught.Value.Life.Property, mutant.Expected);
    }
}
