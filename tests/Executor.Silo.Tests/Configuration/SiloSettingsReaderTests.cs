using System.Collections.Immutable;
using Executor.Core.Settings;
using Executor.Grains.Portfolio;
using Executor.Silo.Configuration;
using Microsoft.Extensions.Configuration;

namespace Executor.Silo.Tests.Configuration;

public sealed class SiloSettingsReaderTests
{
    [Fact]
    public void Read_WhenNothingIsSet_TradesThreeInventedMarketsOnPaperOnLoopback()
    {
        var settings = Accepted();

        Assert.Equal(["BTCUSDC", "ETHUSDC", "SOLUSDC"], settings.Symbols.Select(setup => setup.Symbol));
        Assert.All(settings.Symbols, setup => Assert.IsType<SymbolInputs.Demo>(setup.Inputs));
        Assert.All(settings.Symbols, setup => Assert.Equal(SignalBootstrap.Resume, setup.Bootstrap));
        Assert.Equal(new Uri("http://127.0.0.1:8080"), settings.Http);
        Assert.Equal(Path.GetFullPath("./data/executor"), settings.DataDirectory);
        Assert.Equal(Path.GetFullPath("./data/executor/executor.log"), settings.ExecLog);
        Assert.Empty(settings.Warnings);
    }

    [Fact]
    public void Read_WhenLimitsAreSet_LimitsWhatIsNotZero()
    {
        var settings = Accepted(
            ("MAX_OPEN_POSITIONS", "3"), ("MAX_TOTAL_NOTIONAL", "1500.5"), ("MAX_TOTAL_RISK", "0"), ("DAILY_LOSS_STOP", "25"),
            ("EMERGENCY_COOLDOWN_SEC", "60"), ("STATE_FN", "/data/state/executor_state.json"));

        Assert.Equal(new PortfolioLimits { MaxOpenPositions = 3, MaxTotalNotional = 1500.5m, DailyLossStop = 25m }, settings.Limits);
        Assert.Equal(TimeSpan.FromMinutes(1), settings.EmergencyCooldown);
        Assert.Equal([settings.DataDirectory, "/data/state"], settings.FlagFolders);
        Assert.Empty(settings.Warnings);
        Assert.True(Accepted().Limits.AreOff);
    }

    [Fact]
    public void Read_WhenTheOriginalsVariablesAreSet_FollowsItsFilesForItsOneSymbol()
    {
        var settings = Accepted(("DELTASCOUT_LOG", "/logs/deltascout.log"), ("AGG_CSV", "/feed/aggregated.csv"), ("QTY_USD", "120"));

        var setup = Assert.Single(settings.Symbols);
        Assert.Equal("BTCUSDC", setup.Symbol);
        Assert.Equal(new SymbolInputs.Files("/logs/deltascout.log", "/feed/aggregated.csv"), setup.Inputs);
        Assert.Equal(120m, setup.Configuration.Settings.QuoteNotional);
    }

    [Fact]
    public void Read_WhenASettingStandsInThreePlaces_TheSymbolComesBeforeTheEnvironmentAndThatBeforeTheDefaults()
    {
        var settings = Accepted(
            ("Executor:Defaults:QTY_USD", "10"), ("Executor:Defaults:SL_PCT", "0.003"), ("Executor:Defaults:LOCK_SEC", "5"),
            ("QTY_USD", "20"), ("SL_PCT", "0.004"),
            ("Executor:Symbols:BTCUSDC:QTY_USD", "30"), ("Executor:Symbols:ETHUSDC:COOLDOWN_SEC", "1"));

        Assert.Equal([30m, 20m], settings.Symbols.Select(setup => setup.Configuration.Settings.QuoteNotional));
        Assert.Equal([0.004m, 0.004m], settings.Symbols.Select(setup => setup.Configuration.Settings.StopFraction));
        Assert.All(settings.Symbols, setup => Assert.Equal(TimeSpan.FromSeconds(5), setup.Configuration.Settings.Lock));
        Assert.Equal(TimeSpan.FromSeconds(1), settings.Symbols[1].Configuration.Settings.Cooldown);
    }

    [Theory]
    [InlineData("BTCUSDC, ethusdc,BTCUSDC", new[] { "BTCUSDC", "ETHUSDC" })]
    [InlineData("SOLUSDT", new[] { "SOLUSDT" })]
    public void Read_WhenSymbolsIsSet_IsTheRosterInItsOrder(string symbols, string[] roster) =>
        Assert.Equal(roster, Accepted(("SYMBOLS", symbols)).Symbols.Select(setup => setup.Symbol));

    [Fact]
    public void Read_WhenSeveralSettingsAreWrong_NamesEachWithRuleAndValueAtOnce()
    {
        var problems = Refused(
            ("QTY_USD", "a lot"), ("SL_PCT", "2"), ("EXECUTOR_HTTP", "8080"), ("SIGNAL_BOOTSTRAP", "replay"), ("SLIPPAGE_TICKS", "-1"));

        Assert.Equal(
            ["EXECUTOR_HTTP", "QTY_USD", "SIGNAL_BOOTSTRAP", "SLIPPAGE_TICKS", "SL_PCT"],
            problems.Select(problem => problem.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(problems, problem => Assert.NotEmpty(problem.Rule));
        Assert.Contains(problems, problem => problem is { Name: "QTY_USD", Value: "a lot" });
    }

    [Fact]
    public void Read_WhenTheWrongValueIsInTheSectionOfASymbol_NamesThatKey()
    {
        var problem = Assert.Single(Refused(("Executor:Symbols:BTCUSDC:QTY_USD", "0")));

        Assert.Equal(("Executor:Symbols:BTCUSDC:QTY_USD", "0"), (problem.Name, problem.Value));
    }

    [Theory]
    [InlineData("Executor:Defaults:QTY_USDT")]
    [InlineData("Executor:Symbols:BTCUSDC:qty_usd")]
    [InlineData("Executor:Symbols:BTCUSDC:OPERATOR_KEY")]
    public void W57_Read_WhenAKeyIsNoSetting_RefusesItInsteadOfIgnoringIt(string key) =>
        Assert.Equal(key, Assert.Single(Refused((key, "1"))).Name);

    [Fact]
    public void W57_Read_WhenASettingHasNoEffect_SaysSo()
    {
        var warning = Assert.Single(Accepted(("POLL_SEC", "1")).Warnings);

        Assert.StartsWith("POLL_SEC is set and has no effect any more", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EXCHANGE", "kraken")]
    [InlineData("TRADE_MODE", "futures")]
    [InlineData("DEMO_SEED", "-1")]
    [InlineData("PAPER_QUOTE_BALANCE", "0")]
    [InlineData("FEE_BPS", "ten")]
    [InlineData("LOG_MAX_LINES", "0")]
    [InlineData("TAIL_LINES", "-5")]
    [InlineData("OPERATOR_KEY", "short")]
    [InlineData("EXECUTOR_HTTP", "https://127.0.0.1:8080")]
    [InlineData("EXECUTOR_METRICS", "9464")]
    [InlineData("EXECUTOR_METRICS", "http://127.0.0.1:0")]
    [InlineData("EXECUTOR_METRICS", "http://0.0.0.0:8080")]
    public void Read_WhenASettingOfTheHostIsWrong_NamesIt(string name, string value) =>
        Assert.Contains(Refused((name, value)), problem => problem.Name == name);

    [Fact]
    public void Read_WhenTheOperatorKeyIsTooShort_DoesNotPrintIt() =>
        Assert.DoesNotContain("hunter2", Assert.Single(Refused(("OPERATOR_KEY", "hunter2"))).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("Executor:Defaults:OPERATOR_KEI")]
    [InlineData("Executor:Symbols:BTCUSDC:OPERATOR_KEI")]
    [InlineData("Executor:Symbols:BTCUSDC:OPERATOR_KEY")]
    public void Read_WhenASecretStandsUnderAWrongNameOrInAWrongPlace_DoesNotPrintIt(string key)
    {
        var problem = Assert.Single(Refused((key, "0123456789abcdef")));

        Assert.Equal((key, "(not shown)"), (problem.Name, problem.Value));
    }

    [Theory]
    [InlineData("1000", true)]
    [InlineData("1000.1", false)]
    [InlineData("-0.1", false)]
    public void Read_WhenTheFeeIsOutsideZeroToTenPercent_RefusesIt(string basisPoints, bool isTaken)
    {
        if (isTaken)
            Assert.Equal(0.1m, Accepted(("FEE_BPS", basisPoints)).PaperFee);
        else
            Assert.Equal("must be a number not below 0 and not above 1000", Assert.Single(Refused(("FEE_BPS", basisPoints))).Rule);
    }

    [Fact]
    public void ToString_WhenThereIsAnOperatorKey_DoesNotPrintIt() =>
        Assert.DoesNotContain("0123456789abcdef", Accepted(("OPERATOR_KEY", "0123456789abcdef")).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://*:8080")]
    [InlineData("http://192.168.1.5:8080")]
    public void Read_WhenOtherMachinesCanReachTheInterface_WantsAnOperatorKeyAndWarns(string address)
    {
        Assert.Equal("OPERATOR_KEY", Assert.Single(Refused(("EXECUTOR_HTTP", address))).Name);

        var settings = Accepted(("EXECUTOR_HTTP", address), ("OPERATOR_KEY", "0123456789abcdef"));
        Assert.False(settings.IsLoopbackOnly);
        Assert.StartsWith("The HTTP interface listens on", Assert.Single(settings.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhenSignalsHaveNoFeed_AsksForIt() =>
        Assert.Contains(Refused(("DELTASCOUT_LOG", "/logs/deltascout.log")), problem => problem.Name == "AGG_CSV");

    [Fact]
    public void Read_WhenTwoSymbolsShareAFile_RefusesSinceLinesCarryNoSymbol()
    {
        var problems = Refused(("SYMBOLS", "BTCUSDC,ETHUSDC"), ("DELTASCOUT_LOG", "/logs/d.log"), ("AGG_CSV", "/feed/a.csv"));

        Assert.Equal(["AGG_CSV", "DELTASCOUT_LOG"], problems.Select(problem => problem.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Read_WhenSymbolIsNotAmongTheSections_Refuses() =>
        Assert.Equal("SYMBOL", Assert.Single(Refused(("SYMBOL", "XRPUSDC"), ("Executor:Symbols:BTCUSDC:QTY_USD", "50"))).Name);

    private static SiloSettings Accepted(params (string Key, string Value)[] values)
    {
        var result = Read(values);
        Assert.Empty(result.Problems);
        return result.Settings!;
    }

    private static ImmutableArray<SettingProblem> Refused(params (string Key, string Value)[] values)
    {
        var result = Read(values);
        Assert.Null(result.Settings);
        return result.Problems;
    }

    private static SiloSettingsResult Read((string Key, string Value)[] values) => SiloSettingsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build());
}
