using Executor.Core.Market;
using Executor.Simulator.Market;

namespace Executor.Simulator.Tests.Market;

public sealed class FeedRowTextTests
{
    private static readonly MinuteSample Minute = new()
    {
        Bar = new Bar(new DateTimeOffset(2025, 10, 29, 4, 23, 0, TimeSpan.Zero), 112_749.73m, 112_730.4m, 112_749.72m),
        Trades = 1459,
        BuyQuantity = 1.90045m,
        SellQuantity = 2.85252m,
        AveragePrice = 112_739.37m,
        Seconds = [],
    };

    [Theory]
    [InlineData("0.01", "112739.37,112749.72,112749.73,112730.40")]
    [InlineData("0.010000", "112739.37,112749.72,112749.73,112730.40")]
    [InlineData("0.001", "112739.370,112749.720,112749.730,112730.400")]
    public void Format_WhenTickIsGiven_WritesTenColumnsWithItsDecimals(string tick, string prices) => Assert.Equal(
        "2025-10-29T04:23:00Z,1459,4.752970,0.003258,1.900450,2.852520," + prices, FeedRowText.Format(Minute, decimal.Parse(tick)));

    [Fact]
    public void Header_NamesTheColumnsOfARow() =>
        Assert.Equal(FeedRowText.Header.Split(',').Length, FeedRowText.Format(Minute, 0.01m).Split(',').Length);
}
