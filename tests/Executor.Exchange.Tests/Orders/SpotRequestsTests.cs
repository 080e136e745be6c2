using Executor.Core.Exchange;
using Executor.Exchange.Http;
using Executor.Exchange.Orders;
using Executor.Exchange.Tests.Scripted;

namespace Executor.Exchange.Tests.Orders;

/// <summary>Every spot command, parameter by parameter.</summary>
public sealed class SpotRequestsTests
{
    private const string Pending = "pendingAboveType=LIMIT_MAKER&pendingAboveClientOrderId=EX_TP1_a1_0e7&pendingAbovePrice=64000"
        + "&pendingBelowType=STOP_LOSS_LIMIT&pendingBelowClientOrderId=EX_SL1_a1_0e7&pendingBelowPrice=59900&pendingBelowStopPrice=60000&pendingBelowTimeInForce=GTC";

    private const string Working = "symbol=BTCUSDT&listClientOrderId=L1&workingSide=BUY&workingQuantity=0.02&workingType=LIMIT&workingClientOrderId=EX_EN_a1_0e7"
        + "&workingPrice=61300.1&workingTimeInForce=GTC&pendingSide=SELL";

    private static void Expect(ApiEndpoint endpoint, string parameters, ApiRequest request)
    {
        Assert.Equal(endpoint, request.Endpoint);
        Assert.Equal(parameters, request.Parameters.ToEncodedText());
    }

    [Fact]
    public void Place_CarriesWhatItsTypeTakes()
    {
        Expect(
            SpotEndpoints.Place,
            "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=IOC&quantity=0.02&price=61300.1&newClientOrderId=EX_EN_a1_0e7&newOrderRespType=FULL",
            SpotRequests.Place(new(Sample.Symbol, Sample.Entry with { TimeInForce = TimeInForce.ImmediateOrCancel })));
        Expect(
            SpotEndpoints.Place,
            "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.00001&newClientOrderId=EX_OUT1_a1_0e7&newOrderRespType=FULL",
            SpotRequests.Place(new(Sample.Symbol, Sample.Market)));
        Expect(
            SpotEndpoints.Place,
            "symbol=BTCUSDT&side=SELL&type=STOP_LOSS_LIMIT&timeInForce=GTC&quantity=0.01998&price=59900&stopPrice=60000&newClientOrderId=EX_SL1_a1_0e7&newOrderRespType=FULL",
            SpotRequests.Place(new(Sample.Symbol, Sample.Stop)));
        Expect(
            SpotEndpoints.Place,
            "symbol=BTCUSDT&side=SELL&type=STOP_LOSS&quantity=0.01998&stopPrice=60000&newClientOrderId=EX_SL1_a1_0e7&newOrderRespType=FULL",
            SpotRequests.Place(new(Sample.Symbol, Sample.MarketStop)));
        Expect(
            SpotEndpoints.Place,
            "symbol=BTCUSDT&side=SELL&type=LIMIT_MAKER&quantity=0.01998&price=64000&newClientOrderId=EX_TP1_a1_0e7&newOrderRespType=FULL",
            SpotRequests.Place(new(Sample.Symbol, Sample.Target)));
    }

    [Fact]
    public void Oco_NamesSideAndQuantityOnce() => Expect(
        SpotEndpoints.Oco,
        "symbol=BTCUSDT&listClientOrderId=EX_OCO1_a1_0e7&side=SELL&quantity=0.01998&aboveType=LIMIT_MAKER&aboveClientOrderId=EX_TP1_a1_0e7&abovePrice=64000"
        + "&belowType=STOP_LOSS_LIMIT&belowClientOrderId=EX_SL1_a1_0e7&belowPrice=59900&belowStopPrice=60000&belowTimeInForce=GTC&newOrderRespType=FULL",
        SpotRequests.Oco(new(Sample.Symbol, Sample.Oco)));

    [Fact]
    public void Otoco_NamesThePendingQuantity() => Expect(
        SpotEndpoints.Otoco,
        $"{Working}&pendingQuantity=0.01998&{Pending}&newOrderRespType=FULL",
        SpotRequests.Oto(new(Sample.Symbol, new NewOto("L1", Sample.Entry, [Sample.Target, Sample.Stop], false))));

    [Fact]
    public void Opoco_LeavesThePendingQuantityToTheExchange() => Expect(
        SpotEndpoints.Opoco,
        $"{Working}&{Pending}&newOrderRespType=FULL",
        SpotRequests.Oto(new(Sample.Symbol, new NewOto("L1", Sample.Entry, [Sample.Target, Sample.Stop], true))));

    [Theory]
    [InlineData(false, "&pendingQuantity=0.01998")]
    [InlineData(true, "")]
    public void OtoAndOpo_HaveOnePendingOrder(bool isPaid, string quantity) => Expect(
        isPaid ? SpotEndpoints.Opo : SpotEndpoints.Oto,
        $"{Working}{quantity}&pendingType=STOP_LOSS&pendingClientOrderId=EX_SL1_a1_0e7&pendingStopPrice=60000&newOrderRespType=FULL",
        SpotRequests.Oto(new(Sample.Symbol, new NewOto("L1", Sample.Entry, [Sample.MarketStop], isPaid))));

    [Fact]
    public void Cancel_PrefersTheExchangesId_AndNamesNoNewOne()
    {
        Expect(SpotEndpoints.Cancel, "symbol=BTCUSDT&orderId=4301", SpotRequests.Cancel(new(Sample.Symbol, new OrderReference("EX_SL1_a1_0e7", 4301))));
        Expect(SpotEndpoints.Cancel, "symbol=BTCUSDT&origClientOrderId=EX_SL1_a1_0e7", SpotRequests.Cancel(new(Sample.Symbol, new OrderReference("EX_SL1_a1_0e7"))));
    }

    [Fact]
    public void Replace_StopsWhenTheCancelFails() => Expect(
        SpotEndpoints.CancelReplace,
        "symbol=BTCUSDT&cancelReplaceMode=STOP_ON_FAILURE&cancelRestrictions=ONLY_NEW&cancelOrderId=4301&side=SELL&type=STOP_LOSS&quantity=0.01998&stopPrice=60000"
        + "&newClientOrderId=EX_SL1_a1_0e7&newOrderRespType=FULL",
        SpotRequests.Replace(new(Sample.Symbol, new OrderReference("EX_SL1_a1_old", 4301), Sample.MarketStop)));

    [Fact]
    public void Amend_KeepsTheName()
    {
        Expect(
            SpotEndpoints.Amend,
            "symbol=BTCUSDT&orderId=4301&newClientOrderId=EX_SL1_a1_0e7&newQty=0.01",
            SpotRequests.Amend(new(Sample.Symbol, new OrderReference("EX_SL1_a1_0e7", 4301), 0.01m)));
    }

    [Fact]
    public void Charges_CountEachLegOfAList()
    {
        Assert.Equal((1, 2, 3, 0), (SpotEndpoints.Place.Orders, SpotEndpoints.Oco.Orders, SpotEndpoints.Opoco.Orders, SpotEndpoints.Cancel.Orders));
        Assert.Equal(4, SpotEndpoints.Amend.Weight);
        Assert.False(SpotEndpoints.Amend.IsFreeOnSuccess);
    }
}
