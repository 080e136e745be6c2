using System.Collections.Immutable;
using System.Globalization;
using Executor.Core.Exchange;
using Executor.Core.Planning;
using Executor.Core.Settings;

namespace Executor.Grains.Account;

/// <summary>What an account shows for a symbol before anything is entered.</summary>
/// <param name="Seen">Everything worth knowing, one sentence each.</param>
/// <param name="Unexplained">What nothing on record explains: on the first start of the symbol it is held for each of them.</param>
/// <param name="Dangerous">What keeps the symbol held at any start: open orders under our own prefix that belong to no trade on record.</param>
internal sealed record AccountFindings(ImmutableArray<string> Seen, ImmutableArray<string> Unexplained, ImmutableArray<string> Dangerous)
{
    /// <summary>Nothing: an open position compares itself.</summary>
    public static AccountFindings None { get; } = new([], [], []);

    /// <summary>Judges what the exchange shows while no trade is on record.</summary>
    /// <param name="view">A look at the symbol with its open orders and balances.</param>
    /// <param name="settings">How it is traded.</param>
    public static AccountFindings Of(ExchangeView view, SymbolSettings settings)
    {
        var (seen, unexplained, dangerous) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var order in view.OpenOrders)
        {
            var isOurs = ClientOrderIds.IsOurs(order.ClientOrderId);
            var text = Text($"{(isOurs ? "Order under our prefix" : "Foreign order")} {order.ClientOrderId} ({order.OrderId}): {order.Side} {order.Type} {order.Quantity} at {order.Price ?? order.StopPrice}.");
            seen.Add(text);
            (isOurs ? dangerous : unexplained).Add(text);
        }

        foreach (var balance in new[] { view.Base, view.Quote })
        {
            if (balance.Total > 0m)
                seen.Add(Text($"Holds {balance.Total} {balance.Asset}, {balance.Locked} of it locked."));
            if (balance.Debt <= settings.DebtTolerance)
                continue;
            var debt = Text($"Owes {balance.Debt} {balance.Asset} (principal {balance.Borrowed}, interest {balance.Interest}).");
            seen.Add(debt);
            unexplained.Add(debt); // on a cross account another symbol may owe it: it is for the operator to say
        }

        if (view.MarginLevel is { } level)
            seen.Add(Text($"Margin level {level}."));
        return new AccountFindings([.. seen], [.. unexplained], [.. dangerous]);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
