using Executor.Core.Settings;

namespace Executor.Core.Tests.Settings;

public sealed class SymbolRulesDefaultsTests
{
    [Theory]
    [InlineData("BTCFDUSD", "BTC", "FDUSD")]
    [InlineData("BTCUSDC", "BTC", "USDC")]
    [InlineData("ethbtc", "ETH", "BTC")]
    [InlineData("1000SATSUSDT", "1000SATS", "USDT")]
    [InlineData("BNBUSD", "BNB", "USD")]
    [InlineData("ADABUSD", "ADA", "BUSD")]
    public void W41_AnyPair_HasOneSplitOnly(string symbol, string baseAsset, string quoteAsset) =>
        Assert.Equal((baseAsset, quoteAsset), SymbolName.Split(symbol));

    [Theory]
    [InlineData("USDT")]
    [InlineData("BTCXYZ")]
    [InlineData("")]
    [InlineData("BTC/USDT")]
    public void Split_NoPair_IsRefused(string symbol) => Assert.Throws<ArgumentException>(() => SymbolName.Split(symbol));

    [Theory]
    [InlineData("BTCUSDT", "95000", "0.00001")]
    [InlineData("BTCUSDT", "126000", "0.00001")]
    [InlineData("ETHUSDT", "3100", "0.0001")]
    [InlineData("ETHUSDT", "1800", "0.0001")]
    [InlineData("FILUSDT", "5", "0.1")]
    [InlineData("ALGOUSDT", "0.35", "1")]
    public void For_AnyPrice_ScalesTheLotStep(string symbol, string price, string expected) =>
        Assert.Equal(Exact.Of(expected), SymbolRulesDefaults.For(symbol, Exact.Of(price), 2, new RuleOverrides()).LotStep);

    [Fact]
    public void For_RulesGivenByHand_TakesThem()
    {
        var overrides = new RuleOverrides { TickSize = 0.1m, LotStep = 0.001m, MinQuantity = 0.002m, MinNotional = 7m };

        var rules = SymbolRulesDefaults.For("BTCUSDT", 95000m, 2, overrides);

        Assert.Equal((0.1m, 0.001m, 0.002m, 7m), (rules.TickSize, rules.LotStep, rules.MinQuantity, rules.MinNotional));
        Assert.Equal(("BTC", "USDT"), (rules.BaseAsset, rules.QuoteAsset));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(28)]
    public void For_MoreDecimalsThanTheExchangeHas_HasTheFinestTick(int decimals) =>
        Assert.Equal(0.00000001m, SymbolRulesDefaults.For("ALGOUSDT", 0.35m, decimals, new RuleOverrides()).TickSize);

    [Theory]
    [InlineData("BTCUSDT", 0, "0.01")]
    [InlineData("btcusdc", 1, "0.01")]
    [InlineData("BTCUSDT", 3, "0.001")]
    [InlineData("ETHUSDT", 1, "0.1")]
    [InlineData("ETHBTC", 0, "1")]
    public void For_BitcoinPrintedCoarsely_KeepsTheTickOfTheOriginal(string symbol, int decimals, string expected) =>
        Assert.Equal(Exact.Of(expected), SymbolRulesDefaults.For(symbol, 95_000m, decimals, new RuleOverrides()).TickSize);

    [Fact]
    public void For_FourPriceDecimals_HasThatTick() =>
        Assert.Equal(0.0001m, SymbolRulesDefaults.For("ALGOUSDT", 0.35m, 4, new RuleOverrides()).TickSize);
}
