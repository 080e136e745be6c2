namespace Executor.Simulator.Engine;

/// <summary>The account's holdings.</summary>
internal sealed class Wallet(ChangeLog changes)
{
    private readonly SortedDictionary<string, Purse> _purses = new(StringComparer.Ordinal);

    public IEnumerable<Purse> Purses => _purses.Values;

    public Purse Of(string asset)
    {
        if (!_purses.TryGetValue(asset, out var purse))
            _purses.Add(asset, purse = new Purse(asset, changes));
        return purse;
    }
}
