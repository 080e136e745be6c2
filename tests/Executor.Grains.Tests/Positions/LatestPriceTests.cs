using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.Core.Positions;
using Executor.Grains.Positions;

namespace Executor.Grains.Tests.Positions;

public sealed class LatestPriceTests
{
    private static readonly DateTimeOffset At = new(2025, 1, 13, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Quote_AfterAnExecutionThatIsNewer_IsThePriceOfTheExecutionUntilANewQuoteComes()
    {
        var price = new LatestPrice();
        price.See(Shown(95_000m, seconds: 0));
        price.See(Executed(95_190m, seconds: 1));
        price.See(Shown(95_000m, seconds: 0)); // the market shows the same as before
        Assert.Equal(95_190m, price.Quote?.Last);

        price.See(Shown(94_990m, seconds: 1));

        Assert.Equal(94_990m, price.Quote?.Last);
    }

    [Fact]
    public void Quote_AfterAnExecutionThatIsOlder_IsWhatTheMarketShows()
    {
        var price = new LatestPrice();
        price.See(Shown(95_000m, seconds: 5));

        price.See(Executed(95_190m, seconds: 4)); // told late

        Assert.Equal(95_000m, price.Quote?.Last);
    }

    [Fact]
    public void Quote_OlderThanTheOneShown_IsNotTaken()
    {
        var price = new LatestPrice();
        price.See(Shown(95_000m, seconds: 5));

        price.See(Shown(94_000m, seconds: 4));

        Assert.Equal(95_000m, price.Quote?.Last);
    }

    private static Quote Shown(decimal price, int seconds) => new(price, price, price, At.AddSeconds(seconds));

    private static PositionInput.OrderUpdated Executed(decimal price, int seconds) => new(new OrderReport
    {
        Symbol = "BTCUSDC",
        OrderId = 1,
        ClientOrderId = "EX_1",
        Side = OrderSide.Sell,
        Type = OrderType.LimitMaker,
        Status = OrderStatus.Filled,
        Quantity = 1m,
        UpdatedAt = At.AddSeconds(seconds),
        Fills = [new Fill(7, 1, price, 1m, 0m, "USDC", At.AddSeconds(seconds), IsMaker: true)],
    });
}
