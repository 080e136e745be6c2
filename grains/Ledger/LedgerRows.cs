using System.Globalization;
using Executor.Core.Ledger;

namespace Executor.Grains.Ledger;

/// <summary>Names of the ledger's rows in the storage; never changed.</summary>
public static class LedgerRows
{
    /// <summary>Type of the grain.</summary>
    public const string GrainType = "trade-ledger";

    /// <summary>State name of the table of contents.</summary>
    public const string Index = "index";

    /// <summary>State name of a sheet; ordered by name they are ordered by time.</summary>
    /// <param name="month">Month of its trades.</param>
    /// <param name="number">Number within the month, from 0.</param>
    public static string Sheet(LedgerMonth month, int number) => string.Create(CultureInfo.InvariantCulture, $"sheet-{month}-{number:D4}");
}
