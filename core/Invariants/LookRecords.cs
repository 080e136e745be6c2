using Executor.Core.Exchange;
using Executor.Core.Planning;
using Executor.Core.Positions;
using Executor.Core.Safety;

namespace Executor.Core.Invariants;

/// <summary>
/// I14, I15, I17 and I20, judged on what a look at the exchange shows, by the same predicates that judge a replay. A look is read in several
/// pieces, so a second one has to confirm what the first has shown; and nothing is judged while a request or an execution is in doubt.
/// </summary>
internal static class LookRecords
{
    public static void Run(InvariantScan scan, Draft draft, ExchangeView view)
    {
        if (draft.State.Trade is not { } trade)
        {
            return;
        }

        var open = view.OpenOrders.RemoveAll(order => !ClientOrderIds.IsOurs(order.ClientOrderId)).Select(order => InItsList(order, trade)).ToList();
        var isCertain = draft.State.Intents.IsEmpty && trade.Unexplained.IsEmpty && Holdings.AreFillsComplete(trade)
            && trade.Orders.All(order => order.MissingSince is null);
        var held = Holdings.Open(trade, draft.Rules);
        scan.Run("I14", s => s.ReportWhenConfirmed(
            "I14:look", Requests.DoubtSpacing, isCertain ? Finding("I14", CoveredOrExplained.Of(open, trade, held, draft.Rules)) : null));
        scan.Run("I15", s => s.ReportWhenConfirmed(
            "I15:look", Requests.DoubtSpacing, isCertain ? Finding("I15", ExitsWithinHoldings.InAll(open, trade.Plan.Side, held)) : null));

        // A shortage is taken for closed by hand, and a debt for paid, after UNKNOWN_MIN_AGE_SEC: what is left after twice that nobody explains.
        scan.Run("I17", s => s.ReportWhenConfirmed("I17", 2 * draft.Settings.UnknownMinAge, isCertain ? Difference(draft, trade, view) : null));
        scan.Run("I20", s => s.Report(OwnRecords.OtherOwner(
            draft.State,
            view.OpenOrders.Concat(view.Orders).Where(order => OrderRecords.IsOfThisTrade(draft, order)).Select(order => order.ClientOrderId))));
    }

    /// <summary>Open orders of a margin account are shown without their list; the answer and the events that told of them named it.</summary>
    private static OrderReport InItsList(OrderReport order, Trade trade) => order.OrderListId is null
        ? order with { OrderListId = trade.Orders.FirstOrDefault(known => known.OrderId == order.OrderId)?.OrderListId }
        : order;

    private static InvariantFinding? Finding(string id, IEnumerable<SafetyFinding> findings) => findings.FirstOrDefault() is { } finding
        ? InvariantFinding.Error(id, $"On the exchange: {finding.Text}", ("property", finding.Property)) with { Kind = "look", IsOfLook = true }
        : null;

    /// <summary>I17: base held, net of debt, is what was there before the trade and what its executions explain.</summary>
    private static InvariantFinding? Difference(Draft draft, Trade trade, ExchangeView view)
    {
        if (trade.Baseline is not { } baseline || draft.Context.Account.IsBaseShared)
        {
            return null;
        }

        var rules = draft.Rules;
        var difference = view.Base.Net - baseline.Base.Net - (Holdings.NetBase(trade, rules) - trade.TakenOutside);
        if (Math.Abs(difference) <= rules.LotStep + view.Base.Interest)
        {
            return null;
        }

        return new InvariantFinding(
            "I17",
            difference < 0m ? InvariantSeverity.Error : InvariantSeverity.Warn,
            $"The account holds {view.Base.Net} {rules.BaseAsset} net of debt, {difference} more than before the trade and what its executions explain.",
            [("difference", difference), ("base_net", view.Base.Net), ("baseline", baseline.Base.Net)]) with { IsOfLook = true };
    }
}
