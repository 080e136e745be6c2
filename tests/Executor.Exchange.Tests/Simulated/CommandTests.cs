using Executor.Core.Exchange;
using Executor.Exchange.Signing;

namespace Executor.Exchange.Tests.Simulated;

/// <summary>Every command on every wallet that has it, against the simulated exchange at 61,250.</summary>
public sealed class CommandTests
{
    private const string Symbol = "BTCUSDT";

    [Theory]
    [InlineData(TradingAccount.Spot, ApiKeyType.HmacSha256)]
    [InlineData(TradingAccount.Spot, ApiKeyType.Ed25519)]
    [InlineData(TradingAccount.CrossMargin, ApiKeyType.HmacSha256)]
    [InlineData(TradingAccount.IsolatedMargin, ApiKeyType.Ed25519)]
    public async Task EntryThenOcoThenCancelThenExit_LeavesNothingOpen(TradingAccount account, ApiKeyType key)
    {
        await using var bench = await SimulatedExchange.StartAsync(key);
        var before = await bench.LookAsync(account);
        var entry = bench.Order("EN", OrderSide.Buy, OrderType.Limit, 0.02m, 61400m);

        var bought = Assert.Single(await bench.AcceptedAsync(new ExchangeCommand.Place(Symbol, entry) { Account = account }));
        Assert.Equal((OrderStatus.Filled, 0.02m, entry.ClientOrderId), (bought.Status, bought.ExecutedQuantity, bought.ClientOrderId));
        Assert.Equal((0.02m, 0.00002m), (bought.Fills.Sum(fill => fill.Quantity), bought.Fills.Sum(fill => fill.Commission)));

        var target = bench.Order("TP1", OrderSide.Sell, OrderType.LimitMaker, 0.01998m, 64000m);
        var stop = bench.Order("SL1", OrderSide.Sell, OrderType.StopLossLimit, 0.01998m, 59900m, 60000m);
        var legs = await bench.AcceptedAsync(new ExchangeCommand.PlaceOco(Symbol, new NewOco("EX_OCO1_0123456789ab_0e1", target, stop)) { Account = account });
        Assert.Equal([target.ClientOrderId, stop.ClientOrderId], legs.Select(leg => leg.ClientOrderId));
        Assert.All(legs, leg => Assert.Equal(OrderStatus.New, leg.Status));
        var held = await bench.LookAsync(account, new OrderReference(stop.ClientOrderId, legs[1].OrderId), new OrderReference("EX_SL9_never_sent"));
        Assert.Equal(2, held.OpenOrders.Length);
        Assert.Equal((60000m, 59900m, false), (Assert.Single(held.Orders).StopPrice, held.Orders[0].Price, held.Orders[0].IsWorking));
        Assert.Equal(before.Base.Total + 0.01998m, held.Base.Total);
        Assert.Equal(bought.Fills.Select(fill => fill.TradeId), held.Trades.Select(fill => fill.TradeId));

        var cancelled = await bench.AcceptedAsync(new ExchangeCommand.Cancel(Symbol, new OrderReference(stop.ClientOrderId, legs[1].OrderId)) { Account = account });
        Assert.Equal(
            legs.Select(leg => (leg.ClientOrderId, OrderStatus.Canceled)).Order(), cancelled.Select(report => (report.ClientOrderId, report.Status)).Order());
        Assert.Equal(
            new ExchangeReply.Rejected(-2011, "Unknown order sent."),
            await bench.SendAsync(new ExchangeCommand.Cancel(Symbol, new OrderReference(stop.ClientOrderId, legs[1].OrderId)) { Account = account }));

        var exit = bench.Order("OUT1", OrderSide.Sell, OrderType.Market, 0.01998m);
        Assert.Equal(OrderStatus.Filled, Assert.Single(await bench.AcceptedAsync(new ExchangeCommand.Place(Symbol, exit) { Account = account })).Status);
        var after = await bench.LookAsync(account);
        Assert.Empty(after.OpenOrders);
        Assert.Equal(before.Base.Total, after.Base.Total);
        Assert.Equal(2, after.Trades.Select(fill => fill.OrderId).Distinct().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task BracketOnSpot_ArmsItsExits(bool isPaid)
    {
        await using var bench = await SimulatedExchange.StartAsync();
        var entry = bench.Order("EN", OrderSide.Buy, OrderType.Limit, 0.02m, 61400m);
        var target = bench.Order("TP2", OrderSide.Sell, OrderType.LimitMaker, 0.01998m, 64000m);
        var stop = bench.Order("SL2", OrderSide.Sell, OrderType.StopLossLimit, 0.01998m, 59900m, 60000m);

        var placed = await bench.AcceptedAsync(new ExchangeCommand.PlaceOto(Symbol, new NewOto("EX_OTO_0123456789ab_0e1", entry, [target, stop], isPaid)));

        Assert.Equal([entry.ClientOrderId, target.ClientOrderId, stop.ClientOrderId], placed.Select(report => report.ClientOrderId));
        var view = await bench.LookAsync(TradingAccount.Spot, [.. placed.Select(report => new OrderReference(report.ClientOrderId, report.OrderId))]);
        Assert.Equal([OrderStatus.Filled, OrderStatus.New, OrderStatus.New], view.Orders.Select(report => report.Status));

        // With other base on the account the exchange takes the fee out of that, and all that was bought becomes the quantity of the exits.
        Assert.All(view.OpenOrders, report => Assert.Equal(isPaid ? 0.02m : 0.01998m, report.Quantity));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OtoAndOpo_WaitForTheirEntry(bool isPaid)
    {
        await using var bench = await SimulatedExchange.StartAsync();
        var entry = bench.Order("EN", OrderSide.Buy, OrderType.Limit, 0.02m, 60000m);
        var stop = bench.Order("SL2", OrderSide.Sell, OrderType.StopLoss, 0.01998m, null, 59000m);

        var placed = await bench.AcceptedAsync(new ExchangeCommand.PlaceOto(Symbol, new NewOto("EX_OTO_0123456789ab_0e1", entry, [stop], isPaid)));

        Assert.Equal([OrderStatus.New, OrderStatus.PendingNew], placed.Select(report => report.Status));
    }

    [Fact]
    public async Task Replace_MovesAStop_AndSaysWhenNothingIsLeft()
    {
        await using var bench = await SimulatedExchange.StartAsync();
        var first = bench.Order("SL1", OrderSide.Sell, OrderType.StopLossLimit, 0.02m, 59900m, 60000m);
        var second = bench.Order("SL1", OrderSide.Sell, OrderType.StopLossLimit, 0.02m, 60400m, 60500m);
        var third = bench.Order("SL1", OrderSide.Sell, OrderType.StopLossLimit, 0.02m, 62900m, 63000m);
        var resting = Assert.Single(await bench.AcceptedAsync(new ExchangeCommand.Place(Symbol, first)));

        var moved = await bench.AcceptedAsync(new ExchangeCommand.Replace(Symbol, new OrderReference(first.ClientOrderId, resting.OrderId), second));
        Assert.Equal([(first.ClientOrderId, OrderStatus.Canceled), (second.ClientOrderId, OrderStatus.New)], moved.Select(report => (report.ClientOrderId, report.Status)));

        Assert.Equal(
            -2022,
            Assert.IsType<ExchangeReply.Rejected>(await bench.SendAsync(new ExchangeCommand.Replace(Symbol, new OrderReference(first.ClientOrderId, resting.OrderId), third))).Code);

        var half = Assert.IsType<ExchangeReply.HalfReplaced>(
            await bench.SendAsync(new ExchangeCommand.Replace(Symbol, new OrderReference(second.ClientOrderId, moved[1].OrderId), third)));
        Assert.Equal((-2010, ErrorCodes.WouldTriggerImmediately, second.ClientOrderId), (half.Code, half.Message, Assert.Single(half.Cancelled).ClientOrderId));
        Assert.Empty((await bench.LookAsync(TradingAccount.Spot)).OpenOrders);
    }

    [Fact]
    public async Task Amend_ShrinksBothLegsAndKeepsTheirNames()
    {
        await using var bench = await SimulatedExchange.StartAsync();
        var target = bench.Order("TP1", OrderSide.Sell, OrderType.LimitMaker, 0.02m, 64000m);
        var stop = bench.Order("SL1", OrderSide.Sell, OrderType.StopLossLimit, 0.02m, 59900m, 60000m);
        var legs = await bench.AcceptedAsync(new ExchangeCommand.PlaceOco(Symbol, new NewOco("EX_OCO1_0123456789ab_0e1", target, stop)));

        var amended = await bench.AcceptedAsync(new ExchangeCommand.Amend(Symbol, new OrderReference(stop.ClientOrderId, legs[1].OrderId), 0.01m));

        var names = legs.Select(leg => leg.ClientOrderId).Order().ToList();
        Assert.Equal(stop.ClientOrderId, amended[0].ClientOrderId);
        Assert.All(amended, report => Assert.Equal(0.01m, report.Quantity));
        var view = await bench.LookAsync(TradingAccount.Spot);
        Assert.Equal(names, view.OpenOrders.Select(report => report.ClientOrderId).Order());
        Assert.All(view.OpenOrders, report => Assert.Equal(0.01m, report.Quantity));
    }

    [Theory]
    [InlineData(TradingAccount.CrossMargin)]
    [InlineData(TradingAccount.IsolatedMargin)]
    public async Task BorrowAndRepay_ShowInDebtAndRecords(TradingAccount account)
    {
        await using var bench = await SimulatedExchange.StartAsync();
        Assert.Empty(await bench.AcceptedAsync(new ExchangeCommand.Borrow(Symbol, "USDT", 1000m) { Account = account }));

        var owing = await bench.LookAsync(account);
        Assert.Equal(1000m, owing.Quote.Borrowed);
        Assert.NotNull(owing.MarginLevel);
        Assert.Equal((LoanKind.Borrow, "USDT", 1000m, LoanStatus.Confirmed, false), Assert.Single(owing.Loans) is var loan ? (loan.Kind, loan.Asset, loan.Amount, loan.Status, loan.IsAutomatic) : default);
        Assert.Equal(ErrorCodes.RepayExceedsDebt, Assert.IsType<ExchangeReply.Rejected>(await bench.SendAsync(new ExchangeCommand.Repay(Symbol, "USDT", 5000m) { Account = account })).Code);
    }

    [Fact]
    public async Task Refusals_HaveTheirCodes()
    {
        await using var bench = await SimulatedExchange.StartAsync();
        var stop = bench.Order("SL1", OrderSide.Sell, OrderType.StopLossLimit, 0.02m, 59900m, 60000m);

        Assert.Equal(
            new ExchangeReply.Rejected(-2010, ErrorCodes.InsufficientBalance),
            await bench.SendAsync(new ExchangeCommand.Place(Symbol, bench.Order("OUT1", OrderSide.Sell, OrderType.Market, 5m))));
        Assert.Equal(
            new ExchangeReply.Rejected(-1013, "Filter failure: PRICE_FILTER"),
            await bench.SendAsync(new ExchangeCommand.Place(Symbol, bench.Order("EN", OrderSide.Buy, OrderType.Limit, 0.02m, 61000.001m))));
        await bench.AcceptedAsync(new ExchangeCommand.Place(Symbol, stop));
        Assert.Equal(new ExchangeReply.Rejected(-2010, ErrorCodes.DuplicateOrder), await bench.SendAsync(new ExchangeCommand.Place(Symbol, stop)));
        Assert.Null(await bench.Exchange.GetRulesAsync("NOPE", TestContext.Current.CancellationToken));
        Assert.True((await bench.Exchange.GetRulesAsync(Symbol, TestContext.Current.CancellationToken))!.OpoAllowed);
    }
}
