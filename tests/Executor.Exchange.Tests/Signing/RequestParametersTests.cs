using System.Globalization;
using Executor.Core.Exchange;
using Executor.Exchange.Signing;

namespace Executor.Exchange.Tests.Signing;

public sealed class RequestParametersTests
{
    [Theory]
    [InlineData("0.00001", "0.00001")]
    [InlineData("0.0000000001", "0.0000000001")]
    [InlineData("61300.00000000", "61300")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("-0.0", "0")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    public void Decimals_ArePlain(string value, string expected) => Assert.Equal(
        $"quantity={expected}", new RequestParameters().Add("quantity", decimal.Parse(value, CultureInfo.InvariantCulture)).ToEncodedText());

    [Fact]
    public void Null_IsLeftOut() => Assert.Equal(
        "symbol=BTCUSDT", new RequestParameters().Add("price", (decimal?)null).Add("symbol", "BTCUSDT").Add("orderId", (long?)null).ToEncodedText());

    [Theory]
    [InlineData("")]
    [InlineData("a=b")]
    [InlineData("a&b")]
    [InlineData("a b")]
    public void BadName_IsRefused(string name) => Assert.Throws<ArgumentException>(() => new RequestParameters().Add(name, "x"));

    [Fact]
    public void NameGivenTwice_IsRefused() => Assert.Throws<ArgumentException>(() => new RequestParameters().Add("symbol", "A").Add("symbol", "B"));

    [Fact]
    public void Values_CannotBreakOut() => Assert.Equal("symbol=A%26side%3DSELL%2B%20%22", new RequestParameters().Add("symbol", "A&side=SELL+ \"").ToEncodedText());

    [Theory]
    [InlineData(TradingAccount.Spot, "")]
    [InlineData(TradingAccount.CrossMargin, "isIsolated=FALSE")]
    [InlineData(TradingAccount.IsolatedMargin, "isIsolated=TRUE")]
    public void IsIsolated_IsTheTextOfTheWallet(TradingAccount account, string expected) =>
        Assert.Equal(expected, new RequestParameters().AddIsIsolated(account).ToEncodedText());
}
