using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>Wakes the orders of a list that wait for its working order, once that has executed completely.</summary>
internal sealed class PendingLegs(EngineOptions options, Matcher matcher, ChangeLog changes)
{
    private const string Bnb = "BNB";

    /// <summary>
    /// Locks for the pending orders what an execution of the working order bought. Its commission is borne by other free base where there is
    /// enough, else by what was bought.
    /// </summary>
    public void Collect(OrderList list, Fill fill)
    {
        var pending = list.Pending.First();
        var asset = pending.Reservation.Purse.Asset;
        var commission = fill.CommissionAsset == asset ? fill.Commission : 0m;
        var isBorneByOthers = asset != Bnb && pending.Reservation.Purse.Free >= fill.Quantity;
        list.Collected += isBorneByOthers ? fill.Quantity : fill.Quantity - commission;
        changes.Touch(list);
        pending.Reservation.Renew();
    }

    /// <summary>The working order has executed completely: the pending orders are checked as new ones and enter the book, or expire.</summary>
    public void Activate(OrderList list, DateTimeOffset now)
    {
        var legs = list.Pending.Where(leg => leg.IsLive).ToList();
        if (legs.Count == 0)
            return;
        var book = legs[0].Book;
        if (list.IsPaidByWorking)
        {
            var quantity = FloorToLot(book, list.Collected);
            foreach (var leg in legs)
                leg.Quantity = quantity;
        }
        var available = legs is [{ IsStop: false, Type: not OrderType.LimitMaker } taker]
            ? matcher.PlanTake(book, taker.Id, taker.Side, taker.Price, taker.Quantity, now)
            : 0m;
        if (options.RefusesPendingLegs(book.Rules.Symbol) || IsRefused(book, legs, available))
            matcher.ExpireAll(legs, ExpiryReasons.Rejected, now);
        else
            matcher.Wake(legs, available, now);
    }

    private static bool IsRefused(SymbolBook book, List<Order> legs, decimal available)
    {
        var drafts = legs.ConvertAll(OrderFactory.DraftOf);
        if (drafts.Exists(draft => draft.Quantity <= 0m || FilterChecks.Order(book, draft) is not null))
            return true;
        var reservation = legs[0].Reservation;
        if (drafts.Max(draft => Admission.Need(book, draft, available)) > reservation.Purse.Free + reservation.Amount)
            return true;
        return drafts is [var above, var below]
            ? OcoChecks.PriceRelation(book.Last, above, below) is not null
            : (drafts[0].StopPrice is { } stopPrice && book.IsTriggered(drafts[0].Type, drafts[0].Side, stopPrice))
                || (drafts[0].Type == OrderType.LimitMaker && book.IsMarketable(drafts[0].Side, drafts[0].Price));
    }

    private static decimal FloorToLot(SymbolBook book, decimal quantity) =>
        book.Rules.LotStep == 0m ? quantity : quantity - (quantity % book.Rules.LotStep);
}
