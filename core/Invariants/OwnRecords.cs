using Executor.Core.Exchange;
using Executor.Core.Planning;
using Executor.Core.Positions;
using Executor.Core.Safety;

namespace Executor.Core.Invariants;

/// <summary>I14 to I16 and I18 to I20, judged on what is on record.</summary>
internal static class OwnRecords
{
    public static void Run(InvariantScan scan, Draft draft)
    {
        if (draft.State.Trade is not { } trade)
        {
            return;
        }

        scan.Run("I14", s => Uncovered(s, draft, trade));
        scan.Run("I15", s => s.ReportWhenConfirmed("I15", Requests.DoubtSpacing, Exceeding(draft, trade)));
        scan.Run("I16", s => s.ReportWhenConfirmed("I16", Requests.DoubtSpacing, Loosened(draft, trade)));
        scan.Run("I18", s => Unknown(s, draft, trade));
        scan.Run("I19", s => s.Report(MarketStale(s, draft, trade)));
        scan.Run("I20", s => s.Report(OtherOwner(draft.State, trade.Orders.Select(order => order.ClientOrderId))));
    }

    /// <summary>I20: an order of this trade that a later owner sent.</summary>
    public static InvariantFinding? OtherOwner(PositionState state, IEnumerable<string> clientOrderIds)
    {
        foreach (var id in clientOrderIds)
        {
            if (ClientOrderIds.EpochOf(id) is { } epoch && epoch > state.Epoch)
            {
                return InvariantFinding.Error(
                    "I20", $"{id} was sent by owner {epoch} while owner {state.Epoch} is at work.", ("client_id", id), ("epoch", epoch), ("own_epoch", state.Epoch));
            }
        }

        return null;
    }

    /// <summary>I14: what is open is under stops, or a journalled window says why not, and not for too long.</summary>
    private static void Uncovered(InvariantScan scan, Draft draft, Trade trade)
    {
        var open = Holdings.Open(trade, draft.Rules);
        var uncovered = open - Holdings.Covered(trade);
        if (uncovered < draft.Rules.LotStep)
        {
            return;
        }

        if (trade.OpenWindow is not { } window || window.Quantity < uncovered)
        {
            scan.Report(InvariantFinding.Error(
                "I14", $"{uncovered} of {open} is under no stop and no window explains it.", ("uncovered", uncovered), ("qty", open)) with { Kind = "unexplained" });
            return;
        }

        // Until the entry has ended, what has filled may be too small for a stop of its own.
        var limit = scan.Settings.UncoveredLimit + (trade.Entry == EntryPhase.Done ? TimeSpan.Zero : draft.Settings.EntryTimeout);
        var length = draft.Now - window.From;
        if (length > limit)
        {
            scan.Report(InvariantFinding.Error(
                "I14",
                $"{uncovered} of {open} has been under no stop for {length.TotalSeconds} s: {window.Cause}.",
                ("uncovered", uncovered), ("qty", open), ("from", window.From), ("seconds", length), ("cause", window.Cause)) with { Kind = "long" });
        }
    }

    /// <summary>I15: the exits on record can execute no more than is open.</summary>
    private static InvariantFinding? Exceeding(Draft draft, Trade trade)
    {
        var exits = trade.Orders
            .Where(order => order is { IsLive: true, Status: not OrderStatus.PendingNew } && order.Side == trade.Plan.Side.ExitSide() && order.Slot != Slot.Loan)
            .GroupBy(order => order.OrderListId is { } list ? (IsList: true, Id: list) : (IsList: false, Id: order.OrderId))
            .Sum(unit => unit.Max(order => order.RemainingQuantity));
        var open = Holdings.Open(trade, draft.Rules);
        return exits > open
            ? InvariantFinding.Error("I15", $"Exits could execute {exits}, {open} is open.", ("exits", exits), ("qty", open)) with { Kind = "record" }
            : null;
    }

    /// <summary>I16: the stop that rests for a leg is no looser than the tightest it has had.</summary>
    private static InvariantFinding? Loosened(Draft draft, Trade trade)
    {
        foreach (var leg in trade.Legs.Where(leg => leg is { Phase: LegPhase.Open, OpenQuantity: > 0m }))
        {
            var levels = trade.Orders
                .Where(order => order is { Role: OrderRole.Stop, IsLive: true, StopPrice: not null } && order.Slot == ExitPlan.StopSlot(leg, draft.Settings))
                .Select(order => order.StopPrice!.Value)
                .ToList();
            if (levels is [] || leg.RestedStop is not { } before)
            {
                continue;
            }

            var present = trade.Plan.Side switch
            {
                PositionSide.Long => levels.Max(),
                PositionSide.Short => levels.Min(),
            };
            if (StopsOnlyTighten.Of(trade.Plan.Side, leg.Slot, before, present).FirstOrDefault() is { } finding)
            {
                return InvariantFinding.Error("I16", finding.Text, ("leg", leg.Slot), ("before", before), ("stop", present));
            }
        }

        return null;
    }

    /// <summary>I18: the outcome of a request, or the order behind an execution, has not been found out in time.</summary>
    private static void Unknown(InvariantScan scan, Draft draft, Trade trade)
    {
        var oldest = draft.State.Intents.Where(intent => intent.Stage == IntentStage.Unknown).MinBy(intent => intent.At);
        if (oldest is not null && draft.Now - oldest.At > scan.Settings.UnknownLimit)
        {
            scan.Report(InvariantFinding.Error(
                "I18",
                $"Nobody knows after {(draft.Now - oldest.At).TotalSeconds} s what became of {oldest.Command.GetType().Name} in {oldest.Slot}.",
                ("intent", oldest.Id), ("slot", oldest.Slot), ("looks", oldest.Looks), ("age_s", draft.Now - oldest.At)) with { Kind = "intent" });
        }

        if (trade.Unexplained.IsEmpty != scan.Memory.UnexplainedSince is null)
        {
            scan.Memory = scan.Memory with { UnexplainedSince = trade.Unexplained.IsEmpty ? null : draft.Now };
        }

        if (scan.Memory.UnexplainedSince is { } since && draft.Now - since > scan.Settings.UnknownLimit)
        {
            scan.Report(InvariantFinding.Error(
                "I18",
                "The exchange reports executions of orders that nobody here knows.",
                ("order_ids", string.Join(',', trade.Unexplained)), ("age_s", draft.Now - since)) with { Kind = "execution" });
        }
    }

    /// <summary>I19: a position is open and the price that decides over it is old. Twice as old is an error.</summary>
    private static InvariantFinding? MarketStale(InvariantScan scan, Draft draft, Trade trade)
    {
        if (Holdings.Open(trade, draft.Rules) <= 0m)
        {
            return null;
        }

        var limit = draft.Settings.QuoteMaxAge;
        if (draft.Context.Market.Quote is not { } quote)
        {
            return new InvariantFinding("I19", Grace.Of(scan, draft.Now - trade.OpenedAt), "A position is open and no price is known.", []);
        }

        var age = draft.Now - quote.At;
        return age <= limit
            ? null
            : new InvariantFinding(
                "I19",
                age > 2 * limit ? InvariantSeverity.Error : InvariantSeverity.Warn,
                $"A position is open and the last price is {age.TotalSeconds} s old.",
                [("age_s", age), ("stale_sec", limit)]);
    }
}
