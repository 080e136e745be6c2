using System.Globalization;
using Executor.Core.Arithmetic;

namespace Executor.Core.Tests.Arithmetic;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("95000.1", "0.01", "95000.10")]
    [InlineData("95000.1", "0.010", "95000.100")]
    [InlineData("95000.1", "1E-5", "95000.10000")]
    [InlineData("95000", "10", "95000")]
    [InlineData("2.675", "0.01", "2.68")]
    [InlineData("-0.001", "0.01", "0.00")]
    public void Price_AnyTick_HasTheDecimalsTheTickIsWrittenWith(string price, string tick, string expected) =>
        Assert.Equal(expected, NumberText.Price(Exact.Of(price), Exact.Of(tick)));

    [Theory]
    [InlineData("0.00105", "0.00001", "0.00105")]
    [InlineData("1.0", "0.00001", "1")]
    [InlineData("100.0", "1", "100")]
    [InlineData("0.000016", "0.00001", "0.00002")]
    public void Quantity_AnyStep_DropsTrailingZerosOnly(string quantity, string step, string expected) =>
        Assert.Equal(expected, NumberText.Quantity(Exact.Of(quantity), Exact.Of(step)));

    [Fact]
    public void W46_TinyQuantity_HasNoExponent() => Assert.Equal("0.00005", NumberText.Quantity(0.00005m, 0.00001m));

    [Fact]
    public void Price_CultureWithComma_StillWritesAPoint()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
        try
        {
            Assert.Equal("95000.10", NumberText.Price(95000.1m, 0.01m));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
