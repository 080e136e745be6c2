using System.Globalization;

namespace Executor.ScenarioTests.Running;

/// <content>What goes wrong.</content>
internal sealed partial class SimulatorProcess
{
    /// <summary>Sets a fault, a rule as docs/simulator.md lists them; its number.</summary>
    public async Task<long> FaultAsync(object rule)
    {
        using var standing = await PostAsync("/_sim/faults", rule);
        return standing.RootElement.GetProperty("id").GetInt64();
    }

    /// <summary>How often a fault has struck.</summary>
    public async Task<int> StruckAsync(long fault)
    {
        using var faults = await GetAsync("/_sim/faults");
        return faults.RootElement.EnumerateArray().Single(each => each.GetProperty("id").GetInt64() == fault).GetProperty("struck").GetInt32();
    }

    /// <summary>Takes one fault away.</summary>
    public Task EndFaultAsync(long fault) => DeleteAsync($"/_sim/faults/{fault}");

    /// <summary>Nothing goes wrong from now on.</summary>
    public Task EndFaultsAsync() => DeleteAsync("/_sim/faults");

    /// <summary>Changes how connections behave: <c>eventDelayMs</c>, <c>lifetimeMs</c>, <c>sendsPings</c>, ...</summary>
    public async Task StreamsAsync(object change) => (await PostAsync("/_sim/streams", change)).Dispose();

    /// <summary>Ends the connections of the user data stream: <c>cut</c>, <c>shutdown</c> (announced) or <c>expire-tokens</c>.</summary>
    public async Task EndStreamsAsync(string how) => (await PostAsync($"/_sim/streams/{how}", how == "cut" ? new { kind = "Api" } : new { })).Dispose();

    /// <summary>Somebody else at our address calls the exchange until this much of the weight of a minute is used; what is used then.</summary>
    public async Task<int> UseWeightAsync(int weight)
    {
        while (true)
        {
            using var answer = await _client.GetAsync(new Uri("/api/v3/ticker/24hr", UriKind.Relative), TestContext.Current.CancellationToken);
            var used = int.Parse(answer.Headers.GetValues("X-MBX-USED-WEIGHT-1M").Single(), CultureInfo.InvariantCulture);
            if (used >= weight)
                return used;
        }
    }

    /// <summary>Cuts connections without a close: <c>kind</c> (<c>Market</c>, <c>Api</c>) or nothing for all.</summary>
    public async Task CutStreamsAsync(object? choice = null) => (await PostAsync("/_sim/streams/cut", choice ?? new { })).Dispose();
}
