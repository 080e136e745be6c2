using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Executor.Core.Exchange;
using Executor.Exchange.Budget;
using Executor.Exchange.Tests.Signing;
using Executor.Exchange.Tests.Streams.Scripted;

namespace Executor.Exchange.Tests.Streams.Account;

/// <summary>Events of a wallet over a real connection: how it is subscribed to, what is handed on, and what breaks.</summary>
public sealed class AccountStreamTests
{
    private const string Subscribe = "userDataStream.subscribe.signature";

    [Fact]
    public async Task HmacKey_SignsTheSubscriptionItself()
    {
        await using var bench = await StreamBench.StartAsync();
        await bench.Follow().BeginAsync();
        var socket = await bench.AcceptAsync();

        var parameters = (await socket.TakeAsync(Subscribe, bench.Token)).GetProperty("params");

        Assert.Equal("/ws-api/v3", socket.Path);
        Assert.Equal(StreamBench.Start.ToUnixTimeMilliseconds(), parameters.GetProperty("timestamp").GetInt64());
        var payload = string.Join('&', parameters.EnumerateObject().Where(entry => entry.Name != "signature")
            .OrderBy(entry => entry.Name, StringComparer.Ordinal).Select(entry => $"{entry.Name}={entry.Value}"));
        Assert.Equal(
            Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Vectors.HmacSecret), Encoding.UTF8.GetBytes(payload))),
            parameters.GetProperty("signature").GetString());
    }

    [Fact]
    public async Task Ed25519Key_LogsTheSessionOn()
    {
        await using var bench = await StreamBench.StartAsync(options => options.Credentials = Vectors.Ed25519);
        var reader = bench.Follow();
        await reader.BeginAsync();
        var socket = await bench.AcceptAsync();

        var logon = await socket.AnswerAsync("session.logon", "{\"userDataStream\":false}", bench.Token);
        var subscribe = await socket.AnswerAsync("userDataStream.subscribe", "{\"subscriptionId\":3}", bench.Token);
        await reader.NextAsync<AccountEvent.Listening>();
        await socket.TellAsync(3, Events.Position);

        await reader.NextAsync<AccountEvent.BalancesChanged>();
        Assert.Equal(88, logon.GetProperty("params").GetProperty("signature").GetString()!.Length);
        Assert.False(subscribe.TryGetProperty("params", out _));
    }

    [Fact]
    public async Task Events_KeepTheirOrderAndDuplicatesArriveTwice()
    {
        await using var bench = await StreamBench.StartAsync();
        var (reader, socket) = await bench.ListenAsync();

        await socket.TellAsync(0, Events.Execution(tradeId: 2));
        await socket.TellAsync(0, Events.Execution(tradeId: 1));
        await socket.TellAsync(0, Events.Execution(tradeId: 1));
        await socket.TellAsync(0, Events.Position);

        var trades = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            trades.Add((await reader.NextAsync<AccountEvent.OrderChanged>()).Report.Fills.Single().TradeId);
        }

        Assert.Equal([2, 1, 1], trades);
        await reader.NextAsync<AccountEvent.BalancesChanged>();
    }

    [Fact]
    public async Task EventInFrontOfTheAnswer_IsCoveredByTheLookThatListeningAsksFor()
    {
        await using var bench = await StreamBench.StartAsync();
        var reader = bench.Follow();
        await reader.BeginAsync();
        var socket = await bench.AcceptAsync();
        var request = await socket.TakeAsync(Subscribe, bench.Token);

        await socket.TellAsync(0, Events.Execution());
        await socket.ReplyAsync(request, "{\"subscriptionId\":0}");
        await socket.TellAsync(0, Events.Position);

        await reader.NextAsync<AccountEvent.Listening>();
        await reader.NextAsync<AccountEvent.BalancesChanged>();
    }

    [Fact]
    public async Task MessageInManyFrames_IsPutTogether()
    {
        await using var bench = await StreamBench.StartAsync();
        var (reader, socket) = await bench.ListenAsync();
        var message = $"{{\"subscriptionId\":0,\"event\":{Events.Execution(more: $"\"filler\":\"{new string('x', 40_000)}\",")}}}";

        await socket.SendPartAsync(message[..1]);
        await socket.SendPartAsync(message[1..20_000]);
        await socket.SendAsync(message[20_000..]);

        Assert.Equal(4217, (await reader.NextAsync<AccountEvent.OrderChanged>()).Report.OrderId);
    }

    [Fact]
    public async Task CutInTheMiddleOfAMessage_InterruptsAndIsRepaired()
    {
        await using var bench = await StreamBench.StartAsync();
        var (reader, socket) = await bench.ListenAsync();
        await socket.SendPartAsync("{\"subscriptionId\":0,\"event\":{\"e\":\"executionRep");
        socket.Cut();

        var interrupted = await reader.NextAsync<AccountEvent.Interrupted>();
        await reader.BeginAsync();
        await bench.PassAsync(TimeSpan.FromMilliseconds(250));
        var second = await bench.AcceptAsync();
        await second.AnswerAsync(Subscribe, "{\"subscriptionId\":0}", bench.Token);

        Assert.Contains("broke", interrupted.Reason, StringComparison.Ordinal);
        await reader.NextAsync<AccountEvent.Listening>();
    }

    [Fact]
    public async Task TooLongMessage_EndsTheConnectionInsteadOfEatingMemory()
    {
        await using var bench = await StreamBench.StartAsync(options => options.Connections.LongestMessage = 8 * 1024);
        var (reader, socket) = await bench.ListenAsync();

        await socket.SendAsync(new string('x', 8 * 1024 + 1));

        Assert.Contains("more than 8192 bytes", (await reader.NextAsync<AccountEvent.Interrupted>()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownTypes_AreLeftAsideAndNotedOnce()
    {
        await using var bench = await StreamBench.StartAsync();
        var (reader, socket) = await bench.ListenAsync();

        await socket.TellAsync(0, "{\"e\":\"ofTomorrow\",\"E\":1}");
        await socket.TellAsync(0, "{\"e\":\"ofTomorrow\",\"E\":2}");
        await socket.TellAsync(0, Events.Position);

        await reader.NextAsync<AccountEvent.BalancesChanged>();
        Assert.Single(bench.Adapter.Logs.Text.Split('\n'), line => line.Contains("ofTomorrow", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"subscriptionId\":0,\"event\":{\"e\":\"executionReport\",\"i\":1}}")]
    [InlineData("no JSON at all")]
    [InlineData("[1,2]")]
    public async Task WhatIsNotUnderstood_IsLookedFor(string message)
    {
        await using var bench = await StreamBench.StartAsync();
        var (reader, socket) = await bench.ListenAsync();

        await socket.SendAsync(message);

        await reader.NextAsync<AccountEvent.Interrupted>();
        await reader.NextAsync<AccountEvent.Listening>();
    }

    [Fact]
    public async Task BadKey_SaysWhatToDoAndIsTriedSlowly()
    {
        await using var bench = await StreamBench.StartAsync();
        var reader = bench.Follow();
        await reader.BeginAsync();
        var socket = await bench.AcceptAsync();

        await socket.RefuseAsync(await socket.TakeAsync(Subscribe, bench.Token), 401, -2015, "Invalid API-key, IP, or permissions for action.");
        var reason = (await reader.NextAsync<AccountEvent.Interrupted>()).Reason;
        await reader.BeginAsync();
        await bench.PassAsync(StreamBench.SlowPause);
        await socket.AnswerAsync(Subscribe, "{\"subscriptionId\":0}", bench.Token);

        Assert.Contains("-2015", reason, StringComparison.Ordinal);
        Assert.Contains("Check that the API key is right", reason, StringComparison.Ordinal);
        await reader.NextAsync<AccountEvent.Listening>();
    }

    [Fact]
    public async Task RevokedKey_EndsTheSession()
    {
        await using var bench = await StreamBench.StartAsync();
        var (reader, socket) = await bench.ListenAsync();

        await socket.SendAsync("{\"id\":null,\"status\":401,\"error\":{\"code\":-2015,\"msg\":\"Invalid API-key, IP, or permissions for action.\"}}");

        Assert.Contains("-2015", (await reader.NextAsync<AccountEvent.Interrupted>()).Reason, StringComparison.Ordinal);
        await bench.Time.WaitedForAsync(StreamBench.SlowPause, bench.Token);
    }

    [Fact]
    public async Task WrongTimestamp_ReadsTheClockAndTriesOnceMore()
    {
        await using var bench = await StreamBench.StartAsync();
        var reader = bench.Follow();
        await reader.BeginAsync();
        var socket = await bench.AcceptAsync();
        var first = await socket.TakeAsync(Subscribe, bench.Token);
        bench.Rest.OnTime(() => bench.Time.GetUtcNow().AddSeconds(7));

        await socket.RefuseAsync(first, 400, -1021, "Timestamp for this request is outside of the recvWindow.");
        var second = await socket.AnswerAsync(Subscribe, "{\"subscriptionId\":0}", bench.Token);

        await reader.NextAsync<AccountEvent.Listening>();
        Assert.Equal(7000, Timestamp(second) - Timestamp(first));
    }

    [Fact]
    public async Task TooManyRequests_PauseAllCallers()
    {
        await using var bench = await StreamBench.StartAsync();
        var reader = bench.Follow();
        await reader.BeginAsync();
        var socket = await bench.AcceptAsync();

        await socket.RefuseAsync(
            await socket.TakeAsync(Subscribe, bench.Token), 429, -1003, "Too much request weight used.", $"{{\"retryAfter\":{StreamBench.Start.AddSeconds(20).ToUnixTimeMilliseconds()}}}");
        await reader.NextAsync<AccountEvent.Interrupted>();

        var refusal = await bench.Adapter.Get<RequestBudget>().EnterAsync(RequestLane.Protective, [new LimitCharge(LimitKey.Weight, 1)], bench.Token);
        Assert.True(refusal?.IsPaused);
        Assert.Equal(StreamBench.Start.AddSeconds(20), refusal!.Until);
    }

    [Fact]
    public async Task SlowReader_IsToldToLookInsteadOfGettingPart()
    {
        await using var bench = await StreamBench.StartAsync(options => options.Connections.UnreadEvents = 16);
        var (reader, socket) = await bench.ListenAsync();
        var other = bench.Follow();
        await other.NextAsync<AccountEvent.Listening>();
        for (var i = 0; i < 17; i++)
        {
            await socket.TellAsync(0, Events.Execution(tradeId: i));
            await other.NextAsync<AccountEvent.OrderChanged>(); // it reads; the first one does not
        }

        await socket.TellAsync(0, Events.Position);

        Assert.Contains("17 events", (await reader.NextAsync<AccountEvent.Interrupted>()).Reason, StringComparison.Ordinal);
        await reader.NextAsync<AccountEvent.Listening>();
        await reader.NextAsync<AccountEvent.BalancesChanged>();
    }

    [Fact]
    public async Task NobodyFollows_NoConnection()
    {
        await using var bench = await StreamBench.StartAsync();
        var (reader, socket) = await bench.ListenAsync();

        await reader.DisposeAsync();

        await socket.Gone.WaitAsync(bench.Token);
        Assert.True(bench.Sockets.IsQuiet);
    }

    [Fact]
    public async Task WhatIsLogged_HoldsNoSecret()
    {
        await using var bench = await StreamBench.StartAsync();
        var (reader, socket) = await bench.ListenAsync();
        socket.Cut();
        await reader.NextAsync<AccountEvent.Interrupted>();
        await reader.BeginAsync();
        await bench.PassAsync(TimeSpan.FromMilliseconds(250));
        var second = await bench.AcceptAsync();
        var request = await second.TakeAsync(Subscribe, bench.Token);
        await second.RefuseAsync(request, 400, -1022, "Signature for this request is not valid.");
        var reason = (await reader.NextAsync<AccountEvent.Interrupted>()).Reason;

        var written = bench.Adapter.Logs.Text + reason;
        Assert.Contains("secret belongs to the API key", written, StringComparison.Ordinal);
        Assert.DoesNotContain(Vectors.HmacKey, written, StringComparison.Ordinal);
        Assert.DoesNotContain(Vectors.HmacSecret, written, StringComparison.Ordinal);
        Assert.DoesNotContain(request.GetProperty("params").GetProperty("signature").GetString()!, written, StringComparison.OrdinalIgnoreCase);
    }

    private static long Timestamp(JsonElement request) => request.GetProperty("params").GetProperty("timestamp").GetInt64();
}
