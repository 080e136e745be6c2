namespace Executor.ClientTests;

/// <summary>Independent Binance clients work against the simulator as they do against the exchange: only the addresses are changed.</summary>
public sealed class ClientTests(Simulator simulator) : IClassFixture<Simulator>
{
    [Theory]
    [InlineData("ccxt.test.mjs")]
    [InlineData("binance.test.mjs")]
    [InlineData("spot.test.mjs")]
    [InlineData("others.test.mjs")]
    public async Task Client_WhenPointedAtTheSimulator_DoesAllItCanDo(string file)
    {
        var run = await NodeRun.OfAsync(file, simulator, TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(run.Output);
        Assert.True(run is { ExitCode: 0, Failed: 0, Passed: > 0 }, $"{file}: {run.Passed} passed, {run.Failed} failed.\n{run.Output}");
    }
}
