using Executor.Core.Settings;
using Executor.Replay.Settings;

namespace Executor.Replay.Tests.Settings;

public sealed class SettingsTests
{
    [Fact]
    public void File_WhenLines_GivesNamesAndValues()
    {
        var values = Read("# paper\nSYMBOL=ETHUSDT\n\n QTY_USD = 50 \nTP_R_LIST=1,2\n");

        Assert.Equal([("QTY_USD", "50"), ("SYMBOL", "ETHUSDT"), ("TP_R_LIST", "1,2")], values.OrderBy(v => v.Key).Select(v => (v.Key, v.Value)));
    }

    [Fact]
    public void File_WhenJson_GivesNamesAndValues()
    {
        var values = Read("""{ "SYMBOL": "ETHUSDT", "QTY_USD": 50.10, "STRICT_SOURCE": false, "MIN_QTY": null }""");

        Assert.Equal(
            [("MIN_QTY", ""), ("QTY_USD", "50.10"), ("STRICT_SOURCE", "false"), ("SYMBOL", "ETHUSDT")],
            values.OrderBy(v => v.Key).Select(v => (v.Key, v.Value)));
    }

    [Theory]
    [InlineData("QTY_USD 50", "line 1: expected NAME=value, found: QTY_USD 50")]
    [InlineData("A=1\nA=2", "A is given twice")]
    [InlineData("{ \"A\": [1] }", "A must be a text, a number, true or false, is [1]")]
    [InlineData("{ \"A\": ", "is not a JSON object")]
    public void File_WhenOfAnotherForm_IsAnError(string text, string expected)
    {
        var failure = Assert.Throws<ReplayInputException>(() => Read(text));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "/data/BTCUSDT_2025-10-29/aggregated.csv", "BTCUSDT")]
    [InlineData(null, null, "/data/long/ETHUSDT.csv.gz", "ETHUSDT")]
    [InlineData(null, null, "/data/long/aggregated.csv", "BTCUSDC")]
    [InlineData(null, "SOLUSDC", "/data/BTCUSDT/aggregated.csv", "SOLUSDC")]
    [InlineData("ethusdc", "SOLUSDC", "/data/BTCUSDT/aggregated.csv", "ETHUSDC")]
    public void Symbol_WhereverItIsNamed_IsTakenInThatOrder(string? asked, string? set, string feed, string expected)
    {
        var values = set is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["SYMBOL"] = set };

        Assert.Equal(expected, SymbolChoice.Choose(asked, values, feed));
    }

    [Fact]
    public void Symbol_WhenItCannotBeSplit_IsAnError() =>
        Assert.Throws<ReplayInputException>(() => SymbolChoice.Choose("NONSENSE", new Dictionary<string, string>(), "aggregated.csv"));

    [Fact]
    public void W57_Settings_WhenTheyCannotBeObeyed_AreAllNamed()
    {
        var values = new Dictionary<string, string> { ["QTY_USD"] = "much", ["FEE_BPS"] = "-1", ["COMMAND_LATENCY_MS"] = "0.5" };

        var failure = Assert.Throws<ReplayInputException>(() => ReplaySettings.Read(values, "BTCUSDT"));

        Assert.All(["QTY_USD", "'much'", "FEE_BPS", "'-1'", "COMMAND_LATENCY_MS", "'0.5'"], part => Assert.Contains(part, failure.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void W57_Settings_WhenNamesAreMisspelt_AreAllNamedWithoutTheirValues()
    {
        var values = new Dictionary<string, string> { ["QTY_USDD"] = "50", ["fee_bps"] = "1", ["API_KEY_OLD"] = "secret", ["SL_PCT"] = "0.01" };

        var failure = Assert.Throws<ReplayInputException>(() => ReplaySettings.Read(values, "BTCUSDT"));

        Assert.Equal(
            "Settings cannot be obeyed: there is no setting API_KEY_OLD; there is no setting QTY_USDD; "
            + "there is no setting fee_bps, but FEE_BPS.",
            failure.Message);
    }

    [Fact]
    public void Settings_WhenOfTheCatalogueButNotOfTheReplay_AreAccepted()
    {
        var values = SettingCatalog.All.ToDictionary(definition => definition.Name, definition => definition.Default);

        var settings = ReplaySettings.Read(values, "BTCUSDT");

        var rules = SymbolRulesDefaults.For("BTCUSDT", 100_000m, 2, new RuleOverrides());
        Assert.Equal(ReplaySettings.Read(new Dictionary<string, string>(), "BTCUSDT").Describe(rules), settings.Describe(rules));
    }

    [Fact]
    public void Settings_WhenNoneAreGiven_AreThoseOfTheReplay()
    {
        var settings = ReplaySettings.Read(new Dictionary<string, string>(), "BTCUSDT");

        Assert.Equal((TimeSpan.Zero, 1, 0.001m, 100_000m), (settings.CommandLatency, settings.SlippageTicks, settings.FeeFraction, settings.QuoteBalance));
        var rules = SymbolRulesDefaults.For("BTCUSDT", 100_000m, 2, settings.Symbol.Rules);
        Assert.Contains(KeyValuePair.Create("TICK_SIZE", "0.01"), settings.Describe(rules));
        Assert.Equal("PAPER_QUOTE_BALANCE", settings.Describe(rules).Last().Key);
    }

    private static IReadOnlyDictionary<string, string> Read(string text)
    {
        using var folder = new TemporaryFolder();
        return SettingsFile.Read(folder.Write("settings", text));
    }
}
