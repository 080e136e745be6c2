using Executor.Core.Ledger;
using Orleans.Concurrency;

namespace Executor.GrainInterfaces;

/// <summary>Keeps the closed trades of a symbol, aborted ones included. Key: the symbol, in capitals.</summary>
[Alias("Executor.ITradeLedgerGrain")]
public interface ITradeLedgerGrain : IGrainWithStringKey
{
    /// <summary>Writes a trade down for good. The same trade key again changes nothing.</summary>
    /// <returns>False when the trade had been written down before.</returns>
    /// <exception cref="ArgumentException">The record is of another symbol.</exception>
    [Alias("Append")]
    Task<bool> AppendAsync(TradeRecord record, CancellationToken cancellationToken);

    /// <summary>Trades by the time of their close, oldest first, one page at a time.</summary>
    /// <param name="from">First time of close that counts, UTC.</param>
    /// <param name="to">First time of close that does not count any more, UTC.</param>
    /// <param name="page">Number of the page, from 0. A page may be empty although a later one is not.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    [ReadOnly]
    [Alias("Read")]
    Task<LedgerPage> ReadAsync(DateTimeOffset from, DateTimeOffset to, int page, CancellationToken cancellationToken);

    /// <summary>One month in figures.</summary>
    [ReadOnly]
    [Alias("Summary")]
    Task<MonthlySummary> SummaryAsync(LedgerMonth month, CancellationToken cancellationToken);
}
