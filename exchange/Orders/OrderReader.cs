using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Exchange.Errors;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Orders;

/// <summary>Makes reports of what an answer shows of orders.</summary>
/// <param name="symbol">The pair that was asked about; an answer about another one is not understood.</param>
/// <param name="now">The exchange's time, for answers that carry none.</param>
internal sealed class OrderReader(string symbol, DateTimeOffset now)
{
    /// <summary>The report of one order.</summary>
    /// <param name="order">As the answer shows it.</param>
    /// <param name="placedAs">The id given at placement where it is known from elsewhere: a cancel renames the order.</param>
    /// <param name="listId">The list, where the answer names it beside the order.</param>
    /// <exception cref="WireException">Something is missing or not known.</exception>
    public OrderReport Read(WireOrder order, string? placedAs = null, long? listId = null)
    {
        if (order.Symbol is { } named && named != symbol)
        {
            throw new WireException($"the answer is about '{ShownText.Of(named, 36)}'");
        }

        var orderId = WireText.Required(order.OrderId, "orderId");
        var type = WireText.Type(order.Type);
        var status = WireText.Status(order.Status);
        var executed = NotNegative(order.ExecutedQuantity ?? 0m, "executedQty");
        var updatedAt = order.UpdateTime ?? order.TransactTime ?? order.Time;
        var at = updatedAt is null ? now : WireText.Time(updatedAt, "time");
        return new OrderReport
        {
            Symbol = symbol,
            OrderId = orderId > 0 ? orderId : throw new WireException($"the order id {orderId} is not above 0"),
            ClientOrderId = NonEmpty(placedAs) ?? NonEmpty(order.OriginalClientOrderId) ?? WireText.Required(order.ClientOrderId, "clientOrderId"),
            OrderListId = (order.OrderListId ?? listId) is >= 0 and var list ? list : null,
            Side = WireText.Side(order.Side),
            Type = type,
            Status = status,
            Price = HasPrice(type) ? Positive(order.Price) : null,
            StopPrice = HasTrigger(type) ? Positive(order.StopPrice) : null,
            Quantity = NotNegative(order.OriginalQuantity ?? order.Quantity ?? 0m, "origQty"),
            ExecutedQuantity = executed,
            QuoteQuantity = QuoteOf(order, executed),
            IsWorking = IsWorking(order, type, status, executed),
            ExpiryReason = order.ExpiryReason is null or "NONE" or "" ? null : ShownText.Of(order.ExpiryReason, 64),
            Fills = [.. (order.Fills ?? []).Select(fill => Read(fill, orderId, at))],
            UpdatedAt = at,
        };
    }

    /// <summary>The reports of an answer about one order or, where that is what went, about a list.</summary>
    /// <param name="answer">An order or a list.</param>
    /// <param name="placedAs">Id at placement, by order id, where it is known.</param>
    public ImmutableArray<OrderReport> ReadAll(WireOrder answer, Func<long, string?>? placedAs = null)
    {
        if (answer.Reports is not { } reports)
        {
            return [Read(answer, answer.OrderId is { } single ? placedAs?.Invoke(single) : null)];
        }

        var read = ImmutableArray.CreateBuilder<OrderReport>(reports.Count);
        foreach (var report in reports)
        {
            var timed = report.TransactTime is null ? report with { TransactTime = answer.TransactionTime } : report;
            var name = report.OrderId is { } id ? placedAs?.Invoke(id) : null;
            read.Add(Read(timed, name ?? NonEmpty(report.OriginalClientOrderId) ?? NameIn(answer.Orders, report.OrderId), answer.OrderListId));
        }

        return read.Count > 0 ? read.DrainToImmutable() : throw new WireException("'orderReports' is empty");
    }

    /// <summary>In answers to a placement the order's own fills took at once: as taker, at the time of the answer.</summary>
    private static Fill Read(WireFill fill, long orderId, DateTimeOffset at) => new(
        WireText.Required(fill.TradeId, "tradeId"),
        orderId,
        Above0(fill.Price, "price"),
        Above0(fill.Quantity, "qty"),
        NotNegative(WireText.Required(fill.Commission, "commission"), "commission"),
        WireText.Required(fill.CommissionAsset, "commissionAsset"),
        at,
        IsMaker: false);

    /// <summary>The names in the list's own enumeration are those at placement.</summary>
    private static string? NameIn(IReadOnlyList<WireOrder>? orders, long? orderId) =>
        NonEmpty(orders?.FirstOrDefault(order => order.OrderId == orderId)?.ClientOrderId);

    /// <summary>A negative amount means that the exchange does not know it any more.</summary>
    private static decimal QuoteOf(WireOrder order, decimal executed) => (order.CumulativeQuote ?? order.AmendedCumulativeQuote) switch
    {
        >= 0m and var known => known,
        _ => executed * (order.Price ?? 0m),
    };

    private static bool IsWorking(WireOrder order, OrderType type, OrderStatus status, decimal executed) =>
        status != OrderStatus.PendingNew && (order.IsWorking ?? order.WorkingTime switch
        {
            { } time => time >= 0,
            null => !HasTrigger(type) || executed > 0m,
        });

    private static bool HasPrice(OrderType type) => type switch
    {
        OrderType.Limit or OrderType.LimitMaker or OrderType.StopLossLimit or OrderType.TakeProfitLimit => true,
        OrderType.Market or OrderType.StopLoss or OrderType.TakeProfit => false,
    };

    /// <summary>True for orders that wait for a price before they go to the book.</summary>
    private static bool HasTrigger(OrderType type) => type switch
    {
        OrderType.StopLoss or OrderType.StopLossLimit or OrderType.TakeProfit or OrderType.TakeProfitLimit => true,
        OrderType.Limit or OrderType.LimitMaker or OrderType.Market => false,
    };

    private static decimal? Positive(decimal? value) => value > 0m ? value : null;

    private static decimal NotNegative(decimal value, string field) => value >= 0m ? value : throw new WireException($"'{field}' is {value}");

    private static decimal Above0(decimal? value, string field) => value is > 0m and var known ? known : throw new WireException($"'{field}' is {value}");

    private static string? NonEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
