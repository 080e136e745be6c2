using System.Globalization;
using Executor.Core.Exchange;
using Executor.Silo.Configuration;

namespace Executor.Silo.Live;

/// <summary>Remembers, across restarts, on which account each symbol has been looked at by somebody: a line for each in the data folder.</summary>
internal sealed class ReviewedAccounts(SiloSettings settings)
{
    private readonly Lock _gate = new();
    private readonly string _path = settings.DataPath("reviewed-accounts.txt");

    /// <summary>True when this is not the first live start of the symbol on that account.</summary>
    public bool Contains(string symbol, TradingAccount account)
    {
        lock (_gate)
            return File.Exists(_path) && File.ReadLines(_path).Any(line => line.StartsWith(Key(symbol, account), StringComparison.Ordinal));
    }

    /// <summary>Remembers it.</summary>
    public void Add(string symbol, TradingAccount account, DateTimeOffset at)
    {
        lock (_gate)
            File.AppendAllText(_path, string.Create(CultureInfo.InvariantCulture, $"{Key(symbol, account)}{at:O}\n"));
    }

    private static string Key(string symbol, TradingAccount account) => $"{symbol} {account} ";
}
