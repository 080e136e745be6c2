using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Executor.Grains;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;
using Executor.Silo.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Executor.Silo.Tests.Hosting;

/// <summary>Who is traded, and that nobody is left alone who was.</summary>
public sealed class RosterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MarketFiles _bitcoin;
    private readonly MarketFiles _ether;

    public RosterTests() => (_bitcoin, _ether) = (new MarketFiles(_folder, "BTCUSDC"), new MarketFiles(_folder, "ETHUSDC"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Restart_WithASymbolTakenOutOfTheSettings_ManagesItsPositionUntilItIsFlat()
    {
        await using (var before = await RunningSilo.StartAsync(Settings("BTCUSDC,ETHUSDC")))
        {
            await before.FollowingAsync("BTCUSDC");
            _bitcoin.AppendSignal(_bitcoin.Peak());
            await before.EventAsync("BTCUSDC", "EXITS_PLACED_V15");
        }

        await using var after = await RunningSilo.StartAsync(Settings("ETHUSDC"));
        await after.FollowingAsync("ETHUSDC");
        Fall(_bitcoin);

        await after.EventAsync("BTCUSDC", "TRADE_CLOSED");
    }

    [Fact]
    public async Task Symbol_AddedAndTakenOutAtRunTime_TradesInBetween_AndItsPositionIsManagedOverARestart()
    {
        await using (var first = await StartAsync("BTCUSDC"))
        {
            await first.FollowingAsync("BTCUSDC");
            Assert.Equal(HttpStatusCode.NotFound, (await SignalAsync(first, "ETHUSDC")).Status);

            var added = await CallAsync(first, HttpMethod.Post, "/fleet/symbols/ethusdc?reason=wanted", HttpStatusCode.OK);
            Assert.Equal(["BTCUSDC traded settings", "ETHUSDC traded operator"], Lines(added));
            await first.FollowingAsync("ETHUSDC");
            await first.ReadyAsync();
            _ether.AppendSignal(_ether.Peak());
            await first.EventAsync("ETHUSDC", "EXITS_PLACED_V15");
            await first.EventAsync("FLEET", "ROSTER_SYMBOL_ADDED");
        }

        await using (var second = await StartAsync("BTCUSDC")) // its settings know nothing of the other one
        {
            await second.FollowingAsync("ETHUSDC");
            Assert.Equal("Open", await StatusAsync(second, "ETHUSDC"));

            var removed = await CallAsync(second, HttpMethod.Delete, "/fleet/symbols/ETHUSDC", HttpStatusCode.OK);
            Assert.Equal(["BTCUSDC traded settings", "ETHUSDC leaving operator"], Lines(removed));
            Assert.Contains("not_traded", (await SignalAsync(second, "ETHUSDC", ticks: 10)).Body, StringComparison.Ordinal); // at once
            await second.RosterAsync(now => now.Members.Any(member => member is { Symbol: "ETHUSDC", Membership: Membership.Leaving }));
            var (status, body) = await SignalAsync(second, "ETHUSDC", ticks: 20);
            Assert.Equal(HttpStatusCode.NotFound, status);
            Assert.Contains("was taken out of the roster", body, StringComparison.Ordinal);
        }

        await using var third = await StartAsync("BTCUSDC");
        await third.FollowingAsync("BTCUSDC");
        Assert.Equal("Open", await StatusAsync(third, "ETHUSDC"));
        Fall(_ether);
        await third.EventAsync("ETHUSDC", "TRADE_CLOSED");
        await third.RosterAsync(now => !now.Symbols.Contains("ETHUSDC"));
        await CallAsync(third, HttpMethod.Get, "/positions/ETHUSDC", HttpStatusCode.NotFound);
        Assert.Contains("ETHUSDC out operator", Lines(await CallAsync(third, HttpMethod.Get, "/fleet/symbols", HttpStatusCode.OK)));
    }

    [Fact]
    public async Task Symbol_TakenOutAtRunTime_StaysOutThoughTheSettingsListIt_UntilItIsAddedAgain()
    {
        await using (var first = await StartAsync("BTCUSDC,ETHUSDC"))
        {
            await first.FollowingAsync("ETHUSDC");
            await CallAsync(first, HttpMethod.Delete, "/fleet/symbols/ETHUSDC?reason=delisted", HttpStatusCode.OK);
            await first.RosterAsync(now => now.Members is [{ Symbol: "BTCUSDC" }]); // it was flat, and is forgotten
        }

        await using var second = await StartAsync("BTCUSDC,ETHUSDC");
        await second.RosterAsync(now => now.Members is [{ Symbol: "BTCUSDC", IsTraded: true }]);
        Assert.Equal(HttpStatusCode.NotFound, (await SignalAsync(second, "ETHUSDC")).Status);

        await CallAsync(second, HttpMethod.Post, "/fleet/symbols/ETHUSDC", HttpStatusCode.OK);
        await second.FollowingAsync("ETHUSDC");
        _ether.AppendSignal(_ether.Peak());

        await second.EventAsync("ETHUSDC", "EXITS_PLACED_V15");
    }

    [Theory]
    [InlineData("POST", "SOLUSDC", HttpStatusCode.UnprocessableEntity, "Executor:Symbols:SOLUSDC:AGG_CSV")] // nothing gives it prices
    [InlineData("POST", "BNBUSDC", HttpStatusCode.UnprocessableEntity, "BTCUSDC, BNBUSDC share one")]
    [InlineData("POST", "XRPUSDC", HttpStatusCode.UnprocessableEntity, "QTY_USD")]
    [InlineData("POST", "NOTAPAIR", HttpStatusCode.UnprocessableEntity, "no pair")]
    [InlineData("DELETE", "ETHUSDC", HttpStatusCode.NotFound, "traded are BTCUSDC")]
    [InlineData("POST", "ETHUSDC?reason=", HttpStatusCode.BadRequest, "reason")]
    public async Task Change_ThatCannotBeMade_SaysWhyAndChangesNothing(string method, string path, HttpStatusCode status, string why)
    {
        await using var silo = await StartAsync("BTCUSDC");
        await silo.RosterAsync(now => now.Members is [{ IsTraded: true }]);

        var refused = await CallAsync(silo, new HttpMethod(method), $"/fleet/symbols/{path}", status);

        Assert.Contains(why, refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(["BTCUSDC traded settings"], Lines(await CallAsync(silo, HttpMethod.Get, "/fleet/symbols", HttpStatusCode.OK)));
    }

    [Theory]
    [InlineData("POST", "ETHUSDC")]
    [InlineData("DELETE", "BTCUSDC")]
    public async Task Change_WithoutTheOperatorKey_IsRefused(string method, string symbol)
    {
        await using var silo = await RunningSilo.StartAsync(Settings("BTCUSDC") with { OperatorKey = "a key of this test only" });
        await silo.RosterAsync(now => now.Members is [{ IsTraded: true }]);

        await CallAsync(silo, new HttpMethod(method), $"/fleet/symbols/{symbol}", HttpStatusCode.Unauthorized);

        Assert.Equal(["BTCUSDC traded settings"], Lines(await CallAsync(silo, HttpMethod.Get, "/fleet/symbols", HttpStatusCode.OK)));
    }

    /// <summary>A silo whose fleet looks soon whether somebody who leaves is flat.</summary>
    private Task<RunningSilo> StartAsync(string symbols) => RunningSilo.StartAsync(Settings(symbols), Sweeping);

    private static void Sweeping(WebApplicationBuilder builder) =>
        builder.Services.Configure<GrainOptions>(options => options.SweepEvery = TimeSpan.FromSeconds(5));

    private static async Task<JsonElement> CallAsync(RunningSilo silo, HttpMethod method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        using var response = await silo.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.True(status == response.StatusCode, $"{method} {path}: {response.StatusCode} {body}");
        return body;
    }

    private async Task<(HttpStatusCode Status, string Body)> SignalAsync(RunningSilo silo, string symbol, int ticks = 0)
    {
        using var body = new StringContent(_ether.Peak("long", ticks));
        using var response = await silo.Client.PostAsync(new Uri($"/signals?symbol={symbol}", UriKind.Relative), body, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string?> StatusAsync(RunningSilo silo, string symbol)
    {
        await silo.ReadyAsync();
        return (await CallAsync(silo, HttpMethod.Get, $"/positions/{symbol}", HttpStatusCode.OK)).GetProperty("status").GetString();
    }

    private static IEnumerable<string> Lines(JsonElement answer) => answer.GetProperty("symbols").EnumerateArray()
        .Select(symbol => $"{symbol.GetProperty("symbol")} {symbol.GetProperty("standing")} {symbol.GetProperty("source")}");

    /// <summary>A minute in which price goes through every stop.</summary>
    private static void Fall(MarketFiles market) => market.AppendRow(market.LastClose, market.LastClose * 0.97m, market.LastClose * 0.97m);

    /// <summary>Settings as they are read from the environment, with files for both symbols whoever is listed.</summary>
    private SiloSettings Settings(string symbols)
    {
        var read = SiloSettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["EXECUTOR_DATA_DIR"] = _folder.File("data"),
            ["EXECUTOR_HTTP"] = "http://127.0.0.1:0",
            ["SYMBOLS"] = symbols,
            ["Executor:Symbols:BTCUSDC:AGG_CSV"] = _bitcoin.Feed,
            ["Executor:Symbols:BTCUSDC:DELTASCOUT_LOG"] = _bitcoin.SignalLog,
            ["Executor:Symbols:ETHUSDC:AGG_CSV"] = _ether.Feed,
            ["Executor:Symbols:ETHUSDC:DELTASCOUT_LOG"] = _ether.SignalLog,
            ["Executor:Symbols:BNBUSDC:AGG_CSV"] = _bitcoin.Feed, // of somebody else
            ["Executor:Symbols:XRPUSDC:AGG_CSV"] = "xrp.csv",
            ["Executor:Symbols:XRPUSDC:QTY_USD"] = "much",
        }).Build());
        return read.Settings ?? throw new InvalidOperationException(string.Join(" ", read.Problems));
    }
}
