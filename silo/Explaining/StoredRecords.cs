using Executor.Core.Ledger;
using Executor.Core.Positions;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;
using Executor.Silo.Migration;

namespace Executor.Silo.Explaining;

/// <summary>Looks closed trades up, in a running silo and in a stopped one.</summary>
internal static class StoredRecords
{
    /// <summary>In the ledger of a running silo.</summary>
    public static ExplanationReader.FindRecord Of(IGrainFactory grains) => async (symbol, tradeKey, since, cancellationToken) =>
    {
        var ledger = grains.GetGrain<ITradeLedgerGrain>(symbol);
        for (int? page = 0; page is { } number;)
        {
            var read = await ledger.ReadAsync(since, DateTimeOffset.MaxValue, number, cancellationToken);
            if (read.Records.FirstOrDefault(record => record.Key == tradeKey) is { } found)
                return found;
            page = read.Next;
        }

        return null;
    };

    /// <summary>In the files of a stopped silo: the ledger's sheets, then what the position has not delivered yet.</summary>
    public static ExplanationReader.FindRecord Of(StoppedSilo silo, PositionState? position, SymbolSetup setup, SiloSettings settings) =>
        async (symbol, tradeKey, since, cancellationToken) =>
        {
            await foreach (var record in silo.LedgerAsync(symbol, LedgerMonth.Of(since), cancellationToken))
            {
                if (record.Key == tradeKey)
                    return record;
            }

            var closed = position?.Undelivered.FirstOrDefault(trade => trade.Trade.Key == tradeKey)
                ?? (position?.LastClosed?.Trade.Key == tradeKey ? position.LastClosed : null);
            return closed is null
                ? null
                : TradeRecords.Of(closed, setup.Configuration.Settings.Account, ImportRules.For(setup, settings, default), position!.Epoch);
        };
}
