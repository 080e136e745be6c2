using Executor.Core.Exchange;
using Executor.Exchange.Tests.Streams.Scripted;

namespace Executor.Exchange.Tests.Streams.Account;

/// <summary>How a connection is watched, replaced and left: nothing is lost while it works, and a dead one is not trusted for long.</summary>
public sealed class SessionLifeTests
{
    private const string Subscribe = "userDataStream.subscribe.signature";
    private const string Probe = "session.subscriptions";

    [Fact]
    public async Task OldConnection_IsLeftOnlyWhenItsSuccessorHearsEverything()
    {
        await using var bench = await StreamBench.StartAsync();
        var (reader, old) = await bench.ListenAsync();

        await bench.PassAsync(TimeSpan.FromHours(23));
        await old.AnswerAsync(Probe, "[{\"subscriptionId\":0}]", bench.Token);
        var next = await bench.AcceptAsync();
        var request = await next.TakeAsync(Subscribe, bench.Token);
        await old.TellAsync(0, Events.Execution(tradeId: 1));
        Assert.Equal(1, await TradeAsync(reader));
        await next.ReplyAsync(request, "{\"subscriptionId\":0}");
        await bench.Time.WaitedForAsync(StreamBench.Overlap, bench.Token);
        await old.TellAsync(0, Events.Execution(tradeId: 2));
        Assert.Equal(2, await TradeAsync(reader));
        Assert.False(old.Gone.IsCompleted);
        bench.Time.Advance(StreamBench.Overlap);
        await old.Gone.WaitAsync(bench.Token);
        await next.TellAsync(0, Events.Execution(tradeId: 2));
        await next.TellAsync(0, Events.Execution(tradeId: 3));

        Assert.Equal(2, await TradeAsync(reader));
        Assert.Equal(3, await TradeAsync(reader));
    }

    [Fact]
    public async Task ServerShutdown_BringsASuccessorAtOnce()
    {
        await using var bench = await StreamBench.StartAsync();
        var (reader, old) = await bench.ListenAsync();

        await old.SendAsync("{\"event\":{\"e\":\"serverShutdown\",\"E\":1764000000000}}");
        var next = await bench.AcceptAsync();
        await next.AnswerAsync(Subscribe, "{\"subscriptionId\":4}", bench.Token);
        await bench.PassAsync(StreamBench.Overlap);
        await old.Gone.WaitAsync(bench.Token);
        await next.TellAsync(4, Events.Position);

        await reader.NextAsync<AccountEvent.BalancesChanged>();
    }

    [Fact]
    public async Task SuccessorThatIsRefused_LeavesTheOldOneServing()
    {
        await using var bench = await StreamBench.StartAsync();
        var (reader, old) = await bench.ListenAsync();
        bench.Sockets.Refusal = 503;

        await old.SendAsync("{\"event\":{\"e\":\"serverShutdown\",\"E\":1764000000000}}");
        await bench.Time.WaitedForAsync(TimeSpan.FromMilliseconds(250), bench.Token);
        await old.TellAsync(0, Events.Position);
        await reader.NextAsync<AccountEvent.BalancesChanged>();
        bench.Sockets.Refusal = null;
        bench.Time.Advance(TimeSpan.FromMilliseconds(250));
        var next = await bench.AcceptAsync();
        await next.AnswerAsync(Subscribe, "{\"subscriptionId\":0}", bench.Token);
        await next.TellAsync(0, Events.Position);

        await reader.NextAsync<AccountEvent.BalancesChanged>();
    }

    [Fact]
    public async Task OldConnectionThatEndsBeforeItsSuccessorHears_Interrupts()
    {
        await using var bench = await StreamBench.StartAsync();
        var (reader, old) = await bench.ListenAsync();

        await old.SendAsync("{\"event\":{\"e\":\"serverShutdown\",\"E\":1764000000000}}");
        var next = await bench.AcceptAsync();
        var request = await next.TakeAsync(Subscribe, bench.Token);
        await old.CloseAsync();
        Assert.Contains("closed", (await reader.NextAsync<AccountEvent.Interrupted>()).Reason, StringComparison.Ordinal);
        await next.ReplyAsync(request, "{\"subscriptionId\":0}");

        await reader.NextAsync<AccountEvent.Listening>();
    }

    [Fact]
    public async Task ConnectionThatDoesNotAnswer_IsDead()
    {
        await using var bench = await StreamBench.StartAsync();
        var (reader, socket) = await bench.ListenAsync();

        await bench.PassAsync(TimeSpan.FromSeconds(30));
        await socket.TakeAsync(Probe, bench.Token);
        await bench.PassAsync(TimeSpan.FromSeconds(10));

        Assert.Contains("no answer to session.subscriptions within 10 s", (await reader.NextAsync<AccountEvent.Interrupted>()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubscriptionThatTheExchangeForgot_IsMadeAnew()
    {
        await using var bench = await StreamBench.StartAsync();
        var (reader, socket) = await bench.ListenAsync();

        await bench.PassAsync(TimeSpan.FromSeconds(30));
        await socket.AnswerAsync(Probe, "[]", bench.Token);
        await reader.NextAsync<AccountEvent.Interrupted>();
        await socket.AnswerAsync(Subscribe, "{\"subscriptionId\":1}", bench.Token);

        await reader.NextAsync<AccountEvent.Listening>();
    }

    [Fact]
    public async Task WalletsThatSayNothing_AreLookedAtOnANewConnection()
    {
        await using var bench = await StreamBench.StartAsync();
        var (reader, old) = await bench.ListenAsync();

        await bench.Time.WaitedForAsync(TimeSpan.FromSeconds(30), bench.Token);
        bench.Time.Advance(TimeSpan.FromMinutes(15));
        await old.AnswerAsync(Probe, "[{\"subscriptionId\":0}]", bench.Token);
        var next = await bench.AcceptAsync();
        await next.AnswerAsync(Subscribe, "{\"subscriptionId\":0}", bench.Token);
        await bench.PassAsync(StreamBench.Overlap);

        Assert.Contains("said anything", (await reader.NextAsync<AccountEvent.Interrupted>()).Reason, StringComparison.Ordinal);
        await reader.NextAsync<AccountEvent.Listening>();
    }

    [Fact]
    public async Task RefusedConnections_ComeSlowerAndSlower()
    {
        await using var bench = await StreamBench.StartAsync(options => options.Connections.ShortestPause = TimeSpan.FromMilliseconds(600));
        bench.Sockets.Refusal = 503;
        var reader = bench.Follow();

        var interrupted = await reader.NextAsync<AccountEvent.Interrupted>();
        await reader.BeginAsync();
        foreach (var pause in (int[])[300, 600, 1200, 2400])
        {
            await bench.PassAsync(TimeSpan.FromMilliseconds(pause));
        }

        await bench.Time.WaitedForAsync(TimeSpan.FromMilliseconds(4800), bench.Token);
        bench.Sockets.Refusal = null;
        bench.Time.Advance(TimeSpan.FromMilliseconds(4800));
        var socket = await bench.AcceptAsync();
        await socket.AnswerAsync(Subscribe, "{\"subscriptionId\":0}", bench.Token);

        Assert.Contains("HTTP 503", interrupted.Reason, StringComparison.Ordinal);
        await reader.NextAsync<AccountEvent.Listening>();
    }

    [Theory]
    [InlineData(0, 500)]
    [InlineData(30, 250)]
    public async Task ConnectionThatIsCutAgainAndAgain_ComesBackSlower(int lifeInSeconds, int pause)
    {
        await using var bench = await StreamBench.StartAsync();
        var (reader, socket) = await bench.ListenAsync();
        socket.Cut();
        await reader.NextAsync<AccountEvent.Interrupted>();
        await bench.PassAsync(TimeSpan.FromMilliseconds(250));
        var second = await bench.AcceptAsync();
        await second.AnswerAsync(Subscribe, "{\"subscriptionId\":0}", bench.Token);
        await reader.NextAsync<AccountEvent.Listening>();
        await bench.Time.WaitedForAsync(TimeSpan.FromHours(23), bench.Token); // it serves, and its age is counted from now on
        bench.Time.Advance(TimeSpan.FromSeconds(lifeInSeconds));

        second.Cut();

        await bench.Time.WaitedForAsync(TimeSpan.FromMilliseconds(pause), bench.Token);
    }

    private static async Task<long> TradeAsync(Reader<AccountEvent> reader) =>
        (await reader.NextAsync<AccountEvent.OrderChanged>()).Report.Fills.Single().TradeId;
}
