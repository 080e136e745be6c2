using Executor.Core.Exchange;

namespace Executor.Core.Positions;

/// <summary>Holds the symbol when what the exchange shows contradicts what is known. What is open stays protected; somebody has to look (P10).</summary>
internal static class Quarantine
{
    /// <summary>Begins it.</summary>
    /// <param name="draft">The step.</param>
    /// <param name="reason">Stable code.</param>
    /// <param name="numbers">What contradicts what, in words.</param>
    public static void Begin(Draft draft, string reason, string numbers) =>
        Holds.Begin(draft, new Hold(HoldKind.Quarantined, reason, numbers, draft.Now));

    /// <summary>True when <paramref name="report"/> cannot be true of an order of ours: it is not taken in.</summary>
    public static bool Contradicts(Draft draft, OrderReport report)
    {
        var what = draft.State.Trade is { } trade && OrderRecords.IsOfThisTrade(draft, report)
            ? Contradiction(trade.Plan.Side, report)
            : null;
        if (what is not null)
        {
            Begin(draft, "CONTRADICTION", $"{report.ClientOrderId} ({report.OrderId}): {what}.");
        }

        return what is not null;
    }

    /// <summary>Executions that no order explains although they were asked for again and again.</summary>
    public static void Unexplained(Draft draft)
    {
        var trade = draft.Trade;
        DateTimeOffset? since = trade.Unexplained.IsEmpty ? null : trade.UnexplainedSince ?? draft.Now;
        draft.Trade = trade with { UnexplainedSince = since };
        if (draft.Now - since >= 2 * draft.Settings.UnknownMinAge)
        {
            Begin(
                draft,
                "UNEXPLAINED_EXECUTION",
                $"The exchange shows executions of order(s) {string.Join(", ", trade.Unexplained)} since {since:O} and not the orders.");
        }
    }

    /// <summary>An order of ours that no trade accounts for, seen before the entry is sent: a lost or restored state, or the original at work. It may
    /// be the stop of a position that nobody manages, and its plan cannot be read from it; so nothing opens beside it until somebody has looked
    /// (W56). An order named after the last trade is an answer that lags.</summary>
    public static void BeforeEntry(Draft draft, OrderReport report)
    {
        if (draft.Trade.Entry is EntryPhase.Preparing or EntryPhase.Borrowing
            && !(draft.State.LastClosed is { Trade: var last } && OrderRecords.IsNamedAfter(last, report)))
        {
            Begin(
                draft,
                "ORDER_WITHOUT_TRADE",
                $"{report.ClientOrderId} ({report.OrderId}, {report.Side} {report.Quantity}) rests and belongs to no trade on record. Import the state it "
                    + "belongs to, or cancel it and close by hand what it protects; then release the symbol.");
        }
    }

    private static string? Contradiction(PositionSide side, OrderReport report)
    {
        var expected = Requests.SlotOf(report.ClientOrderId) == Slot.Entry ? side.EntrySide() : side.ExitSide();
        return report switch
        {
            _ when report.Side != expected => $"it should be a {expected} and is a {report.Side}",
            { Status: not OrderStatus.PendingNew } when report.ExecutedQuantity > report.Quantity => $"{report.ExecutedQuantity} of {report.Quantity} executed",
            _ => null,
        };
    }
}
