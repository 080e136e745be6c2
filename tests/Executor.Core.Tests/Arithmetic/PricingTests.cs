using Executor.Core.Arithmetic;
using Executor.Core.Positions;

namespace Executor.Core.Tests.Arithmetic;

public sealed class PricingTests
{
    [Theory]
    [InlineData(PositionSide.Long, "95000.00", "0.5", "95000.50")]
    [InlineData(PositionSide.Short, "95000.00", "0.5", "94999.50")]
    [InlineData(PositionSide.Long, "95000.123", "0.5", "95000.62")]
    [InlineData(PositionSide.Short, "95000.123", "0.5", "94999.63")]
    [InlineData(PositionSide.Long, "95000.00", "0", "95000.01")]
    [InlineData(PositionSide.Long, "95000.00", "-3", "95000.01")]
    [InlineData(PositionSide.Short, "95000.123", "0", "95000.12")]
    public void FeedEntry_AnyOffset_IsAtLeastATickBeyondTheSignal(PositionSide side, string price, string offset, string expected) =>
        Assert.Equal(Exact.Of(expected), EntryPricing.FeedEntry(side, Exact.Of(price), Exact.Of(offset), 0.01m));

    [Theory]
    [InlineData(PositionSide.Long, "95000.5", "1.0001298947300055", "95012.84")]
    [InlineData(PositionSide.Short, "94999.5", "1.0001298947300055", "95011.84")]
    [InlineData(PositionSide.Long, "95000.5", "0.9997894736842106", "94980.49")]
    [InlineData(PositionSide.Short, "94999.5", "0.9997894736842106", "94979.51")]
    [InlineData(PositionSide.Long, "95000.01", "0.9997", "94971.51")]
    [InlineData(PositionSide.Short, "94999.99", "0.9997", "94971.49")]
    public void TradedEntry_AnyRatio_StaysATickBeyondTheConvertedSignal(PositionSide side, string feedEntry, string k, string expected) =>
        Assert.Equal(Exact.Of(expected), EntryPricing.TradedEntry(side, Exact.Of(feedEntry), 95000m, Exact.Of(k), 0.01m));

    [Theory]
    [InlineData("100", "95000.5", "0.00105")]
    [InlineData("120", "95000.5", "0.00126")]
    [InlineData("100", "95", "1.05263")]
    [InlineData("100", "0", "0")]
    public void FromNotional_AnyEntry_IsRoundedDownToTheLot(string notional, string entry, string expected) =>
        Assert.Equal(Exact.Of(expected), Quantities.FromNotional(Exact.Of(notional), Exact.Of(entry), 0.00001m));

    [Theory]
    [InlineData("0.00105", true)]
    [InlineData("0.00005", false)]
    [InlineData("0", false)]
    public void MeetMinimums_NotionalOfFive_NeedsQuantityTimesEntry(string quantity, bool expected) =>
        Assert.Equal(expected, Quantities.MeetMinimums(Exact.Of(quantity), 95000.5m, 0.00001m, 5m));

    [Theory]
    [InlineData(PositionSide.Long, "94700.00", 2, "94699.98")]
    [InlineData(PositionSide.Short, "95300.00", 2, "95300.02")]
    [InlineData(PositionSide.Long, "94700.00", 0, "94699.99")]
    [InlineData(PositionSide.Short, "95300.00", -5, "95300.01")]
    public void LimitPrice_AnyGap_IsAtLeastATickBehindTheTrigger(PositionSide side, string stop, int gap, string expected) =>
        Assert.Equal(Exact.Of(expected), StopLimit.LimitPrice(side, Exact.Of(stop), gap, 0.01m));
}
