using System.Collections.Immutable;

namespace Executor.Simulator.Server;

/// <summary>Hands events to whoever subscribed.</summary>
internal sealed class VenueEvents : IVenueEvents
{
    private ImmutableArray<Action<VenueEvent>> _receivers = [];

    public IDisposable Subscribe(Action<VenueEvent> receiver)
    {
        ImmutableInterlocked.Update(ref _receivers, receivers => receivers.Add(receiver));
        return new Subscription(this, receiver);
    }

    public void Publish(VenueEvent happened)
    {
        foreach (var receiver in _receivers)
            receiver(happened);
    }

    private sealed class Subscription(VenueEvents owner, Action<VenueEvent> receiver) : IDisposable
    {
        public void Dispose() => ImmutableInterlocked.Update(ref owner._receivers, receivers => receivers.Remove(receiver));
    }
}
