using System.Text;
using Executor.Core.Exchange;
using Executor.Exchange.Orders;
using Executor.Exchange.Tests.Scripted;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Tests.Orders;

public sealed class OrderReaderTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1764000099000);
    private static readonly OrderReader Reader = new(Sample.Symbol, Now);

    private static WireOrder Wire(string json) => WireJson.Read(Encoding.UTF8.GetBytes(json), WireJson.Default.WireOrder);

    private static OrderReport Read(string json) => Reader.Read(Wire(json));

    [Fact]
    public void FullAnswer_GivesTheOrderAndItsFillsWithFees()
    {
        var report = Read(Sample.Filled(Sample.Entry));

        Assert.Equal(("EX_EN_a1_0e7", 4217L, OrderStatus.PartiallyFilled, OrderType.Limit, OrderSide.Buy), (report.ClientOrderId, report.OrderId, report.Status, report.Type, report.Side));
        Assert.Equal((61300m, 0.02m, 0.015m, 919.05m), (report.Price, report.Quantity, report.ExecutedQuantity, report.QuoteQuantity));
        Assert.Null(report.OrderListId);
        Assert.Null(report.StopPrice);
        Assert.True(report.IsWorking);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1764000000321);
        Assert.Equal(at, report.UpdatedAt);
        Assert.Equal(
            [new Fill(9001, 4217, 61260m, 0.01m, 0.00001m, "BTC", at, false), new Fill(9002, 4217, 61290m, 0.005m, 0.000005m, "BTC", at, false)],
            report.Fills);
    }

    [Fact]
    public void MarginAnswer_WithIdsAsTextsAndUnpaddedNumbers_IsRead()
    {
        var report = Read("""
            {"symbol":"BTCUSDT","orderId":"880123","clientOrderId":"EX_OUT1_a1_0e7","transactTime":"1764000011000","price":"0","origQty":0.004,"executedQty":"0.004",
             "cummulativeQuoteQty":"245.12","status":"FILLED","timeInForce":"GTC","type":"MARKET","side":"SELL","marginBuyBorrowAmount":0.004,"isIsolated":true,
             "fills":[{"price":"61280.00","qty":"0.004","commission":"0.24512","commissionAsset":"USDT","tradeId":"77001"}]}
            """);

        Assert.Equal((880123L, 0.004m, 245.12m, OrderStatus.Filled), (report.OrderId, report.ExecutedQuantity, report.QuoteQuantity, report.Status));
        Assert.Null(report.Price);
        Assert.Equal(0.24512m, Assert.Single(report.Fills).Commission);
    }

    [Fact]
    public void CancelAnswer_KeepsTheNameAtPlacement_AndTakesOurTimeWhenItHasNone()
    {
        var report = Read("""
            {"symbol":"BTCUSDT","orderId":"5","origClientOrderId":"EX_SL1_a1_0e7","clientOrderId":"cx91","price":"59900","origQty":"0.02","executedQty":"0.001",
             "cummulativeQuoteQty":"59.9","status":"CANCELED","timeInForce":"GTC","type":"STOP_LOSS_LIMIT","side":"SELL","stopPrice":"60000"}
            """);

        Assert.Equal(("EX_SL1_a1_0e7", OrderStatus.Canceled, 0.001m, 60000m, Now), (report.ClientOrderId, report.Status, report.ExecutedQuantity, report.StopPrice, report.UpdatedAt));
        Assert.Equal("EX_SL1_a1_0e7", Reader.Read(Wire(Sample.Row(5, "cx91", "STOP_LOSS_LIMIT")), "EX_SL1_a1_0e7").ClientOrderId);
    }

    [Fact]
    public void ListAnswer_IsMatchedByIdsAndNotByPlace()
    {
        var reports = Reader.ReadAll(Wire(Sample.OcoAnswer));

        Assert.Equal([("EX_SL1_a1_0e7", false), ("EX_TP1_a1_0e7", true)], reports.Select(report => (report.ClientOrderId, report.IsWorking)));
        Assert.All(reports, report => Assert.Equal(88, report.OrderListId));
    }

    [Fact]
    public void ListCancel_TakesTheNamesOfTheListsOwnEnumeration() => Assert.Equal(
        ["EX_SL1_a1_0e7", "EX_TP1_a1_0e7"],
        Reader.ReadAll(Wire(Sample.List(Sample.Row(4301, "cx1", "STOP_LOSS_LIMIT", "CANCELED") + "," + Sample.Row(4302, "cx2", "LIMIT_MAKER", "CANCELED"))))
            .Select(report => report.ClientOrderId));

    [Fact]
    public void ListZero_IsAList() => Assert.Equal(0, Read(Sample.Row(1, "a", "LIMIT", listId: 0)).OrderListId);

    [Theory]
    [InlineData("TAKE_PROFIT_LIMIT", OrderType.TakeProfitLimit, true)]
    [InlineData("TAKE_PROFIT", OrderType.TakeProfit, false)]
    public void TakeProfit_IsShownWithItsPrices(string type, OrderType expected, bool hasPrice)
    {
        var report = Read(Sample.Row(1, "web_1", type, stopPrice: "70000"));

        Assert.Equal((expected, 70000m, hasPrice ? 64000m : null), (report.Type, report.StopPrice, report.Price));
        Assert.False(report.IsWorking);
    }

    [Fact]
    public void PendingLegThatIsPaidByItsEntry_HasNoQuantityYet() => Assert.Equal(
        (0m, OrderStatus.PendingNew, false),
        Read("""{"symbol":"BTCUSDT","orderId":9,"clientOrderId":"a","status":"PENDING_NEW","type":"STOP_LOSS","side":"SELL","workingTime":-1,"stopPrice":"60000"}""")
            is var report ? (report.Quantity, report.Status, report.IsWorking) : default);

    [Theory]
    [InlineData("EXPIRED_IN_MATCH", OrderStatus.Expired)]
    [InlineData("REJECTED", OrderStatus.Rejected)]
    [InlineData("PENDING_CANCEL", OrderStatus.New)]
    public void EveryStatus_IsKnown(string text, OrderStatus expected) => Assert.Equal(expected, Read(Sample.Row(1, "a", "LIMIT", text)).Status);

    [Theory]
    [InlineData("\"status\":\"NEW\"", "\"status\":\"DREAMING\"", "the status 'DREAMING' is not known")]
    [InlineData("\"type\":\"LIMIT\"", "\"type\":\"MAGIC\"", "the type 'MAGIC' is not known")]
    [InlineData("\"side\":\"SELL\"", "\"side\":null", "the side '' is not known")]
    [InlineData("\"orderId\":1", "\"orderId\":null", "the field 'orderId' is missing")]
    [InlineData("\"orderId\":1", "\"orderId\":-1", "the order id -1 is not above 0")]
    [InlineData("\"clientOrderId\":\"a\"", "\"clientOrderId\":\"\"", "the field 'clientOrderId' is missing")]
    [InlineData("\"executedQty\":\"0.00000000\"", "\"executedQty\":\"-1\"", "'executedQty' is -1")]
    [InlineData("\"symbol\":\"BTCUSDT\"", "\"symbol\":\"ETHUSDT\"", "the answer is about 'ETHUSDT'")]
    [InlineData("\"updateTime\":1764000005000", "\"updateTime\":999999999999999999", "the time '999999999999999999' is not known")]
    [InlineData("\"updateTime\":1764000005000", "\"updateTime\":4102444800000", "the time '4102444800000' is not known")] // what is added to it stays in the calendar
    public void WhatIsNotUnderstood_IsNamed(string found, string replaced, string problem)
    {
        var row = Sample.Row(1, "a", "LIMIT");
        Assert.Contains(found, row, StringComparison.Ordinal);

        Assert.Equal(problem, Assert.Throws<WireException>(() => Read(row.Replace(found, replaced, StringComparison.Ordinal))).Message);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"orderId\":1e400}")]
    [InlineData("{\"price\":\"1,5\"}")]
    [InlineData("{\"price\":\"1e999\"}")]
    [InlineData("{\"price\":\"100000000000000\"}")]
    [InlineData("{\"price\":-79228162514264337593543950335}")]
    [InlineData("{\"fills\":[null]}")]
    [InlineData("{\"orders\":[null]}")]
    [InlineData("{\"orderReports\":[null]}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData("null")]
    public void WhatIsNoOrder_IsNamed(string json) => Assert.Throws<WireException>(() => Wire(json));
}
