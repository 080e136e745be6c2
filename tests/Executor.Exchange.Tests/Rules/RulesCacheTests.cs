using System.Text.Json;
using System.Text.Json.Nodes;
using Executor.Core.Exchange;
using Executor.Exchange.Budget;
using Executor.Exchange.Rules;
using Executor.Exchange.Tests.Scripted;
using Executor.Exchange.Time;
using Microsoft.Extensions.Time.Testing;

namespace Executor.Exchange.Tests.Rules;

public sealed class RulesCacheTests
{
    private const string Route = "GET /api/v3/exchangeInfo";

    private static string Changed => AdapterBench.Info.Replace("\"status\":\"TRADING\"", "\"status\":\"CANCEL_ONLY\"", StringComparison.Ordinal)
        .Replace("\"tickSize\":\"0.01000000\"", "\"tickSize\":\"0.10000000\"", StringComparison.Ordinal);

    [Fact]
    public async Task Rules_AreThoseOfEveryFilter()
    {
        await using var bench = await AdapterBench.StartAsync();

        var rules = await bench.Exchange.GetRulesAsync(Sample.Symbol, AdapterBench.Token);

        Assert.Equal(
            new SymbolRules
            {
                Symbol = "BTCUSDT", BaseAsset = "BTC", QuoteAsset = "USDT", TickSize = 0.01m, MinPrice = 0.01m, MaxPrice = 1000000m, LotStep = 0.00001m,
                MinQuantity = 0.00001m, MaxQuantity = 9000m, MarketMaxQuantity = 141.68m, MinNotional = 5m, MaxNotional = 9000000m, BidMultiplierUp = 2m,
                BidMultiplierDown = 0.5m, AskMultiplierUp = 3m, AskMultiplierDown = 0.4m, MaxOpenOrders = 200, MaxAlgoOrders = 5, MaxOrderLists = 20, MaxOrderAmends = 10,
            },
            rules);
        Assert.Equal("symbols=%5B%22BTCUSDT%22%5D&showPermissionSets=false", Assert.Single(bench.Server.All).Sent);
    }

    [Theory]
    [InlineData("HALT")]
    [InlineData("BREAK")]
    [InlineData("CANCEL_ONLY")]
    [InlineData("END_OF_DAY")]
    public async Task OtherStatusThanTrading_TakesNoOrders(string status)
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On(Route, AdapterBench.Info.Replace("TRADING", status, StringComparison.Ordinal)); // the second answer
        await bench.Exchange.GetRulesAsync(Sample.Symbol, AdapterBench.Token);

        await bench.Get<RulesCache>().RefreshAsync(AdapterBench.Token);

        Assert.False((await bench.Exchange.GetRulesAsync(Sample.Symbol, AdapterBench.Token))!.IsTrading);
    }

    [Fact]
    public async Task PublishedLimits_GoToTheBudget_AndUnknownOnesAreIgnored()
    {
        await using var bench = await AdapterBench.StartAsync(options => options.Budget.Patience = TimeSpan.Zero);
        await bench.Exchange.GetRulesAsync(Sample.Symbol, AdapterBench.Token);

        // 95 % of the published 100 orders in ten seconds, where 50 were assumed.
        Assert.Null(await bench.Get<RequestBudget>().EnterAsync(RequestLane.Protective, [new(LimitKey.OrdersShort, 95)], AdapterBench.Token));
        Assert.NotNull(await bench.Get<RequestBudget>().EnterAsync(RequestLane.Protective, [new(LimitKey.OrdersShort, 1)], AdapterBench.Token));
    }

    [Fact]
    public async Task RefusalByAFilter_ReadsTheRulesAgainOnce()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1764000001000));
        await using var bench = await AdapterBench.StartAsync(time: time);
        var readAgain = new TaskCompletionSource();
        bench.Server.On("POST /api/v3/order", "{\"code\":-1013,\"msg\":\"Filter failure: PRICE_FILTER\"}", 400).On(Route, async context =>
        {
            await ScriptedServer.WriteAsync(context, 200, Changed);
            await context.Response.CompleteAsync();
            readAgain.TrySetResult();
        });
        Assert.Equal(0.01m, (await bench.Exchange.GetRulesAsync(Sample.Symbol, AdapterBench.Token))!.TickSize);
        time.Advance(TimeSpan.FromSeconds(11));

        await bench.SendAsync(Sample.PlaceEntry);
        await readAgain.Task;
        await bench.Get<RulesCache>().RefreshAsync(AdapterBench.Token); // waits for the reading under way
        await bench.SendAsync(Sample.PlaceEntry);
        await bench.SendAsync(Sample.PlaceEntry);

        var rules = await bench.Exchange.GetRulesAsync(Sample.Symbol, AdapterBench.Token);
        Assert.Equal((0.1m, false), (rules!.TickSize, rules.IsTrading));
        Assert.Equal(3, bench.Server.To(Route).Count);
    }

    [Fact]
    public async Task UnlistedSymbol_IsNull_AndIsNotAskedForAgainUntilSomebodyWantsIt()
    {
        await using var bench = await AdapterBench.StartAsync();
        var asked = new List<string>();
        bench.Server.Always(Route, context =>
        {
            var symbols = context.Request.Query["symbols"].ToString();
            asked.Add(symbols);
            return symbols.Contains("NOPE", StringComparison.Ordinal)
                ? ScriptedServer.WriteAsync(context, 400, "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}")
                : ScriptedServer.WriteAsync(context, 200, AdapterBench.Info);
        });
        Assert.NotNull(await bench.Exchange.GetRulesAsync(Sample.Symbol, AdapterBench.Token));
        Assert.Null(await bench.Exchange.GetRulesAsync("NOPE", AdapterBench.Token));

        await bench.Get<RulesCache>().RefreshAsync(AdapterBench.Token);

        Assert.Equal([$"[\"{Sample.Symbol}\"]", "[\"NOPE\"]", $"[\"{Sample.Symbol}\"]"], asked);
        Assert.Null(await bench.Exchange.GetRulesAsync("NOPE", AdapterBench.Token));
    }

    [Fact]
    public async Task Roster_ThatHasChanged_IsWhatTheNextReadingAsksForTogether()
    {
        await using var bench = await AdapterBench.StartAsync(options => options.Symbols.Add("A1USDT"));
        var asked = new List<string>();
        bench.Server.Always(Route, context =>
        {
            asked.Add(context.Request.Query["symbols"].ToString());
            return ScriptedServer.WriteAsync(context, 200, Listed(asked[^1]));
        });
        bench.Get<RulesCache>().Follow(["A2USDT", "A3USDT"]);

        Assert.NotNull(await bench.Exchange.GetRulesAsync("A2USDT", AdapterBench.Token));
        Assert.NotNull(await bench.Exchange.GetRulesAsync("A3USDT", AdapterBench.Token));

        Assert.Equal(["A2USDT", "A3USDT"], Assert.Single(asked).Trim('[', ']').Replace("\"", string.Empty, StringComparison.Ordinal).Split(',').Order());
    }

    [Fact]
    public async Task Prepare_ReadsTimeAndRosterOnce_SoThatNoRequestWaitsForThem()
    {
        await using var bench = await AdapterBench.StartAsync(options => options.Symbols.Add(Sample.Symbol));
        var exchange = bench.Get<BinanceExchange>();

        await exchange.PrepareAsync(AdapterBench.Token);
        var asked = bench.Server.All.Count;
        await exchange.PrepareAsync(AdapterBench.Token);

        Assert.NotNull(await exchange.GetRulesAsync(Sample.Symbol, AdapterBench.Token));
        Assert.Equal(asked, bench.Server.All.Count);
        Assert.Single(bench.Server.To(Route));
        Assert.NotNull(bench.Get<IServerClock>().Offset);
        // The limits came with the rules: 100 orders in ten seconds are allowed where 50 were assumed.
        Assert.Null(await bench.Get<RequestBudget>().EnterAsync(RequestLane.Protective, [new(LimitKey.OrdersShort, 95)], AdapterBench.Token));
    }

    [Fact]
    public async Task Prepare_WithoutAnAnswer_LeavesTheReadingToTheFirstWhoAsks()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1764000001000));
        await using var bench = await AdapterBench.StartAsync(time: time);
        bench.Get<RulesCache>().Follow([Sample.Symbol]);
        bench.Get<RequestBudget>().Pause(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAsync<RulesUnavailableException>(() => bench.Get<BinanceExchange>().PrepareAsync(AdapterBench.Token));

        time.Advance(TimeSpan.FromSeconds(31));
        Assert.NotNull(await bench.Exchange.GetRulesAsync(Sample.Symbol, AdapterBench.Token));
    }

    [Fact]
    public async Task Roster_IsReadInOneRequest_AndFoundByHalvesWhenOneOfItIsNotListed()
    {
        string[] roster = [Sample.Symbol, "A1USDT", "A2USDT", "NOPE", "A3USDT"];
        await using var bench = await AdapterBench.StartAsync(options => Array.ForEach(roster, options.Symbols.Add));
        var asked = new List<string>();
        bench.Server.Always(Route, context =>
        {
            var symbols = context.Request.Query["symbols"].ToString();
            asked.Add(symbols);
            return symbols.Contains("NOPE", StringComparison.Ordinal)
                ? ScriptedServer.WriteAsync(context, 400, "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}")
                : ScriptedServer.WriteAsync(context, 200, Listed(symbols));
        });

        Assert.NotNull(await bench.Exchange.GetRulesAsync("A3USDT", AdapterBench.Token));
        Assert.Equal(5, asked.Count); // all, the half with two more halves, and within it NOPE alone and what stood beside it
        Assert.Null(await bench.Exchange.GetRulesAsync("NOPE", AdapterBench.Token));
        foreach (var symbol in roster.Except(["NOPE"]))
            Assert.Equal(symbol, (await bench.Exchange.GetRulesAsync(symbol, AdapterBench.Token))!.Symbol);
        Assert.Equal(5, asked.Count); // nobody asks again
    }

    [Fact]
    public async Task RosterOfHundreds_IsReadInRequestsThatAServerTakes()
    {
        await using var bench = await AdapterBench.StartAsync(options =>
        {
            foreach (var number in Enumerable.Range(1, 700))
                options.Symbols.Add(FormattableString.Invariant($"LONGNAME{number:000}USDT"));
        });
        bench.Server.Always(Route, context => ScriptedServer.WriteAsync(context, 200, Listed(context.Request.Query["symbols"].ToString())));

        Assert.Equal("LONGNAME700USDT", (await bench.Exchange.GetRulesAsync("LONGNAME700USDT", AdapterBench.Token))!.Symbol);
        Assert.NotNull(await bench.Exchange.GetRulesAsync("LONGNAME001USDT", AdapterBench.Token));
        Assert.Equal(4, bench.Server.To(Route).Count);
        Assert.All(bench.Server.To(Route), call => Assert.True(call.Target.Length < 5_000));
    }

    /// <summary>The answer for symbols that are all listed.</summary>
    private static string Listed(string symbols)
    {
        var info = JsonNode.Parse(AdapterBench.Info)!;
        var row = info["symbols"]![0]!.ToJsonString();
        info["symbols"] = new JsonArray([.. JsonSerializer.Deserialize<string[]>(symbols)!.Select(symbol => JsonNode.Parse(row.Replace("BTCUSDT", symbol, StringComparison.Ordinal)))]);
        return info.ToJsonString();
    }

    [Fact]
    public async Task ExchangeInMaintenance_KeepsTheOldRules_AndWithoutAnySaysSo()
    {
        await using var bench = await AdapterBench.StartAsync(options => options.ReadRetries = 0);
        bench.Server.On(Route, "<html>maintenance</html>", 503);
        await bench.Exchange.GetRulesAsync(Sample.Symbol, AdapterBench.Token);

        await bench.Get<RulesCache>().RefreshAsync(AdapterBench.Token);

        Assert.NotNull(await bench.Exchange.GetRulesAsync(Sample.Symbol, AdapterBench.Token));
        var failure = await Assert.ThrowsAsync<RulesUnavailableException>(async () => await bench.Exchange.GetRulesAsync("ETHUSDT", AdapterBench.Token));
        Assert.Equal("ETHUSDT", failure.Symbol);
        Assert.Contains("HTTP 503", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"stepSize\":\"0.00001000\"", "\"stepSize\":\"0\"")]
    [InlineData("\"baseAsset\":\"BTC\"", "\"baseAsset\":\"\"")]
    public async Task RulesThatCannotBePlannedWith_AreRefused(string found, string replaced)
    {
        var bad = AdapterBench.Info.Replace(found, replaced, StringComparison.Ordinal).Replace("BTCUSDT", "ETHUSDT", StringComparison.Ordinal);
        await using var bench = await AdapterBench.StartAsync(options => options.ReadRetries = 0);
        bench.Server.On(Route, bad);
        await bench.Exchange.GetRulesAsync(Sample.Symbol, AdapterBench.Token);

        await Assert.ThrowsAsync<RulesUnavailableException>(async () => await bench.Exchange.GetRulesAsync("ETHUSDT", AdapterBench.Token));
    }

    [Fact]
    public async Task SymbolThatIsNotUnderstood_KeepsItsOldRulesAndLeavesTheOthersAlone()
    {
        var both = AdapterBench.Info.Replace("\"symbols\":[", $"\"symbols\":[{Of("ETHUSDT")},", StringComparison.Ordinal);
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On(Route, both).On(Route, Changed.Replace("\"symbols\":[", $"\"symbols\":[{Of("ETHUSDT").Replace("\"0.01\"", "null", StringComparison.Ordinal)},", StringComparison.Ordinal));
        await bench.Exchange.GetRulesAsync(Sample.Symbol, AdapterBench.Token);
        await bench.Exchange.GetRulesAsync("ETHUSDT", AdapterBench.Token);

        await bench.Get<RulesCache>().RefreshAsync(AdapterBench.Token);

        Assert.Equal(0.1m, (await bench.Exchange.GetRulesAsync(Sample.Symbol, AdapterBench.Token))!.TickSize);
        Assert.Equal(0.01m, (await bench.Exchange.GetRulesAsync("ETHUSDT", AdapterBench.Token))!.TickSize);

        static string Of(string symbol) => $$"""
            {"symbol":"{{symbol}}","status":"TRADING","baseAsset":"ETH","quoteAsset":"USDT","filters":[{"filterType":"PRICE_FILTER","tickSize":"0.01"},{"filterType":"LOT_SIZE","stepSize":"0.01"}]}
            """;
    }

    [Theory] // found by hostile input
    [InlineData("\"symbols\":[", "\"symbols\":[null,")]
    [InlineData("\"rateLimits\":[", "\"rateLimits\":[null,")]
    [InlineData("\"filters\":[", "\"filters\":[null,")]
    public async Task AnswerWithHoles_IsNotUnderstoodAndTheOldRulesStay(string found, string replaced)
    {
        await using var bench = await AdapterBench.StartAsync();
        bench.Server.On(Route, AdapterBench.Info.Replace(found, replaced, StringComparison.Ordinal));
        await bench.Exchange.GetRulesAsync(Sample.Symbol, AdapterBench.Token);

        await bench.Get<RulesCache>().RefreshAsync(AdapterBench.Token);

        Assert.NotNull(await bench.Exchange.GetRulesAsync(Sample.Symbol, AdapterBench.Token));
    }

    [Fact]
    public async Task P29_RulesThatChange_AreReadWithoutBeingAskedForAndToldOnce()
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeMilliseconds(1764000001000));
        await using var bench = await AdapterBench.StartAsync(time: time);
        bench.Server.On(Route, Changed);
        await bench.Exchange.GetRulesAsync(Sample.Symbol, AdapterBench.Token);
        var told = System.Threading.Channels.Channel.CreateUnbounded<string>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(AdapterBench.Token);
        var watching = bench.Get<RulesWatch>().RunAsync((symbol, _) => told.Writer.WriteAsync(symbol, CancellationToken.None).AsTask(), stop.Token);

        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(Sample.Symbol, await told.Reader.ReadAsync(AdapterBench.Token));
        Assert.Equal(0.1m, (await bench.Exchange.GetRulesAsync(Sample.Symbol, AdapterBench.Token))!.TickSize);
        await bench.Get<RulesCache>().RefreshAsync(AdapterBench.Token); // the same again

        Assert.False(told.Reader.TryRead(out _));
        await stop.CancelAsync();
        await watching;
    }
}
