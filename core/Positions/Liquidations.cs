using Executor.Core.Exchange;
using Executor.Core.Planning;

namespace Executor.Core.Positions;

/// <summary>Notices that the exchange liquidates the account (P37): the orders it ended by itself, and the executions under no id of ours that
/// follow. They are booked into the trade, so that its money is true, and the symbol opens nothing until an operator has looked.</summary>
internal static class Liquidations
{
    /// <summary>Close reason, hold code and event.</summary>
    public const string Reason = Hold.MarginLiquidated;

    /// <summary>Reason that the exchange gives for an order it ended by itself.</summary>
    private const string EndedByExchange = "EXCHANGE_CANCELED";

    /// <summary>Margin level at which the exchange liquidates.</summary>
    /// <remarks>Source: Binance margin API, tradeCoeff, forceLiquidationBar.</remarks>
    private const decimal LiquidationLevel = 1.1m;

    /// <summary>An order ended by the exchange itself: its executions are asked for from now on.</summary>
    public static void Notice(Draft draft, TrackedOrder known, OrderReport report)
    {
        if (draft.Settings.Account.IsMargin() && known.IsLive && !report.Status.IsLive() && report.ExpiryReason == EndedByExchange)
        {
            Suspect(draft);
        }
    }

    /// <summary>The margin level tells as well, when the report of the order was lost.</summary>
    public static void Notice(Draft draft, ExchangeView view)
    {
        if (view.MarginLevel <= LiquidationLevel)
        {
            Suspect(draft);
        }
    }

    /// <summary>True for an order by which the exchange closes what is open.</summary>
    public static bool IsOne(Draft draft, OrderReport report) =>
        draft.Trade.ExchangeCanceledAt is not null
        && !ClientOrderIds.IsOurs(report.ClientOrderId)
        && report.Side == draft.Trade.Plan.Side.ExitSide()
        && report.ExecutedQuantity > 0m;

    /// <summary>Books it as what it is: an exit at market.</summary>
    public static void Book(Draft draft, OrderReport report)
    {
        draft.Alarm(
            Reason,
            $"The exchange liquidates: order {report.ClientOrderId} of its own executed {report.ExecutedQuantity}.",
            ("order_id", report.OrderId),
            ("qty", report.ExecutedQuantity));
        Holds.Begin(draft, new Hold(HoldKind.Halted, Reason, $"The exchange closed {report.ExecutedQuantity} by its own order {report.OrderId}.", draft.Now));
        OrderRecords.Track(draft, Slot.Runner, draft.Now, report);
    }

    /// <summary>True while an execution may be that of the exchange: whose it is has to be known before an exit takes the place of a cancelled one.
    /// Not for ever: what stays open is protected in the end.</summary>
    public static bool IsUnexplained(Draft draft) =>
        draft.Trade.ExchangeCanceledAt is { } since && !draft.Trade.Unexplained.IsEmpty && draft.Now - since < draft.Settings.UnknownMinAge;

    private static void Suspect(Draft draft)
    {
        if (draft.Trade.ExchangeCanceledAt is null)
        {
            draft.Trade = draft.Trade with { ExchangeCanceledAt = draft.Now };

            // Nothing is sent before that look: an exit that took the place of a cancelled one would be for what the exchange has closed.
            draft.State = draft.State with { DueLook = DueLook.Everything, InspectAt = draft.Now };
        }
    }
}
