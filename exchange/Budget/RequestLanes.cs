using System.Diagnostics;
using Executor.Core.Exchange;
using Executor.Core.Planning;

namespace Executor.Exchange.Budget;

/// <summary>Which lane a command belongs to; entries are told from exits by their client order ids.</summary>
internal static class RequestLanes
{
    private const string EntryPrefix = $"{ClientOrderIds.Prefix}EN_";

    public static RequestLane Of(ExchangeCommand command) => command switch
    {
        ExchangeCommand.Place place => Of(place.Order),
        ExchangeCommand.PlaceOco => RequestLane.Protective,
        ExchangeCommand.PlaceOto => RequestLane.Entry,
        ExchangeCommand.Cancel cancel => IsEntry(cancel.Order.ClientOrderId) ? RequestLane.Close : RequestLane.Protective,
        ExchangeCommand.Replace replace => Of(replace.Order),
        ExchangeCommand.Amend => RequestLane.Protective,
        ExchangeCommand.Borrow => RequestLane.Entry,
        ExchangeCommand.Repay => RequestLane.Close,
        ExchangeCommand.Inspect look => look.IsUrgent ? RequestLane.UrgentQuery : RequestLane.Query,
        _ => throw new UnreachableException($"{command.GetType().Name} is not a command."),
    };

    private static RequestLane Of(NewOrder order) => IsEntry(order.ClientOrderId) ? RequestLane.Entry : order.Type switch
    {
        OrderType.StopLoss or OrderType.StopLossLimit => RequestLane.Protective,
        OrderType.Limit or OrderType.LimitMaker or OrderType.Market or OrderType.TakeProfit or OrderType.TakeProfitLimit => RequestLane.Close,
    };

    private static bool IsEntry(string clientOrderId) => clientOrderId.StartsWith(EntryPrefix, StringComparison.Ordinal);
}
