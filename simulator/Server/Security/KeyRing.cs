using System.Collections.Concurrent;
using System.Collections.Immutable;
using Executor.Simulator.Server.Scenarios;

namespace Executor.Simulator.Server.Security;

/// <summary>All keys of the venue. Thread-safe.</summary>
public sealed class KeyRing
{
    private readonly ConcurrentDictionary<string, ApiKey> _keys = new(StringComparer.Ordinal);

    /// <summary>The keys of a scenario's customers.</summary>
    public KeyRing(ImmutableArray<CustomerScenario> customers)
    {
        foreach (var customer in customers)
        {
            foreach (var key in customer.Keys)
                Add(KeyReader.Read(key, customer.Name));
        }
    }

    /// <summary>All keys, revoked ones included.</summary>
    public IEnumerable<ApiKey> All => _keys.Values;

    /// <summary>The key of that id; null for an unknown or revoked one.</summary>
    public ApiKey? Find(string id) => _keys.GetValueOrDefault(id) is { IsRevoked: false } key ? key : null;

    /// <summary>Adds a key, or replaces the one of that id.</summary>
    public void Add(ApiKey key) => _keys[key.Id] = key;

    /// <summary>True for text that could be a key.</summary>
    public static bool IsWellFormed(string id) => id.Length is > 0 and <= 128 && id.All(char.IsAsciiLetterOrDigit);
}
