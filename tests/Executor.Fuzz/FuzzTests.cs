using Executor.Fuzz.Adapter;
using Executor.Fuzz.Mutation;
using Executor.Fuzz.Running;
using Executor.Fuzz.Simulator;
using Executor.Simulator.Server.Streams.Sockets;

namespace Executor.Fuzz;

/// <summary>Hostile input, for a time in CI and by number in the long run (docs/safety.md): nothing crashes, hangs, shows a secret or answers 500.</summary>
public sealed class FuzzTests
{
    private static readonly Dictionary<string, Func<Task<IFuzzTarget>>> Targets = new()
    {
        ["adapter connections"] = () => Task.FromResult<IFuzzTarget>(new StreamTarget()),
        ["adapter readers"] = () => Task.FromResult<IFuzzTarget>(new FrameTarget()),
        ["simulator endpoints"] = () => Task.FromResult<IFuzzTarget>(new EndpointTarget()),
        ["simulator WebSocket API"] = () => Task.FromResult<IFuzzTarget>(new SocketTarget(ConnectionKind.Api)),
        ["simulator stream commands"] = () => Task.FromResult<IFuzzTarget>(new SocketTarget(ConnectionKind.Market)),
        ["simulator control"] = () => Task.FromResult<IFuzzTarget>(new ControlTarget()),
        ["adapter answers"] = () => Task.FromResult<IFuzzTarget>(new RestTarget()),
    };

    /// <summary>All targets, or those in EXECUTOR_FUZZ_TARGETS, separated by commas.</summary>
    public static TheoryData<string> Names => Environment.GetEnvironmentVariable("EXECUTOR_FUZZ_TARGETS") is { Length: > 0 } chosen
        ? [.. chosen.Split(',').Select(name => Targets.ContainsKey(name) ? name : throw new InvalidOperationException($"There is no target '{name}'; there are {string.Join(", ", Targets.Keys)}."))]
        : [.. Targets.Keys];

    /// <summary>Input that is refused at the door says nothing about what lies behind it.</summary>
    [Fact]
    public async Task CallsAsTheyAre_ReachWhatTheyAreMeantFor()
    {
        await using var bench = new SimulatorBench();
        foreach (var (verb, path, query, body) in ControlTarget.Calls)
        {
            var (status, text) = await bench.ServeAsync(new SimulatedRequest(verb, path + (query.Length > 0 ? $"?{query}" : ""), body, [("Content-Type", "application/json")]));
            Assert.True(status is (>= 200 and < 300) or 404 or 409, $"{verb} {path}: {status} {text}"); // what it names may be gone by then
        }

        await using var fresh = new SimulatorBench();
        var good = 0;
        for (var seed = 0; seed < 2_000; seed++)
        {
            var (status, _) = await fresh.ServeAsync(RequestCorpus.Draw(new Mutator(new Random(seed)), fresh.Now));
            good += status == 200 ? 1 : 0;
        }

        Assert.InRange(good, 200, 1_999);
    }

    [Theory] // found by hostile input: the books could not be calculated with any more
    [InlineData("/_sim/markets/BTCUSDT/rules", """{"tickSize":79228162514264337593543950335}""")]
    [InlineData("/_sim/customers/main/funds", """{"account":"Spot","asset":"USDT","amount":79228162514264337593543950335}""")]
    [InlineData("/_sim/markets/BTCUSDT/price", """{"price":0.0000000000000000000000000001,"move":"Sweep"}""")]
    public async Task AbsurdAmounts_AreRefusedByTheControlApi(string path, string body)
    {
        await using var bench = new SimulatorBench();

        Assert.Equal(400, (await bench.ServeAsync(new SimulatedRequest("POST", path, body, []))).Status);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task HostileInput_IsTakenAsWhatItIs(string target)
    {
        await FuzzRun.FeedAsync(target, Targets[target], FuzzBudget.FromEnvironment(Targets.Count));
    }
}
