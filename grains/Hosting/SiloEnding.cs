namespace Executor.Grains.Hosting;

/// <summary>
/// Tells grains that their silo leaves. It is set before their activations end: a call to a grain that no silo can place any more would otherwise hold up
/// the end until it times out. Only work that the next activation repeats may be given up for it.
/// </summary>
internal sealed class SiloEnding : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _source = new();

    /// <summary>Set from the moment the silo begins to leave.</summary>
    public CancellationToken Token => _source.Token;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(SiloEnding), ServiceLifecycleStage.Active, _ => Task.CompletedTask, _ => _source.CancelAsync());

    public void Dispose() => _source.Dispose();
}
