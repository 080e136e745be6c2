namespace Executor.Grains.Hosting;

/// <summary>Tells grains that their silo leaves. Set before their activations end.</summary>
internal sealed class SiloEnding : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>How long grains of a silo that leaves still wait for each other.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _begun = new();
    private readonly CancellationTokenSource _lastCall = new();

    /// <summary>Set from the moment the silo begins to leave: work that the next activation repeats anyway is given up.</summary>
    public CancellationToken Token => _begun.Token;

    /// <summary>Set a little later: nobody waits for another grain any more.</summary>
    public CancellationToken LastCall => _lastCall.Token;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(SiloEnding), ServiceLifecycleStage.Active, _ => Task.CompletedTask, EndAsync);

    public void Dispose()
    {
        _begun.Dispose();
        _lastCall.Dispose();
    }

    private Task EndAsync(CancellationToken cancellationToken)
    {
        _lastCall.CancelAfter(Patience);
        return _begun.CancelAsync();
    }
}
