using Executor.ScenarioTests.Board;
using Executor.ScenarioTests.Running;

namespace Executor.ScenarioTests.Scenarios;

/// <summary>Requests of which nobody knows what became.</summary>
public sealed class LostAnswerTests(Scoreboard board) : ScenarioTests(board)
{
    private const string Entry = "POST /api/v3/order";

    [Theory]
    [Scenario("P01")]
    [InlineData("AcceptThenReset", null)]
    [InlineData("AcceptThenError", -1007)]
    [InlineData("HtmlError", null)]
    public Task P01_EntryIsTakenAndItsAnswerIsLost_IsFoundByItsIdAndProtected(string fault, int? code) => LiveAsync(new ScenarioSetup(), async scenario =>
    {
        await scenario.Exchange.FaultAsync(new { fault, code, executed = fault == "HtmlError", endpoint = Entry, count = 1 });

        var open = await scenario.OpenAsync();

        var entry = Assert.Single(await scenario.OrdersAsync(), order => order.Side == "Buy");
        Assert.Equal("Filled", entry.Status);
        Assert.Equal(open.OpenQuantity, (await scenario.StopsAsync()).Sum(stop => stop.Open));
        await scenario.JournalAsync("INTENT_UNKNOWN");
        Assert.DoesNotContain(scenario.Journal, line => line.Name == "ENTRY_DONE");
    });
}
