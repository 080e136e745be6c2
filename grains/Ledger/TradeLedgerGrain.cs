using Executor.Core.Ledger;
using Executor.GrainInterfaces;
using Executor.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Storage;

namespace Executor.Grains.Ledger;

/// <summary>Keeps the closed trades of a symbol. A trade is found again by its key in the month of its close, so that it is written down once however
/// often it is delivered.</summary>
[GrainType(LedgerRows.GrainType)]
[HashBasedPlacement]
internal sealed class TradeLedgerGrain(
    [FromKeyedServices(StorageNames.Grains)] IGrainStorage storage, IGrainContext context, ILogger<TradeLedgerGrain> logger) : Grain, ITradeLedgerGrain
{
    private readonly StoredLedger _ledger = new(storage, context.GrainId);

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _ledger.OpenAsync();

    public async Task<bool> AppendAsync(TradeRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Symbol != this.GetPrimaryKeyString())
            throw new ArgumentException($"Trade {record.Key} is of {record.Symbol} and does not belong into the ledger of {this.GetPrimaryKeyString()}.", nameof(record));
        cancellationToken.ThrowIfCancellationRequested(); // later it is seen through, so that its outcome is known
        if ((await ReadMonthAsync(record.Month)).Any(known => known.Key == record.Key))
            return false;

        try
        {
            await _ledger.AppendAsync(record);
            return true;
        }
        catch (Exception exception)
        {
            logger.LedgerWriteFailed(exception, record.Symbol, record.Key);
            DeactivateOnIdle(); // memory and storage may differ now: the next activation reads again
            throw;
        }
    }

    public async Task<LedgerPage> ReadAsync(DateTimeOffset from, DateTimeOffset to, int page, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(page);
        var pages = Pages(from, to);
        var records = page < pages.Count ? await _ledger.ReadAsync(pages[page].Month, pages[page].Number) : [];
        return new LedgerPage
        {
            Records = [.. records.Where(record => record.ClosedAt >= from && record.ClosedAt < to)],
            Next = page + 1 < pages.Count ? page + 1 : null,
        };
    }

    public async Task<MonthlySummary> SummaryAsync(LedgerMonth month, CancellationToken cancellationToken) =>
        MonthlySummary.Of(month, await ReadMonthAsync(month));

    private async Task<IReadOnlyCollection<TradeRecord>> ReadMonthAsync(LedgerMonth month)
    {
        var records = new List<TradeRecord>();
        foreach (var (_, number) in Pages(month.Start, month.Start).Where(page => page.Month == month))
            records.AddRange(await _ledger.ReadAsync(month, number));
        return records;
    }

    /// <summary>Sheets of the months that the time from <paramref name="from"/> to <paramref name="to"/> touches, oldest first.</summary>
    private List<(LedgerMonth Month, int Number)> Pages(DateTimeOffset from, DateTimeOffset to)
    {
        var (first, last) = (LedgerMonth.Of(from).Start, LedgerMonth.Of(to).Start);
        return
        [
            .. _ledger.Index.Shelves
                .Where(shelf => shelf.Month.Start >= first && shelf.Month.Start <= last)
                .SelectMany(shelf => Enumerable.Range(0, shelf.Pages).Select(number => (shelf.Month, number))),
        ];
    }
}
