using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Exchange.Http;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Inspection;

/// <summary>
/// Reads executions from a time on. Times may be a day apart at most, so days are walked until the first execution is found; from there on its
/// id leads to the next ones, and a page that is not full is the last.
/// </summary>
internal static class TradeHistory
{
    /// <summary>The longest page that the exchange gives.</summary>
    public const int PageSize = 1000;

    private static readonly TimeSpan Window = TimeSpan.FromHours(24);

    /// <summary>Executions at or after <paramref name="since"/>, oldest first, each once.</summary>
    public static async Task<ImmutableArray<Fill>> ReadAsync(LookReads reads, DateTimeOffset since, DateTimeOffset now)
    {
        var found = new SortedDictionary<long, Fill>();
        var isPastNow = false;
        for (var from = since; found.Count == 0 && !isPastNow; from += Window)
        {
            isPastNow = from + Window > now;
            var page = await PageAsync(reads, from, from + Window).ConfigureAwait(false);
            Add(page);
            if (page.Count < PageSize && isPastNow)
            {
                return Result(); // one page holds all
            }
        }

        while (found.Count > 0)
        {
            var newest = found.Keys.Max();
            var page = newest < long.MaxValue ? await PageAsync(reads, newest + 1).ConfigureAwait(false) : throw new WireException("an execution has the last id there is");
            Add(page);
            if (page.Count < PageSize)
            {
                break;
            }
        }

        return Result();

        void Add(IReadOnlyList<WireTrade> page)
        {
            var before = found.Count;
            foreach (var trade in page)
            {
                var fill = Read(trade);
                found[fill.TradeId] = fill;
            }

            if (page.Count > 0 && found.Count == before)
            {
                throw new WireException("the same executions came again"); // a page that brings nothing new would be asked for without end
            }
        }

        ImmutableArray<Fill> Result() => [.. found.Values.Where(fill => fill.At >= since)];
    }

    private static Task<IReadOnlyList<WireTrade>> PageAsync(LookReads reads, DateTimeOffset from, DateTimeOffset to) => reads.ReadAsync(
        reads.Pick(SpotEndpoints.Trades, MarginEndpoints.Trades),
        reads.OfSymbol().Add("startTime", from).Add("endTime", to).Add("limit", PageSize),
        WireJson.Default.IReadOnlyListWireTrade);

    private static Task<IReadOnlyList<WireTrade>> PageAsync(LookReads reads, long fromId) => reads.ReadAsync(
        reads.Pick(SpotEndpoints.Trades, MarginEndpoints.Trades),
        reads.OfSymbol().Add("fromId", fromId).Add("limit", PageSize),
        WireJson.Default.IReadOnlyListWireTrade);

    private static Fill Read(WireTrade trade) => new(
        WireText.Required(trade.Id, "id"),
        WireText.Required(trade.OrderId, "orderId"),
        Above0(WireText.Required(trade.Price, "price"), "price"),
        Above0(WireText.Required(trade.Quantity, "qty"), "qty"),
        WireText.Required(trade.Commission, "commission"),
        WireText.Required(trade.CommissionAsset, "commissionAsset"),
        WireText.Time(trade.Time, "time"),
        trade.IsMaker ?? false);

    private static decimal Above0(decimal value, string field) => value > 0m ? value : throw new WireException($"'{field}' is {value}");
}
