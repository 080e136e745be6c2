using Executor.Core.Exchange;
using Executor.Core.Positions;

namespace Executor.Replay.Results;

/// <summary>Figures of one trade that follow from its executions.</summary>
public static class TradeFigures
{
    /// <summary>Executions in the order in which they happened.</summary>
    public static IEnumerable<(TrackedOrder Order, Fill Fill)> FillsInOrder(this Trade trade) =>
        trade.Fills.OrderBy(entry => entry.Fill.At).ThenBy(entry => entry.Fill.TradeId);

    /// <summary>True when something executed.</summary>
    public static bool HasExecuted(this ClosedTrade closed) => closed.Result.EntryQuantity > 0m || closed.Result.ExitQuantity > 0m;

    /// <summary>Time of the first execution of the entry; null when there was none.</summary>
    public static DateTimeOffset? EnteredAt(this Trade trade) =>
        trade.FillsInOrder().Where(entry => entry.Order.Role == OrderRole.Entry)
            .Select(entry => (DateTimeOffset?)entry.Fill.At).FirstOrDefault();

    /// <summary>Time of the last execution that was no entry; null when there was none.</summary>
    public static DateTimeOffset? LeftAt(this Trade trade) =>
        trade.FillsInOrder().Where(entry => entry.Order.Role != OrderRole.Entry)
            .Select(entry => (DateTimeOffset?)entry.Fill.At).LastOrDefault();

    /// <summary>Commissions by asset.</summary>
    public static IEnumerable<KeyValuePair<string, decimal>> Fees(this Trade trade) => trade.Fills
        .GroupBy(entry => entry.Fill.CommissionAsset, StringComparer.Ordinal)
        .OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => KeyValuePair.Create(group.Key, group.Sum(entry => entry.Fill.Commission)));

    /// <summary>Commissions in quote; what was taken in base counts at the price of its execution.</summary>
    public static decimal FeesInQuote(this Trade trade, SymbolRules rules) => trade.Fills.Sum(entry =>
        entry.Fill.CommissionAsset == rules.QuoteAsset ? entry.Fill.Commission
        : entry.Fill.CommissionAsset == rules.BaseAsset ? entry.Fill.Commission * entry.Fill.Price
        : throw new InvalidOperationException($"A replay takes no commission in {entry.Fill.CommissionAsset}."));

    /// <summary>Uncovered quantity times seconds, summed over the windows.</summary>
    public static decimal UncoveredQuantitySeconds(this Trade trade) =>
        trade.Uncovered.Sum(window => window.Quantity * (window.To - window.From).Ticks / TimeSpan.TicksPerSecond);

    /// <summary>Name of a part of the position in reports.</summary>
    public static string Name(this Slot slot) => slot switch
    {
        Slot.Entry => "entry",
        Slot.Target1 => "tp1",
        Slot.Target2 => "tp2",
        Slot.Runner => "runner",
        Slot.Loan => "loan",
    };

    /// <summary>Name of a cause in reports.</summary>
    public static string Name(this StopCause cause) => cause switch
    {
        StopCause.Initial => "initial",
        StopCause.BreakEven => "break_even",
        StopCause.Trail => "trail",
    };
}
