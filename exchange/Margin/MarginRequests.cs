using Executor.Core.Exchange;
using Executor.Exchange.Budget;
using Executor.Exchange.Http;
using Executor.Exchange.Orders;
using Executor.Exchange.Signing;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Margin;

/// <summary>Margin commands as requests. Source: Binance margin API, trade and borrow.</summary>
internal static class MarginRequests
{
    private const string WithFills = "FULL";

    public static ApiRequest Place(ExchangeCommand.Place command) => Request(
        MarginEndpoints.Place, command, command.Order, For(command).AddOrder(command.Order).Add("newOrderRespType", WithFills).AddSideEffect(command.Order));

    /// <summary>The old form: one limit leg, one stop leg, and the exchange works out which is above.</summary>
    public static ApiRequest Oco(ExchangeCommand.PlaceOco command)
    {
        var (above, below) = (command.Oco.Above, command.Oco.Below);
        var (limit, stop) = above.StopPrice is null ? (above, below) : (below, above);
        return Request(
            MarginEndpoints.Oco,
            command,
            stop,
            For(command)
                .Add("listClientOrderId", command.Oco.ListClientOrderId)
                .Add("side", WireText.Of(stop.Side))
                .Add("quantity", stop.Quantity)
                .Add("limitClientOrderId", limit.ClientOrderId)
                .Add("price", limit.Price)
                .Add("stopClientOrderId", stop.ClientOrderId)
                .Add("stopPrice", stop.StopPrice)
                .Add("stopLimitPrice", stop.Type == OrderType.StopLossLimit ? stop.Price : null)
                .Add("stopLimitTimeInForce", OrderParameters.TimeInForceOf(stop))
                .Add("newOrderRespType", WithFills)
                .AddSideEffect(stop));
    }

    public static ApiRequest Oto(ExchangeCommand.PlaceOto command)
    {
        var oto = command.Oto;
        var parameters = For(command)
            .Add("listClientOrderId", oto.ListClientOrderId)
            .AddWorking(oto.Working)
            .Add("pendingSide", WireText.Of(oto.Pending[0].Side))
            .Add("pendingQuantity", oto.Pending[0].Quantity);
        var isSingle = oto.Pending.Length == 1;
        parameters = isSingle
            ? parameters.AddLeg("pending", oto.Pending[0])
            : parameters.AddLeg("pendingAbove", oto.Pending[0]).AddLeg("pendingBelow", oto.Pending[1]);
        return Request(
            isSingle ? MarginEndpoints.Oto : MarginEndpoints.Otoco,
            command,
            oto.Working,
            parameters.Add("newOrderRespType", WithFills).AddSideEffect(oto.Working));
    }

    public static ApiRequest Cancel(ExchangeCommand.Cancel command) =>
        new(MarginEndpoints.Cancel, For(command).AddReference(command.Order), RequestLanes.Of(command));

    public static ApiRequest Borrow(ExchangeCommand.Borrow command) => Loan(command, command.Asset, command.Amount, "BORROW");

    public static ApiRequest Repay(ExchangeCommand.Repay command) => Loan(command, command.Asset, command.Amount, "REPAY");

    private static ApiRequest Loan(ExchangeCommand command, string asset, decimal amount, string type) => new(
        MarginEndpoints.BorrowRepay,
        new RequestParameters()
            .Add("asset", asset)
            .AddIsIsolated(command.Account)
            .Add("symbol", command.Account == TradingAccount.IsolatedMargin ? command.Symbol : null)
            .Add("amount", amount)
            .Add("type", type),
        RequestLanes.Of(command));

    private static RequestParameters For(ExchangeCommand command) => new RequestParameters().Add("symbol", command.Symbol).AddIsIsolated(command.Account);

    private static ApiRequest Request(ApiEndpoint endpoint, ExchangeCommand command, NewOrder borrower, RequestParameters parameters) =>
        new(OrderParameters.Borrows(borrower) ? endpoint.Borrowing() : endpoint, parameters, RequestLanes.Of(command));
}
