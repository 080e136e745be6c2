using Executor.ScenarioTests.Board;
using Executor.ScenarioTests.Running;

namespace Executor.ScenarioTests.Scenarios;

/// <summary>Lives a scenario: the safety properties are watched all along, at the end it must come to rest, and the board hears of it.</summary>
public abstract class ScenarioTests(Scoreboard board)
{
    /// <summary>Lives the story of the test that runs.</summary>
    private protected async Task LiveAsync(ScenarioSetup setup, Func<Scenario, Task> story)
    {
        var id = TestContext.Current.TestCase!.Traits[ScenarioAttribute.Trait].Single();
        var folder = Directory.CreateTempSubdirectory($"executor-{id}-").FullName;
        var (isPassed, seconds) = (false, 0m);
        try
        {
            await using var scenario = await Scenario.StartAsync(setup, folder);
            try
            {
                seconds = await LiveAsync(scenario, setup, story);
                isPassed = true;
            }
            finally
            {
                if (!isPassed)
                    await TellAsync(scenario);
            }
        }
        finally
        {
            board.Add(new ScenarioOutcome(id, isPassed, seconds));
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<decimal> LiveAsync(Scenario scenario, ScenarioSetup setup, Func<Scenario, Task> story)
    {
        using var watch = new SafetyWatch(scenario, setup);
        await story(scenario);
        await scenario.ComeToRestAsync();
        return await watch.AssertCleanAsync(scenario);
    }

    /// <summary>What is needed to see why a scenario failed.</summary>
    private static async Task TellAsync(Scenario scenario)
    {
        if (TestContext.Current.TestOutputHelper is not { } output)
            return;
        foreach (var entry in scenario.Journal)
            output.WriteLine(entry.ToString());
        foreach (var order in await scenario.OrdersAsync())
            output.WriteLine(order.ToString());
        foreach (var request in await scenario.Exchange.ReceivedAsync())
            output.WriteLine($"{request.At:HH:mm:ss.fff} {request.Endpoint} {request.Status} {request.Code} {string.Join('&', request.Parameters.Select(each => $"{each.Key}={each.Value}"))}");
        output.WriteLine(scenario.Output);
    }
}
