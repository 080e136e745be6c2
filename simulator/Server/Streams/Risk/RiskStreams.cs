using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Simulator.Server.Endpoints.Margin;
using Executor.Simulator.Server.Streams.Sockets;

namespace Executor.Simulator.Server.Streams.Risk;

/// <summary>Tells customers about the debts and the level of their cross margin accounts. Thread-safe.</summary>
internal sealed class RiskStreams : IDisposable
{
    private readonly Venue _venue;
    private readonly IDisposable _subscription;
    private readonly Dictionary<Customer, string> _lastStatus = [];
    private ImmutableArray<(Customer Customer, SocketPeer Peer)> _all = [];

    public RiskStreams(Venue venue)
    {
        _venue = venue;
        _subscription = venue.Events.Subscribe(Receive);
    }

    public void Add(Customer customer, SocketPeer peer) => ImmutableInterlocked.Update(ref _all, all => all.Add((customer, peer)));

    public void Remove(SocketPeer peer) => ImmutableInterlocked.Update(ref _all, all => all.RemoveAll(each => each.Peer == peer));

    /// <summary>Tells of margin levels that have entered another band; called by one thread at a time.</summary>
    public void Tick()
    {
        foreach (var customer in _all.Select(each => each.Customer).Distinct())
        {
            var level = _venue.Turn(customer, (engine, _) => engine.MarginLevelOf(TradingAccount.CrossMargin));
            if (level is null)
            {
                _lastStatus.Remove(customer);
                continue;
            }
            var status = MarginAccountEndpoints.StatusOf(level);
            if (_lastStatus.TryGetValue(customer, out var last) && last != status)
                Send(customer, RiskEvents.LevelStatus(level.Value, status, _venue.Clock.Now));
            _lastStatus[customer] = status;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _subscription.Dispose();

    private void Receive(VenueEvent happened)
    {
        if (happened is VenueEvent.LoanRecorded { Account.Kind: TradingAccount.CrossMargin, Loan.Status: LoanStatus.Confirmed } recorded)
            Send(recorded.Customer, RiskEvents.Liability(recorded.Loan, recorded.At));
    }

    private void Send(Customer customer, byte[] text)
    {
        foreach (var (listener, peer) in _all)
        {
            if (listener == customer)
                peer.Send(text);
        }
    }
}
