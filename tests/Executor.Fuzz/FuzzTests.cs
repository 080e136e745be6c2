using Executor.Fuzz.Adapter;
using Executor.Fuzz.Running;

namespace Executor.Fuzz;

/// <summary>Hostile input, for a time in CI and by number in the long run (docs/safety.md): nothing crashes, hangs, shows a secret or answers 500.</summary>
public sealed class FuzzTests
{
    private static readonly Dictionary<string, Func<Task<IFuzzTarget>>> Targets = new()
    {
        ["adapter connections"] = () => Task.FromResult<IFuzzTarget>(new StreamTarget()),
        ["adapter answers"] = () => Task.FromResult<IFuzzTarget>(new RestTarget()),
    };

    public static TheoryData<string> Names => [.. Targets.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task HostileInput_IsTakenAsWhatItIs(string target)
    {
        await using var fed = await Targets[target]();

        await FuzzRun.FeedAsync(target, fed, FuzzBudget.FromEnvironment(Targets.Count));
    }
}
