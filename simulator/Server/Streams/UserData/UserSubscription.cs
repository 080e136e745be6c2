using System.Text;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Faults;
using Executor.Simulator.Server.Streams.Sockets;

namespace Executor.Simulator.Server.Streams.UserData;

/// <summary>A connection listens to one account. Used inside the venue's turn.</summary>
internal sealed class UserSubscription(
    int id, Customer customer, AccountKey account, SocketPeer peer, bool inMicroseconds, FaultBook faults, TimeProvider real)
{
    private const int UsualLateness = 1_000;
    private readonly DelayedSender _sender = new(peer, real);
    private byte[]? _overtaken;

    /// <summary>Its number on its connection.</summary>
    public int Id => id;

    /// <summary>Whose account.</summary>
    public Customer Customer => customer;

    /// <summary>Which account.</summary>
    public AccountKey Account => account;

    /// <summary>True when it ends with the session: it was not subscribed by a signature or a token of its own.</summary>
    public bool BelongsToSession { get; set; }

    /// <summary>When its token expires, UTC; null when it has none.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>True when times are wanted in microseconds.</summary>
    public bool InMicroseconds => inMicroseconds;

    /// <summary>Sends an event, or lets it go wrong as the rules say.</summary>
    public void Send(byte[] content, string type, string? symbol, TimeSpan delay)
    {
        var wrapped = Wrap(content);
        var target = new FaultTarget(null, type, symbol, customer.Name);
        var rule = faults.Draw(target, FaultKind.EventLoss, FaultKind.EventDuplicate, FaultKind.EventDelay, FaultKind.EventReorder);
        switch (rule?.Fault)
        {
            case FaultKind.EventLoss:
                return;
            case FaultKind.EventDuplicate:
                _sender.Send(wrapped, delay);
                _sender.Send(wrapped, delay);
                break;
            case FaultKind.EventDelay:
                _sender.Send(wrapped, TimeSpan.FromMilliseconds(rule.DelayMs ?? UsualLateness));
                break;
            case FaultKind.EventReorder when _overtaken is null:
                _overtaken = wrapped;
                return;
            default:
                _sender.Send(wrapped, delay);
                break;
        }
        Flush();
    }

    /// <summary>Sends what was to be overtaken and was not.</summary>
    public void Flush()
    {
        if (_overtaken is not { } text)
            return;
        _overtaken = null;
        _sender.Send(text, TimeSpan.Zero);
    }

    private byte[] Wrap(byte[] content) => [.. Encoding.ASCII.GetBytes($"{{\"subscriptionId\":{id},\"event\":"), .. content, (byte)'}'];
}
