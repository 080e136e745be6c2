using System.Collections.Immutable;
using Executor.Core.Ledger;

namespace Executor.Grains.Ledger;

/// <summary>Table of contents of one symbol's ledger: as long as it has months.</summary>
public sealed record LedgerIndex
{
    /// <summary>Months with trades, oldest first.</summary>
    public ImmutableArray<LedgerShelf> Shelves { get; init; } = [];
}

/// <summary>The pages of one month.</summary>
/// <param name="Month">The month in which their trades closed.</param>
/// <param name="Pages">How many there are; the last one may not have been written yet.</param>
public sealed record LedgerShelf(LedgerMonth Month, int Pages);

/// <summary>Some trades of one month. A row of its own in the storage, so that no row grows without end.</summary>
public sealed record LedgerSheet
{
    /// <summary>Trades in the order in which they were written down.</summary>
    public ImmutableArray<TradeRecord> Records { get; init; } = [];
}
