using System.Collections.Immutable;
using Executor.Simulator.Market;

namespace Executor.Simulator.Server.Streams.UserData;

/// <summary>Tells subscribers what happens on their accounts. Nothing is replayed: what happens while nobody listens is lost. Thread-safe.</summary>
internal sealed class UserStreams : IDisposable
{
    private static readonly TimeSpan OvertakingPatience = TimeSpan.FromMilliseconds(200);
    private readonly Venue _venue;
    private readonly Lock _gate = new();
    private readonly Xoshiro _random;
    private readonly List<VenueEvent> _shuffled = [];
    private readonly IDisposable _subscription;
    private readonly TimeProvider _real;
    private ImmutableArray<UserSubscription> _all = [];
    private DateTimeOffset _lastFlushAt;

    public UserStreams(Venue venue, TimeProvider real)
    {
        _venue = venue;
        _real = real;
        _random = new Xoshiro(venue.Scenario.Seed);
        Timing = EventTiming.Of(venue.Scenario.Seed);
        _subscription = venue.Events.Subscribe(Receive);
    }

    /// <summary>How events travel; may be changed while subscribers listen.</summary>
    public EventTiming Timing { get; set; }

    /// <summary>Who listens.</summary>
    public ImmutableArray<UserSubscription> All => _all;

    public void Add(UserSubscription subscription) => ImmutableInterlocked.Update(ref _all, all => all.Add(subscription));

    public void Remove(UserSubscription subscription) => ImmutableInterlocked.Update(ref _all, all => all.Remove(subscription));

    /// <summary>Ends a subscription and says so on its stream.</summary>
    public void Terminate(UserSubscription subscription)
    {
        Remove(subscription);
        subscription.Send(
            UserEventJson.Terminated(_venue.Clock.Now, subscription.InMicroseconds), UserEventTypes.StreamTerminated, null, TimeSpan.Zero);
    }

    /// <summary>Ends subscriptions whose token has expired, and sends what waits for company in vain.</summary>
    public void Tick()
    {
        var now = _venue.Clock.Now;
        foreach (var expired in _all.Where(subscription => subscription.ExpiresAt <= now))
            Terminate(expired);
        _venue.BetweenTurns(SendWaiting);
    }

    private void SendWaiting()
    {
        lock (_gate)
        {
            SendShuffled();
            if (_real.GetUtcNow() - _lastFlushAt < OvertakingPatience)
                return;
            _lastFlushAt = _real.GetUtcNow();
            foreach (var subscription in _all)
                subscription.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    private void Receive(VenueEvent happened)
    {
        lock (_gate)
        {
            if (Timing.ShufflesLists && happened is VenueEvent.OrdersChanged)
            {
                _shuffled.Add(happened);
                return;
            }
            SendShuffled();
            Send(happened);
        }
    }

    /// <summary>Order events keep their order; each list event takes any place among those of its customer.</summary>
    private void SendShuffled()
    {
        if (_shuffled.Count == 0)
            return;
        var drawn = _shuffled.Where(happened => !IsList(happened)).ToList();
        foreach (var list in _shuffled.Where(IsList))
            drawn.Insert(_random.Below(drawn.Count + 1), list);
        _shuffled.Clear();
        foreach (var happened in drawn)
            Send(happened);
    }

    private static bool IsList(VenueEvent happened) => happened is VenueEvent.OrdersChanged { Change: Engine.EngineEvent.ListChanged };

    private void Send(VenueEvent happened)
    {
        if (_all.IsEmpty || UserEventTypes.Of(happened) is not { } about)
            return;
        var contents = new byte[]?[2];
        foreach (var subscription in _all)
        {
            if (subscription.Customer != about.Customer || subscription.Account != about.Account)
                continue;
            var content = contents[subscription.InMicroseconds ? 1 : 0] ??= UserEventJson.Write(happened, subscription.InMicroseconds);
            if (content is not null)
                subscription.Send(content, about.Type, about.Symbol, TimeSpan.FromMilliseconds(Timing.DelayMs));
        }
    }
}
