using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Planning;
using Executor.Core.Settings;

namespace Executor.Core.Positions;

/// <summary>How the limit entry is sent.</summary>
public enum EntryList
{
    /// <summary>Alone.</summary>
    None,

    /// <summary>With exits of a quantity that we name (OTOCO): they lock it when the entry has filled.</summary>
    Otoco,

    /// <summary>With exits that it pays for (OPOCO): what it buys is locked for them at once, and is their quantity.</summary>
    Opoco,
}

/// <summary>The bracket: an entry that brings its stop and its second target along, armed by the exchange at the moment it has filled.</summary>
internal static class EntryLists
{
    /// <summary>Amendments it takes to give two other legs their share of the bracket.</summary>
    private const int Amendments = 2;

    /// <summary>Which list the entry of a new trade is, and why it is none although the style is <see cref="ExitStyle.Bracket"/>; null: it is, or is
    /// not asked for.</summary>
    public static (EntryList List, string? WhyNone) Of(SymbolSettings settings, SymbolRules rules) => settings switch
    {
        { ExitStyle: ExitStyle.Oco or ExitStyle.Legs } => (EntryList.None, null),
        { EntryMode: EntryMode.MarketOnly } => (EntryList.None, "a market entry cannot carry exits"),
        { Account: TradingAccount.CrossMargin or TradingAccount.IsolatedMargin } => (EntryList.None, "a margin account takes none"),
        _ when !rules.OtoAllowed => (EntryList.None, $"{rules.Symbol} takes no OTO lists"),
        _ when !rules.AmendAllowed || rules.MaxOrderAmends is > 0 and < Amendments => (EntryList.None, $"{rules.Symbol} does not let a list shrink in place"),
        _ => (rules.OpoAllowed ? EntryList.Opoco : EntryList.Otoco, null),
    };

    /// <summary>Base for the exits of an OTOCO: what the entry brings in at the worst fee, because exits that the account does not cover end the
    /// moment they are armed.</summary>
    public static decimal PendingQuantity(TradePlan plan, SymbolRules rules) => Steps.FloorTo(plan.Quantity * (1m - Holdings.WorstFee), rules.LotStep);

    /// <summary>True while the entry lives in a list that locks what it buys: no other exit can be placed for it.</summary>
    public static bool LocksWhatFilled(Trade trade) =>
        trade.EntryList == EntryList.Opoco && trade.Orders.Any(order => order is { Role: OrderRole.Entry, IsLive: true, OrderListId: not null });

    /// <summary>True when the entry has filled and it is not known yet whether the exchange has armed its exits.</summary>
    public static bool IsArming(Trade trade) =>
        trade.Orders.Any(order => order.IsWaiting) && trade.Orders.Any(order => order is { Role: OrderRole.Entry, Status: OrderStatus.Filled });
}
