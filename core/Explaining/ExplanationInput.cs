using System.Collections.Immutable;
using Executor.Core.Journal;
using Executor.Core.Ledger;
using Executor.Core.Market;

namespace Executor.Core.Explaining;

/// <summary>What there is to explain a trade with.</summary>
public sealed record ExplanationInput
{
    /// <summary>Traded pair, in capitals.</summary>
    public required string Symbol { get; init; }

    /// <summary>Key of the trade.</summary>
    public required string TradeKey { get; init; }

    /// <summary>Journal of the symbol, in any order; events of other trades are passed over, one that comes twice counts once.</summary>
    public required ImmutableArray<JournalEvent> Journal { get; init; }

    /// <summary>The trade's record with its executions; null: it has not closed, or the ledger does not have it.</summary>
    public TradeRecord? Record { get; init; }

    /// <summary>Rows of the feed, oldest first; may be empty, or begin after the trade.</summary>
    public BarSeries Bars { get; init; }
}
