using Executor.Fuzz.Mutation;
using Executor.Fuzz.Running;

namespace Executor.Fuzz.Simulator;

/// <summary>Every call of <c>/api</c> and <c>/sapi</c>, tampered with.</summary>
internal sealed class EndpointTarget : IFuzzTarget
{
    /// <summary>Inputs after which the books begin anew: they grow.</summary>
    private const int Life = 5_000;

    private SimulatorBench? _bench;
    private int _fed;

    public string LastInput { get; private set; } = "";

    public async Task FeedAsync(Mutator mutator)
    {
        if (_fed++ % Life == 0)
        {
            await DisposeAsync();
            _bench = new SimulatorBench();
        }

        var request = RequestCorpus.Draw(mutator, _bench!.Now);
        LastInput = request.ToString();
        await _bench.ServeAsync(request);
        _bench.Time.Advance(TimeSpan.FromMilliseconds(mutator.OneIn(100) ? 61_000 : 200));
    }

    public ValueTask DisposeAsync() => _bench?.DisposeAsync() ?? ValueTask.CompletedTask;
}
