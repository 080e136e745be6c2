using System.Collections.Immutable;
using Executor.Core.Ledger;
using Orleans.Storage;

namespace Executor.Grains.Ledger;

/// <summary>The rows of one symbol's ledger: a table of contents, and sheets of a few trades each. Not safe for concurrent use.</summary>
/// <remarks>Any exception of a write means that memory and storage may differ: the activation has to end, the next one reads again.</remarks>
internal sealed class StoredLedger(IGrainStorage storage, GrainId grain)
{
    /// <summary>Trades of a sheet: a full one has some 200 kB.</summary>
    public const int SheetLength = 32;

    private readonly GrainState<LedgerIndex> _index = new();

    /// <summary>Table of contents as last stored.</summary>
    public LedgerIndex Index { get; private set; } = new();

    public async Task OpenAsync()
    {
        await storage.ReadStateAsync(LedgerRows.Index, grain, _index);
        Index = (_index.RecordExists ? _index.State : null) ?? new LedgerIndex();
    }

    /// <summary>The trades of sheet <paramref name="number"/>, from 0; empty when it has not been written yet.</summary>
    public async Task<ImmutableArray<TradeRecord>> ReadAsync(LedgerMonth month, int number) => (await SheetAsync(month, number)).State!.Records;

    /// <summary>Adds a trade to the last sheet of its month, or begins another one. Two writes at most, in an order that a kill between them cannot
    /// hurt: the table of contents may name a sheet that is not there yet, never the other way round.</summary>
    public async Task AppendAsync(TradeRecord record)
    {
        var month = record.Month;
        var last = (Index.Shelves.FirstOrDefault(shelf => shelf.Month == month)?.Pages ?? 0) - 1;
        var sheet = last >= 0 ? await SheetAsync(month, last) : null;
        if (sheet is null || sheet.State!.Records.Length >= SheetLength)
        {
            await SaveIndexAsync(month, ++last + 1);
            sheet = await SheetAsync(month, last);
        }

        sheet.State = new LedgerSheet { Records = sheet.State!.Records.Add(record) };
        await storage.WriteStateAsync(LedgerRows.Sheet(month, last), grain, sheet);
    }

    private async Task<GrainState<LedgerSheet>> SheetAsync(LedgerMonth month, int number)
    {
        var sheet = new GrainState<LedgerSheet>();
        await storage.ReadStateAsync(LedgerRows.Sheet(month, number), grain, sheet);
        if (!sheet.RecordExists)
            sheet.State = new LedgerSheet();
        return sheet;
    }

    private async Task SaveIndexAsync(LedgerMonth month, int pages)
    {
        var others = Index.Shelves.Where(shelf => shelf.Month != month).Append(new LedgerShelf(month, pages));
        _index.State = new LedgerIndex { Shelves = [.. others.OrderBy(shelf => shelf.Month.Start)] };
        await storage.WriteStateAsync(LedgerRows.Index, grain, _index);
        Index = _index.State;
    }
}
