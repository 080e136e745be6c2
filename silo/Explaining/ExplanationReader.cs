using System.Collections.Immutable;
using Executor.Core.Explaining;
using Executor.Core.Journal;
using Executor.Core.Ledger;
using Executor.Silo.Configuration;
using Executor.Silo.Intake;

namespace Executor.Silo.Explaining;

/// <summary>Puts together what there is to explain a trade with: journal files, feed file, and the ledger, wherever it can be read.</summary>
internal sealed class ExplanationReader(SiloSettings settings)
{
    /// <summary>Where a closed trade is looked up.</summary>
    /// <param name="symbol">Traded pair.</param>
    /// <param name="tradeKey">The trade.</param>
    /// <param name="since">Begin of the trade, UTC.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public delegate Task<TradeRecord?> FindRecord(string symbol, string tradeKey, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Explains a trade.</summary>
    /// <param name="setup">The symbol.</param>
    /// <param name="tradeKey">The trade; null: the last one in the journal.</param>
    /// <param name="stored">Events that are stored with the position and may not be in a file yet.</param>
    /// <param name="find">Looks a closed trade up.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Null when the journal does not know the trade.</returns>
    public async Task<Explanation?> ReadAsync(
        SymbolSetup setup, string? tradeKey, ImmutableArray<JournalEvent> stored, FindRecord find, CancellationToken cancellationToken)
    {
        var journal = JournalReader.Read(settings.ExecLog, setup.Symbol).AddRange(stored);
        var key = tradeKey ?? JournalReader.LastTradeOf(journal);
        var begin = journal.Where(happened => happened.TradeKey == key).Select(happened => (DateTimeOffset?)happened.At).Min();
        if (key is null || begin is not { } since)
            return null;
        return TradeExplainer.Explain(new ExplanationInput
        {
            Symbol = setup.Symbol,
            TradeKey = key,
            Journal = journal,
            Record = await find(setup.Symbol, key, since, cancellationToken),
            Bars = SymbolFiles.Of(setup, settings).Feed is { } feed ? FeedWindow.Read(feed, since) : default, // without a file no bar can be shown again
        });
    }
}
