using Executor.Core.Settings;

namespace Executor.Core.Tests.Settings;

public sealed class SettingsReaderTests
{
    [Fact]
    public void Read_NothingSet_GivesTheOriginalsDefaultsForBitcoin()
    {
        var configuration = Configured([], "btcusdc");

        var expected = new SymbolSettings { Symbol = "BTCUSDC" };
        Assert.Equal(expected.TakeProfitMultiples.AsSpan(), configuration.Settings.TakeProfitMultiples.AsSpan());
        Assert.Equal(expected, configuration.Settings with { TakeProfitMultiples = expected.TakeProfitMultiples });
        Assert.Equal(new RuleOverrides(), configuration.Rules);
    }

    [Fact]
    public void Read_OtherSymbol_ScalesTheAmountsToItsPrice()
    {
        var settings = Configured([], "ALGOUSDT").Settings;

        Assert.Equal(PriceDistance.Fraction(0.000005263158m), settings.EntryOffset);
        Assert.Equal(PriceDistance.Fraction(0.000210526316m), settings.TrailStep);
        Assert.Equal(PriceDistance.Fraction(0.000157894737m), settings.TrailSwingBuffer);
    }

    [Fact]
    public void W57_ValuesThatCannotBeRead_AreAllNamedAndNoneIsADefault()
    {
        var result = Read(
            [
                ("QTY_USD", "abc"), ("SL_PCT", "1"), ("TP_R_LIST", "1"), ("ENTRY_MODE", "SOMETIMES"), ("STRICT_SOURCE", "maybe"),
                ("SEEN_KEYS_MAX", "0"), ("TRAIL_STEP_USD", "0"), ("MANAGE_EVERY_SEC", "-1"), ("TICK_SIZE", "0"),
            ],
            "BTCUSDC");

        Assert.Null(result.Configuration);
        Assert.Equal(
            [
                "STRICT_SOURCE must be one of 1 true yes y on 0 false no n off, is 'maybe'",
                "SEEN_KEYS_MAX must be a whole number from 1 to 2147483647, is '0'",
                "QTY_USD must be a number above 0, is 'abc'",
                "SL_PCT must be a number above 0 and below 1, is '1'",
                "TP_R_LIST must be at least 2 numbers above 0 with commas between, is '1'",
                "ENTRY_MODE must be one of LIMIT_ONLY LIMIT_THEN_MARKET MARKET_ONLY, is 'SOMETIMES'",
                "MANAGE_EVERY_SEC must be a number of seconds above 0 and at most 31536000, is '-1'",
                "TRAIL_STEP_USD must be an amount like 0.5 or a fraction like 5bps, above 0, is '0'",
                "TICK_SIZE must be a number above 0, is '0'",
            ],
            result.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void W57_SettingThatTheOriginalNeverLoaded_IsInForce() =>
        Assert.Equal(9, Configured([("TP1_BE_MAX_ATTEMPTS", "9")], "BTCUSDC").Settings.BreakEvenMaxAttempts);

    [Fact]
    public void Read_EveryKindOfText_IsUnderstood()
    {
        var (settings, rules) = Configured(
            [
                ("ENTRY_OFFSET_USD", "5bps"), ("TRAIL_STEP_USD", " 12.5 "), ("TP_R_LIST", "1, 2.5 ,4"), ("EXIT_STYLE", "legs"),
                ("STOP_TYPE", "STOP_LOSS"), ("TRAIL_SOURCE", "BINANCE"), ("FAILSAFE_FLATTEN", "Yes"), ("LOCK_SEC", "0.5"),
                ("COOLDOWN_SEC", ""), ("TICK_SIZE", "0.010"), ("QTY_STEP", "1E-5"),
            ],
            "BTCUSDC");

        Assert.Equal(PriceDistance.Fraction(0.0005m), settings.EntryOffset);
        Assert.Equal(PriceDistance.Amount(12.5m), settings.TrailStep);
        Assert.Equal([1m, 2.5m, 4m], settings.TakeProfitMultiples);
        Assert.Equal((ExitStyle.Legs, StopKind.StopLoss), (settings.ExitStyle, settings.StopKind));
        Assert.True(settings.TrailFallsBackToQuote && settings.FailsafeFlatten);
        Assert.Equal((TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(180)), (settings.Lock, settings.Cooldown));
        Assert.Equal(3, (int?)rules.TickSize?.Scale);
        Assert.Equal(5, (int?)rules.LotStep?.Scale);
    }

    [Fact]
    public void Read_SymbolWithoutKnownQuote_IsAProblem() =>
        Assert.Equal("SYMBOL", Assert.Single(Read([], "BTCXYZ").Problems).Name);

    [Fact]
    public void Describe_ReadAgain_GivesTheSameInTheSameOrder()
    {
        var configuration = Configured(
            [("ENTRY_OFFSET_USD", "0.123bps"), ("TP_R_LIST", "1,2.5"), ("TICK_SIZE", "0.010"), ("TRAIL_SWING_LR", "-1")], "ETHUSDT");

        var described = SettingsReader.Describe(configuration).ToArray();
        var again = Configured([.. described.Select(setting => (setting.Key, setting.Value))], "ETHUSDT");

        Assert.Equal(described, SettingsReader.Describe(again));
        Assert.Equal(configuration.Rules, again.Rules);
        Assert.Equal("SYMBOL", described[0].Key);
    }

    private static SymbolConfiguration Configured((string Name, string Value)[] values, string symbol)
    {
        var result = Read(values, symbol);
        Assert.Empty(result.Problems);
        return result.Configuration ?? throw new InvalidOperationException("There is neither a configuration nor a problem.");
    }

    private static SettingsReadResult Read((string Name, string Value)[] values, string symbol) =>
        SettingsReader.Read(values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal), symbol);
}
