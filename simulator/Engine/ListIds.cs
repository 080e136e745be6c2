namespace Executor.Simulator.Engine;

/// <summary>Numbers the order lists of all accounts.</summary>
internal sealed class ListIds(long first)
{
    private long _next = first;

    public long Next() => _next++;

    /// <summary>An earlier run used <paramref name="id"/>.</summary>
    public void Skip(long id) => _next = Math.Max(_next, id + 1);
}
