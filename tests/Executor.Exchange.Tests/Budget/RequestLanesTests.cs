using Executor.Core.Exchange;
using Executor.Core.Planning;
using Executor.Core.Positions;
using Executor.Exchange.Budget;

namespace Executor.Exchange.Tests.Budget;

public sealed class RequestLanesTests
{
    private static readonly string Suffix = ClientOrderIds.Suffix("EX_EN_1764000000", "BTCUSDT", PositionSide.Long);

    private static NewOrder Order(string purpose, OrderType type) => new()
    {
        ClientOrderId = ClientOrderIds.Order(purpose, Suffix, 0, 7), Side = OrderSide.Sell, Type = type, Quantity = 1m,
    };

    private static OrderReference Reference(string purpose) => new(ClientOrderIds.Order(purpose, Suffix, 0, 7), 1);

    [Fact]
    public void Commands_HaveTheLaneOfWhatTheyAreFor()
    {
        var stop = Order("SL1", OrderType.StopLossLimit);
        (ExchangeCommand Command, RequestLane Lane)[] expected =
        [
            (new ExchangeCommand.Place("BTCUSDT", Order("EN", OrderType.Limit)), RequestLane.Entry),
            (new ExchangeCommand.Place("BTCUSDT", Order("EN_MKT", OrderType.Market)), RequestLane.Entry),
            (new ExchangeCommand.PlaceOto("BTCUSDT", new NewOto("L", Order("EN", OrderType.Limit), [stop], false)), RequestLane.Entry),
            (new ExchangeCommand.Borrow("BTCUSDT", "USDT", 1m), RequestLane.Entry),
            (new ExchangeCommand.Place("BTCUSDT", stop), RequestLane.Protective),
            (new ExchangeCommand.PlaceOco("BTCUSDT", new NewOco("L", Order("TP1", OrderType.LimitMaker), stop)), RequestLane.Protective),
            (new ExchangeCommand.Replace("BTCUSDT", Reference("SL"), stop), RequestLane.Protective),
            (new ExchangeCommand.Amend("BTCUSDT", Reference("SL"), 1m), RequestLane.Protective),
            (new ExchangeCommand.Cancel("BTCUSDT", Reference("SL")), RequestLane.Protective),
            (new ExchangeCommand.Place("BTCUSDT", Order("OUT1", OrderType.Market)), RequestLane.Close),
            (new ExchangeCommand.Replace("BTCUSDT", Reference("SL"), Order("OUT1", OrderType.Market)), RequestLane.Close),
            (new ExchangeCommand.Cancel("BTCUSDT", Reference("EN")), RequestLane.Close),
            (new ExchangeCommand.Repay("BTCUSDT", "USDT", 1m), RequestLane.Close),
            (new ExchangeCommand.Inspect("BTCUSDT", [], null), RequestLane.Query),
        ];

        Assert.All(expected, pair => Assert.Equal(pair.Lane, RequestLanes.Of(pair.Command)));
    }
}
