using System.Collections.Concurrent;

namespace Executor.Grains.Telemetry;

/// <summary>What lives on this silo, by name: gauges read it, so that what has moved away is reported by its new silo alone.</summary>
internal sealed class Living<T>
    where T : class
{
    private readonly ConcurrentDictionary<string, T> _all = new(StringComparer.Ordinal);

    /// <summary>Everything that lives here now.</summary>
    public IEnumerable<KeyValuePair<string, T>> All => _all;

    /// <summary>Begins to report; whoever bore the name before is replaced.</summary>
    public void Enter(string name, T one) => _all[name] = one;

    /// <summary>Ends it, unless another has taken the name over.</summary>
    public void Leave(string name, T one) => _all.TryRemove(KeyValuePair.Create(name, one));
}
