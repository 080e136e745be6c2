using Executor.Core.Exchange;

namespace Executor.Core.Tests.Exchange;

public sealed class EventProofTests
{
    private const string Symbol = "BTCUSDC";

    private static NewOrder Stop { get; } = Order("SL") with { Type = OrderType.StopLoss, StopPrice = 90m };

    private static NewOrder Target { get; } = Order("TP") with { Type = OrderType.LimitMaker, Price = 110m };

    [Theory]
    [InlineData(OrderStatus.New, true)]
    [InlineData(OrderStatus.PartiallyFilled, true)]
    [InlineData(OrderStatus.Filled, true)]
    [InlineData(OrderStatus.Expired, true)] // it was accepted, and found nobody
    [InlineData(OrderStatus.Canceled, true)]
    [InlineData(OrderStatus.Rejected, false)]
    public void Placement_IsProvenByItsOrder(OrderStatus status, bool isProven) =>
        Assert.Equal(isProven, new ExchangeCommand.Place(Symbol, Order("EN")).Proves([Report("other", OrderStatus.New), Report("EN", status)]));

    [Fact]
    public void Placement_IsNotProvenByOrdersOfOthers() =>
        Assert.False(new ExchangeCommand.Place(Symbol, Order("EN")).Proves([Report("EN2", OrderStatus.Filled)]));

    [Fact]
    public void List_IsProvenByAllOfItsOrders()
    {
        var oco = new ExchangeCommand.PlaceOco(Symbol, new NewOco("OCO", Target, Stop));
        var bracket = new ExchangeCommand.PlaceOto(Symbol, new NewOto("OTO", Order("EN"), [Target, Stop], IsPaidByWorking: false));

        Assert.False(oco.Proves([Report("SL", OrderStatus.New)]));
        Assert.True(oco.Proves([Report("SL", OrderStatus.New), Report("TP", OrderStatus.New)]));
        Assert.False(oco.Proves([Report("SL", OrderStatus.Rejected), Report("TP", OrderStatus.New)]));
        Assert.False(bracket.Proves([Report("EN", OrderStatus.Filled)]));
        Assert.True(bracket.Proves([Report("EN", OrderStatus.New), Report("TP", OrderStatus.PendingNew), Report("SL", OrderStatus.PendingNew)]));
    }

    [Fact]
    public void Replacement_IsProvenByTheNewOrderAndTheEndOfTheOld()
    {
        var replace = new ExchangeCommand.Replace(Symbol, new OrderReference("OLD", 7), Stop);

        Assert.False(replace.Proves([Report("OLD", OrderStatus.Canceled, 7)])); // half of it: the new one may have been refused
        Assert.False(replace.Proves([Report("SL", OrderStatus.New)]));
        Assert.True(replace.Proves([Report("OLD", OrderStatus.Canceled, 7), Report("SL", OrderStatus.New)]));
    }

    [Theory]
    [InlineData(OrderStatus.Canceled, 7, true)]
    [InlineData(OrderStatus.Canceled, 8, false)]
    [InlineData(OrderStatus.Filled, 7, false)] // its refusal is on the way
    [InlineData(OrderStatus.New, 7, false)]
    public void Cancel_IsProvenByTheEndOfTheOrderAlone(OrderStatus status, long orderId, bool isProven) =>
        Assert.Equal(isProven, new ExchangeCommand.Cancel(Symbol, new OrderReference("OLD", 7)).Proves([Report("OLD", status, orderId)]));

    [Fact]
    public void WhatHasNoEventsOfItsOwn_IsNeverProven()
    {
        OrderReport[] reports = [Report("OLD", OrderStatus.New, 7)];

        Assert.False(new ExchangeCommand.Amend(Symbol, new OrderReference("OLD", 7), 1m).Proves(reports));
        Assert.False(new ExchangeCommand.Borrow(Symbol, "BTC", 1m).Proves(reports));
        Assert.False(new ExchangeCommand.Repay(Symbol, "BTC", 1m).Proves(reports));
        Assert.False(new ExchangeCommand.Inspect(Symbol, [], null).Proves(reports));
    }

    private static NewOrder Order(string id) => new() { ClientOrderId = id, Side = OrderSide.Sell, Type = OrderType.Market, Quantity = 1m };

    private static OrderReport Report(string id, OrderStatus status, long orderId = 1) => new()
    {
        Symbol = Symbol,
        ClientOrderId = id,
        OrderId = orderId,
        Side = OrderSide.Sell,
        Type = OrderType.Market,
        Status = status,
        Quantity = 1m,
        UpdatedAt = DateTimeOffset.UnixEpoch,
    };
}
