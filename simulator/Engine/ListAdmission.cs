using Executor.Core.Exchange;
using Executor.Simulator.Engine.Margin;

namespace Executor.Simulator.Engine;

/// <summary>The checks an order list passes before it changes anything, in the order of <see cref="Admission"/>; null when it does.</summary>
internal sealed class ListAdmission(EngineOptions options, Funding funding)
{
    /// <summary>The two legs lock once, what the dearer one needs.</summary>
    public static decimal Need(SymbolBook book, NewOco oco) =>
        Math.Max(Admission.Need(book, oco.Above, available: 0m), Admission.Need(book, oco.Below, available: 0m));

    public Refusal? RefusalOf(Account account, SymbolBook book, NewOco oco, RequestExtras extras, DateTimeOffset now) =>
        OcoChecks.Parameters(oco, extras)
        ?? ParameterChecks.SideEffects(account, oco.Above)
        ?? Admission.Values(book, oco.Above)
        ?? Admission.Values(book, oco.Below)
        ?? (book.Rules.OcoAllowed ? null : Refusal.OcoNotSupported)
        ?? extras.AtGate()
        ?? Names(account, book, oco.ListClientOrderId, oco.Above, oco.Below)
        ?? OcoChecks.PriceRelation(book.Last, oco.Above, oco.Below)
        ?? funding.Check(account.Of(OrderFactory.LockedAsset(book.Rules, oco.Above.Side)), Need(book, oco), oco.Above.SideEffect, now)
        ?? FilterChecks.Counts(book, account, orders: 2, stops: oco.Above.Type.IsStop() && oco.Below.Type.IsStop() ? 2 : 1, lists: 1);

    /// <param name="account">Account of the list.</param>
    /// <param name="book">Its market.</param>
    /// <param name="oto">The list.</param>
    /// <param name="extras">What its orders carry besides.</param>
    /// <param name="available">What the working order would execute at once.</param>
    /// <param name="now">Present time, UTC.</param>
    public Refusal? RefusalOf(Account account, SymbolBook book, NewOto oto, RequestExtras extras, decimal available, DateTimeOffset now)
    {
        var purse = account.Of(OrderFactory.LockedAsset(book.Rules, oto.Working.Side));
        return OtoChecks.Parameters(account, oto, extras, options.Margin)
            ?? Admission.Values(book, oto.Working)
            ?? PendingValues(book, oto)
            ?? Support(book.Rules, oto)
            ?? extras.AtGate()
            ?? Names(account, book, oto.ListClientOrderId, [oto.Working, .. oto.Pending])
            ?? funding.Check(purse, Admission.Need(book, oto.Working, available), oto.Working.SideEffect, now)
            ?? (Admission.WouldTake(book, oto.Working) ? Refusal.WouldTake : null)
            ?? FilterChecks.Counts(book, account, 1 + oto.Pending.Length, oto.Pending.Count(order => order.Type.IsStop()), lists: 1);
    }

    private static Refusal? PendingValues(SymbolBook book, NewOto oto)
    {
        foreach (var order in oto.Pending)
        {
            if (Admission.Values(book, OtoChecks.Expected(oto, order)) is { } refused)
                return refused;
        }
        return null;
    }

    private static Refusal? Support(SymbolRules rules, NewOto oto)
    {
        if (!rules.OtoAllowed)
            return Refusal.OtoNotSupported;
        if (oto.IsPaidByWorking && !rules.OpoAllowed)
            return Refusal.OpoNotSupported;
        return oto.Pending.Length == 2 && !rules.OcoAllowed ? Refusal.OcoNotSupported : null;
    }

    private static Refusal? Names(Account account, SymbolBook book, string listName, params ReadOnlySpan<NewOrder> orders)
    {
        if (!book.IsTrading)
            return Refusal.MarketClosed;
        var isTaken = account.IsListNameTaken(listName);
        foreach (var order in orders)
            isTaken |= account.FindOpen(order.ClientOrderId) is not null;
        return isTaken ? Refusal.DuplicateOrder : null;
    }
}
