namespace Executor.Grains.Hosting;

/// <summary>
/// Ends the waiting of grains for each other when their silo leaves. A call to a grain that no silo can place any more would otherwise keep its caller,
/// and with it the whole silo, until it times out. A caller that fails for it ends as after any failure: its next activation claims and looks.
/// </summary>
internal sealed class LastCalls(SiloEnding ending) : IOutgoingGrainCallFilter
{
    public Task Invoke(IOutgoingGrainCallContext context) => context.Invoke().WaitAsync(ending.LastCall);
}
