using Executor.Core.Settings;

namespace Executor.Core.Tests.Settings;

public sealed class SettingCatalogTests
{
    [Fact]
    public void All_Names_AreUniqueAndFound()
    {
        Assert.Distinct(SettingCatalog.All.Select(setting => setting.Name));
        Assert.All(SettingCatalog.All, setting => Assert.Same(setting, SettingCatalog.Find(setting.Name)));
        Assert.Null(SettingCatalog.Find("NO_SUCH_SETTING"));
    }

    [Theory]
    [InlineData("EXCHANGE", "paper")]
    [InlineData("SLIPPAGE_TICKS", "1")]
    [InlineData("FEE_BPS", "10")]
    [InlineData("COMMAND_LATENCY_MS", "0")]
    [InlineData("SIGNAL_BOOTSTRAP", "resume")]
    [InlineData("PAPER_QUOTE_BALANCE", "100000")]
    [InlineData("LOG_MAX_LINES", "100000")]
    [InlineData("TAIL_LINES", "80")]
    public void Find_SettingOfTheHost_HasTheDefaultInForce(string name, string expected)
    {
        var setting = SettingCatalog.Find(name);

        Assert.Equal((expected, SettingStatus.InForce), (setting?.Default, setting?.Status));
    }

    [Fact]
    public void All_EverySettingOfTheOriginal_IsObeyedOrRetiredWithTheReason()
    {
        Assert.DoesNotContain(SettingCatalog.All, setting => setting.Status == SettingStatus.Planned);
        Assert.All(SettingCatalog.All, setting => Assert.NotEmpty(setting.Summary));
    }

    [Fact]
    public void PerSymbol_DefaultsAsWritten_GiveTheDefaultsInForce()
    {
        var written = SettingCatalog.PerSymbol.ToDictionary(setting => setting.Name, setting => setting.Default, StringComparer.Ordinal);

        var fromCatalogue = SettingsReader.Read(written, "BTCUSDC");
        var unset = SettingsReader.Read(new Dictionary<string, string>(StringComparer.Ordinal), "BTCUSDC");

        Assert.Empty(fromCatalogue.Problems);
        Assert.Equal(SettingsReader.Describe(unset.Configuration!), SettingsReader.Describe(fromCatalogue.Configuration!));
    }

    [Fact]
    public void PerSymbol_EverySettingButTheBootstrap_IsReadAndDescribed()
    {
        var described = SettingsReader.Describe(new SymbolConfiguration(SettingsReader.DefaultsFor("BTCUSDC"), new RuleOverrides()));

        Assert.Equal(
            SettingCatalog.PerSymbol.Select(setting => setting.Name).Where(name => name != "SIGNAL_BOOTSTRAP"),
            described.Select(setting => setting.Key));
    }
}
