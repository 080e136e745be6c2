using System.Collections.Immutable;
using Executor.Core.Settings;
using Executor.Exchange.Signing;
using Executor.Silo.Configuration;
using Executor.Silo.Terminal;
using Microsoft.Extensions.Configuration;

namespace Executor.Silo.Tests.Configuration;

public sealed class LiveSettingsReaderTests : IDisposable
{
    private const string Key = "abcdefKEY0123456789";
    private const string Secret = "topsecretOfTheAccount";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, "live", "wss://ws-api.binance.com/ws-api/v3", "wss://stream.binance.com:9443/", "https://api-gcp.binance.com/")]
    [InlineData("https://testnet.binance.vision", "testnet", "wss://ws-api.testnet.binance.vision/ws-api/v3", "wss://stream.testnet.binance.vision/", "https://api1.testnet.binance.vision/")]
    [InlineData("https://demo-api.binance.com", "demo", "wss://demo-ws-api.binance.com/ws-api/v3", "wss://demo-stream.binance.com/", null)]
    [InlineData("http://127.0.0.1:9090", "simulator", "ws://127.0.0.1:9090/ws-api/v3", "ws://127.0.0.1:9090/", null)]
    [InlineData("https://sim.example.org", "simulator", "wss://sim.example.org/ws-api/v3", "wss://sim.example.org/", null)]
    public void Read_WhenTheAddressIsSet_TheEnvironmentAndItsOtherAddressesFollow(string? address, string mode, string api, string streams, string? standIn)
    {
        var settings = Accepted(address is null ? [] : [("BINANCE_BASE_URL", address)]);

        Assert.Equal(mode, settings.Mode);
        Assert.Equal(new Uri(address ?? "https://api.binance.com"), settings.Live!.RestHosts[0]);
        Assert.Equal(standIn, settings.Live.RestHosts.ElementAtOrDefault(1)?.ToString());
        Assert.Equal((api, streams), (settings.Live.WebSocketApi.ToString(), settings.Live.Streams.ToString()));
        Assert.Equal(ApiKeyType.HmacSha256, settings.Live.Credentials.Type);
        Assert.IsType<SymbolInputs.Exchange>(Assert.Single(settings.Symbols).Inputs);
    }

    [Theory]
    [InlineData("BINANCE_BASE_URL", "http://api.binance.com")]
    [InlineData("BINANCE_BASE_URL", "http://sim.example.org")]
    [InlineData("BINANCE_BASE_URL", "https://user:word@api.binance.com")]
    [InlineData("BINANCE_BASE_URL", "https://www.binance.com")]
    [InlineData("BINANCE_BASE_URL", "https://data-api.binance.vision")]
    [InlineData("BINANCE_WS_API_URL", "wss://ws-api.testnet.binance.vision/ws-api/v3")]
    [InlineData("BINANCE_WS_API_URL", "wss://sim.example.org/ws-api/v3")]
    [InlineData("BINANCE_STREAM_URL", "wss://demo-stream.binance.com")]
    [InlineData("BINANCE_STREAM_URL", "ws://stream.binance.com")]
    [InlineData("BINANCE_API_BASES", "https://api1.binance.com,https://testnet.binance.vision")]
    [InlineData("RECV_WINDOW", "60001")]
    [InlineData("BINANCE_HTTP_READ_TIMEOUT_SEC", "0")]
    [InlineData("LIVE_VALIDATE_ONLY", "perhaps")]
    [InlineData("DEMO_SEED", "3")]
    [InlineData("PAPER_QUOTE_BALANCE", "1000")]
    [InlineData("FEE_BPS", "5")]
    [InlineData("SLIPPAGE_TICKS", "2")]
    [InlineData("FEED", "invented")]
    [InlineData("FEED_SYMBOL", "BTC/USDT")]
    public void Read_WhenASettingContradictsTheRealExchange_IsRefusedByItsName(string name, string value)
    {
        var problems = Refused((name, value));

        Assert.Equal([name], problems.Select(problem => problem.Name).Distinct());
    }

    [Theory]
    [InlineData("5000", "11.9", "12 s")]
    [InlineData("10000", "15", "17 s")]
    public void Read_WhenARequestCouldBeSentAgainInTheWindowOfTheFirst_IsRefused(string recvWindow, string leastAge, string wanted)
    {
        var problem = Assert.Single(Refused(("RECV_WINDOW", recvWindow), ("UNKNOWN_MIN_AGE_SEC", leastAge)));

        Assert.Equal("UNKNOWN_MIN_AGE_SEC", problem.Name);
        Assert.Contains($"at least {wanted}", problem.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://testnet.binance.vision", "testnet")]
    [InlineData("https://demo-api.binance.com", "demo")]
    public void Read_WhenMarginIsWantedWhereThereIsNone_IsRefused(string address, string mode)
    {
        var problem = Assert.Single(Refused(("BINANCE_BASE_URL", address), ("TRADE_MODE", "MARGIN")));

        Assert.Equal("TRADE_MODE", problem.Name);
        Assert.Contains($"{mode} has no margin accounts", problem.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WhenKeysStandInFiles_TheyAreTakenFromThere()
    {
        File.WriteAllText(_folder.File("key"), $"{Key}\n");
        File.WriteAllText(_folder.File("private.pem"), "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n");

        var settings = SettingsOf(("EXCHANGE", "binance"), ("SYMBOLS", "BTCUSDT"), ("BINANCE_API_KEY_FILE", _folder.File("key")), ("BINANCE_PRIVATE_KEY_FILE", _folder.File("private.pem")));

        Assert.Empty(settings.Problems);
        Assert.Equal(ApiKeyType.Ed25519, settings.Settings!.Live!.Credentials.Type);
    }

    [Fact]
    public void Read_WhenCredentialsAreMissingDoubledOrUnreadable_NamesEachAndShowsNone()
    {
        (string Key, string Value)[] live = [("EXCHANGE", "binance"), ("SYMBOLS", "BTCUSDT")];

        var missing = SettingsOf(live).Problems;
        var doubled = SettingsOf([.. live, ("BINANCE_API_KEY", Key), ("BINANCE_API_SECRET", Secret), ("BINANCE_PRIVATE_KEY_FILE", _folder.File("nothing"))]).Problems;
        var unreadable = SettingsOf([.. live, ("BINANCE_API_KEY", Key), ("BINANCE_API_SECRET_FILE", _folder.File("nothing"))]).Problems;
        var twice = SettingsOf([.. live, ("BINANCE_API_KEY", Key), ("BINANCE_API_KEY_FILE", _folder.File("nothing")), ("BINANCE_API_SECRET", Secret)]).Problems;
        var odd = SettingsOf([.. live, ("BINANCE_API_KEY", "not a key!"), ("BINANCE_API_SECRET", Secret)]).Problems;

        Assert.Equal(["BINANCE_API_KEY", "BINANCE_API_SECRET"], Names(missing));
        Assert.Contains("BINANCE_API_SECRET", Names(doubled));
        Assert.Equal(["BINANCE_API_SECRET_FILE"], Names(unreadable));
        Assert.Equal(["BINANCE_API_KEY_FILE"], Names(twice));
        Assert.Equal(["BINANCE_API_KEY"], Names(odd));
        Assert.All(
            missing.Concat(doubled).Concat(unreadable).Concat(twice).Concat(odd),
            problem => Assert.DoesNotContain([Secret, Key, "not a key!"], secret => problem.ToString().Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_WhenNoPairIsNamed_DoesNotTradeTheDemonstrationsOnTheExchange()
    {
        var problems = SettingsOf(("EXCHANGE", "binance"), ("BINANCE_API_KEY", Key), ("BINANCE_API_SECRET", Secret)).Problems;

        Assert.Equal(["SYMBOLS"], Names(problems));
    }

    [Fact]
    public void Read_WhenExchangeIsPaper_SaysThatKeysAndAddressesHaveNoEffect()
    {
        var settings = SettingsOf(("BINANCE_API_KEY", Key), ("BINANCE_BASE_URL", "https://api.binance.com")).Settings!;

        Assert.Equal("paper", settings.Mode);
        Assert.Null(settings.Live);
        Assert.Equal(
            ["BINANCE_BASE_URL has no effect: EXCHANGE is paper. Nothing is sent to Binance.", "BINANCE_API_KEY has no effect: EXCHANGE is paper. Nothing is sent to Binance."],
            settings.Warnings);
    }

    [Fact]
    public void Read_WhenTheFeedIsQuotedInAnotherAsset_RemembersInWhich()
    {
        var settings = Accepted(("AGG_CSV", "/feed/aggregated.csv"), ("FEED_SYMBOL", "btcusdc"));

        var setup = Assert.Single(settings.Symbols);
        Assert.Equal(("BTCUSDT", "BTCUSDC"), (setup.Symbol, setup.BarsOf));
        Assert.Equal(new SymbolInputs.Files(null, "/feed/aggregated.csv"), setup.Inputs);
        Assert.Contains(
            Refused(("SYMBOLS", "BTCUSDC,BTCUSDT"), ("Executor:Symbols:BTCUSDT:FEED_SYMBOL", "BTCUSDC")), problem => problem.Name == "FEED_SYMBOL");
    }

    [Fact]
    public void Banner_OfEachMode_SaysWhoseMoneyItIs()
    {
        Assert.StartsWith("=== LIVE === LIVE === LIVE ===  REAL MONEY: orders go to api.binance.com", ModeTexts.Banner(Accepted().Live), StringComparison.Ordinal);
        Assert.Equal("white on red", ModeTexts.Style(Accepted().Live));
        Assert.StartsWith("=== PAPER ===", ModeTexts.Banner(null), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, Accepted().ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, $"{Accepted().Live}", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Names(ImmutableArray<SettingProblem> problems) => problems.Select(problem => problem.Name).Order(StringComparer.Ordinal);

    private static SiloSettings Accepted(params (string Key, string Value)[] values)
    {
        var result = SettingsOf(Live(values));
        Assert.Empty(result.Problems);
        return result.Settings!;
    }

    private static ImmutableArray<SettingProblem> Refused(params (string Key, string Value)[] values)
    {
        var result = SettingsOf(Live(values));
        Assert.Null(result.Settings);
        return result.Problems;
    }

    private static (string Key, string Value)[] Live((string Key, string Value)[] values) =>
    [
        ("EXCHANGE", "binance"), ("BINANCE_API_KEY", Key), ("BINANCE_API_SECRET", Secret),
        .. values.Any(value => value.Key == "SYMBOLS") ? values : [("SYMBOLS", "BTCUSDT"), .. values],
    ];

    private static SiloSettingsResult SettingsOf(params (string Key, string Value)[] values) => SiloSettingsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build());
}
