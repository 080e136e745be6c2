using System.Collections.Concurrent;

namespace Executor.Simulator.Server.Streams.Risk;

/// <summary>
/// Keys that open the risk stream of a cross margin account: one a customer, for an hour, which may be prolonged. Thread-safe. Source:
/// Binance margin API, risk data stream.
/// </summary>
internal sealed class RiskKeys(TimeProvider clock)
{
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(60);
    private readonly ConcurrentDictionary<Customer, (string Text, DateTimeOffset ExpiresAt)> _keys = new();

    /// <summary>The customer's key: the one it has, prolonged, or <paramref name="fresh"/>.</summary>
    public string Open(Customer customer, string fresh)
    {
        var now = clock.GetUtcNow();
        return _keys.AddOrUpdate(
            customer, _ => (fresh, now + Validity), (_, old) => (old.ExpiresAt > now ? old.Text : fresh, now + Validity)).Text;
    }

    /// <summary>Prolongs a key; false when the customer has no such key.</summary>
    public bool Prolong(Customer customer, string text)
    {
        if (!Holds(customer, text))
            return false;
        _keys[customer] = (text, clock.GetUtcNow() + Validity);
        return true;
    }

    /// <summary>Ends a key; false when the customer has no such key.</summary>
    public bool Close(Customer customer, string text) => Holds(customer, text) && _keys.TryRemove(customer, out _);

    /// <summary>Whose key that is; null when it is none, or has expired.</summary>
    public Customer? Find(string text) => _keys.Keys.FirstOrDefault(customer => Holds(customer, text));

    private bool Holds(Customer customer, string text) =>
        _keys.TryGetValue(customer, out var key) && key.Text == text && key.ExpiresAt > clock.GetUtcNow();
}
