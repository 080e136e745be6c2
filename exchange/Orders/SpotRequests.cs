using Executor.Core.Exchange;
using Executor.Exchange.Budget;
using Executor.Exchange.Http;
using Executor.Exchange.Signing;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Orders;

/// <summary>Spot commands as requests. Fills and their fees are asked for with every placement. Source: Binance spot API, trading.</summary>
internal static class SpotRequests
{
    private const string WithFills = "FULL";

    public static ApiRequest Place(ExchangeCommand.Place command) => Request(
        SpotEndpoints.Place, command, For(command).AddOrder(command.Order).Add("newOrderRespType", WithFills));

    public static ApiRequest Oco(ExchangeCommand.PlaceOco command) => Request(
        SpotEndpoints.Oco,
        command,
        For(command)
            .Add("listClientOrderId", command.Oco.ListClientOrderId)
            .Add("side", WireText.Of(command.Oco.Above.Side))
            .Add("quantity", command.Oco.Above.Quantity)
            .AddLeg("above", command.Oco.Above)
            .AddLeg("below", command.Oco.Below)
            .Add("newOrderRespType", WithFills));

    public static ApiRequest Oto(ExchangeCommand.PlaceOto command)
    {
        var (oto, isPaid) = (command.Oto, command.Oto.IsPaidByWorking);
        var parameters = For(command)
            .Add("listClientOrderId", oto.ListClientOrderId)
            .AddWorking(oto.Working)
            .Add("pendingSide", WireText.Of(oto.Pending[0].Side))
            .Add("pendingQuantity", isPaid ? null : oto.Pending[0].Quantity);
        return oto.Pending.Length == 1
            ? Request(isPaid ? SpotEndpoints.Opo : SpotEndpoints.Oto, command, parameters.AddLeg("pending", oto.Pending[0]).Add("newOrderRespType", WithFills))
            : Request(
                isPaid ? SpotEndpoints.Opoco : SpotEndpoints.Otoco,
                command,
                parameters.AddLeg("pendingAbove", oto.Pending[0]).AddLeg("pendingBelow", oto.Pending[1]).Add("newOrderRespType", WithFills));
    }

    /// <summary>By the exchange's id alone where it is known: that is the fastest way, and the client id may be that of another order by now.</summary>
    public static ApiRequest Cancel(ExchangeCommand.Cancel command) => Request(SpotEndpoints.Cancel, command, For(command).AddReference(command.Order));

    public static ApiRequest Replace(ExchangeCommand.Replace command) => Request(
        SpotEndpoints.CancelReplace,
        command,
        For(command)
            .Add("cancelReplaceMode", "STOP_ON_FAILURE")
            .Add("cancelRestrictions", "ONLY_NEW")
            .Add("cancelOrderId", command.Cancelled.OrderId)
            .Add("cancelOrigClientOrderId", command.Cancelled.OrderId is null ? command.Cancelled.ClientOrderId : null)
            .AddOrder(command.Order)
            .Add("newOrderRespType", WithFills));

    /// <summary>The order's own id is sent as the new one: without it the exchange would give the order another name.</summary>
    public static ApiRequest Amend(ExchangeCommand.Amend command) => Request(
        SpotEndpoints.Amend,
        command,
        For(command)
            .AddReference(command.Order)
            .Add("newClientOrderId", command.Order.ClientOrderId.Length == 0 ? null : command.Order.ClientOrderId)
            .Add("newQty", command.NewQuantity));

    /// <summary>Names an order by the exchange's id where it is known, else by ours.</summary>
    public static RequestParameters AddReference(this RequestParameters parameters, OrderReference reference) => parameters
        .Add("orderId", reference.OrderId)
        .Add("origClientOrderId", reference.OrderId is null ? reference.ClientOrderId : null);

    private static RequestParameters For(ExchangeCommand command) => new RequestParameters().Add("symbol", command.Symbol);

    private static ApiRequest Request(ApiEndpoint endpoint, ExchangeCommand command, RequestParameters parameters) =>
        new(endpoint, parameters, RequestLanes.Of(command));
}
