using Executor.Core.Exchange;
using Executor.Exchange.Tests.Streams.Scripted;

namespace Executor.Exchange.Tests.Streams.Account;

/// <summary>Margin wallets: tokens are fetched, renewed before they end, and replaced when they end all the same; several wallets share a connection.</summary>
public sealed class ListenTokenTests
{
    private const string Route = "POST /sapi/v1/userListenToken";
    private const string Subscribe = "userDataStream.subscribe.listenToken";

    [Fact]
    public async Task Token_IsRenewedBeforeItEnds()
    {
        await using var bench = await StreamBench.StartAsync();
        bench.Rest.On(Route, Token("first")).On(Route, Token("second"));
        var reader = bench.Follow(TradingAccount.IsolatedMargin, "BTCUSDT");
        await reader.BeginAsync();
        var socket = await bench.AcceptAsync();
        var expiresAt = StreamBench.Start.AddHours(4);

        var first = await socket.AnswerAsync(Subscribe, $"{{\"subscriptionId\":0,\"expirationTime\":{expiresAt.ToUnixTimeMilliseconds() * 1000}}}", bench.Token);
        await reader.NextAsync<AccountEvent.Listening>();
        await bench.Time.WaitedForAsync(TimeSpan.FromSeconds(30), bench.Token);
        bench.Time.Advance(TimeSpan.FromHours(3)); // of four; an hour ahead of the end
        var second = await socket.AnswerAsync(Subscribe, $"{{\"subscriptionId\":0,\"expirationTime\":{expiresAt.AddHours(3).ToUnixTimeMilliseconds()}}}", bench.Token);
        await socket.AnswerAsync("session.subscriptions", "[{\"subscriptionId\":0}]", bench.Token);
        await socket.TellAsync(0, Events.Position);

        await reader.NextAsync<AccountEvent.BalancesChanged>();
        Assert.Equal(["first", "second"], ((System.Text.Json.JsonElement[])[first, second]).Select(request => request.GetProperty("params").GetProperty("listenToken").GetString()!));
        Assert.All(bench.Rest.To(Route), call => Assert.Equal("isIsolated=true&symbol=BTCUSDT", call.Own));
        Assert.DoesNotContain("first", bench.Adapter.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndOfTheStream_InterruptsAndIsRepaired()
    {
        await using var bench = await StreamBench.StartAsync();
        bench.Rest.On(Route, Token("first"));
        var reader = bench.Follow(TradingAccount.CrossMargin);
        await reader.BeginAsync();
        var socket = await bench.AcceptAsync();
        await socket.AnswerAsync(Subscribe, Life(0), bench.Token);
        await reader.NextAsync<AccountEvent.Listening>();

        await socket.TellAsync(0, "{\"e\":\"eventStreamTerminated\",\"E\":1764000000000}");
        await reader.NextAsync<AccountEvent.Interrupted>();
        await socket.AnswerAsync(Subscribe, Life(1), bench.Token);

        await reader.NextAsync<AccountEvent.Listening>();
        Assert.Equal(2, bench.Rest.To(Route).Count);
        Assert.All(bench.Rest.To(Route), call => Assert.Equal("isIsolated=false", call.Own));
    }

    [Fact]
    public async Task AnswerWithoutEnvelope_IsUnderstood()
    {
        await using var bench = await StreamBench.StartAsync();
        bench.Rest.On(Route, Token("first"));
        var reader = bench.Follow(TradingAccount.CrossMargin);
        await reader.BeginAsync();
        var socket = await bench.AcceptAsync();
        await socket.TakeAsync(Subscribe, bench.Token);

        await socket.SendAsync(Life(6));
        await socket.TellAsync(6, Events.Position);

        await reader.NextAsync<AccountEvent.Listening>();
        await reader.NextAsync<AccountEvent.BalancesChanged>();
    }

    [Fact]
    public async Task WalletThatDoesNotExist_LeavesTheOthersAlone()
    {
        await using var bench = await StreamBench.StartAsync();
        bench.Rest.On(Route, "{\"code\":-11001,\"msg\":\"Isolated margin account doesn't exist.\"}", 400);
        var (spot, socket) = await bench.ListenAsync();

        var isolated = bench.Follow(TradingAccount.IsolatedMargin, "ETHUSDT");
        var reason = (await isolated.NextAsync<AccountEvent.Interrupted>()).Reason;
        await socket.TellAsync(0, Events.Position);

        await spot.NextAsync<AccountEvent.BalancesChanged>();
        Assert.Contains("isolated margin wallet of ETHUSDT", reason, StringComparison.Ordinal);
        Assert.Contains("Open the isolated margin account", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wallets_ShareAConnectionAndAreToldApart()
    {
        await using var bench = await StreamBench.StartAsync();
        bench.Rest.On(Route, Token("first"));
        var (spot, socket) = await bench.ListenAsync();
        var margin = bench.Follow(TradingAccount.CrossMargin);
        await margin.BeginAsync();
        await socket.AnswerAsync(Subscribe, Life(1), bench.Token);
        await margin.NextAsync<AccountEvent.Listening>();

        await socket.TellAsync(1, Events.Execution());
        await socket.TellAsync(0, Events.Position);

        await margin.NextAsync<AccountEvent.OrderChanged>();
        await spot.NextAsync<AccountEvent.BalancesChanged>();
        await margin.DisposeAsync();
        var unsubscribe = await socket.AnswerAsync("userDataStream.unsubscribe", "{}", bench.Token);
        Assert.Equal(1, unsubscribe.GetProperty("params").GetProperty("subscriptionId").GetInt64());
        Assert.True(bench.Sockets.IsQuiet);
    }

    [Fact]
    public async Task IsolatedWalletWithoutSymbol_IsRefused()
    {
        await using var bench = await StreamBench.StartAsync();

        Assert.Throws<ArgumentException>(() => bench.Follow(TradingAccount.IsolatedMargin));
    }

    private static string Token(string token) => $"{{\"token\":\"{token}\",\"expirationTime\":1764086400000}}";

    private static string Life(long id) => $"{{\"subscriptionId\":{id},\"expirationTime\":{StreamBench.Start.AddHours(24).ToUnixTimeMilliseconds()}}}";
}
