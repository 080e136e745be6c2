using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Executor.Core.Journal;
using Executor.Silo.Configuration;
using Executor.Silo.Notifications;
using Executor.Silo.Tests.Running;

namespace Executor.Silo.Tests.Notifications;

/// <summary>Against a real HTTP server that fails, hangs, dies and comes back.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private const string Symbol = "BTCUSDC";

    private readonly TemporaryFolder _folder = new();
    private readonly WebhookReceiver _receiver = new();

    public async ValueTask InitializeAsync() => await _receiver.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Publish_WhenAllIsWell_SendsTheOriginalsShapeWithBasicAuth()
    {
        await using var rig = await WebhookRig.StartAsync(_folder, _receiver);
        var happened = WebhookRig.Event(7);

        rig.Queue.Publish(Symbol, [WebhookRig.Event(6, "STOP_RESTS"), happened]); // the first one stays here

        var hook = await _receiver.NextAsync();
        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"n8n:{WebhookRig.Password}"))}", hook.Authorization);
        Assert.Equal(
            $$"""{"event":"SL_DONE","source":"executor","mode":"paper","symbol":"BTCUSDC","order_id":12,"qty":0.00100,"trade_key":"EX_EN_1","event_id":"BTCUSDC-7-{{happened.At.ToUnixTimeMilliseconds()}}","ts":"{{happened.At:yyyy-MM-dd'T'HH:mm:ss.ffffff}}+00:00","seq":7,"level":"info","reason":"because"}""",
            hook.Body);
        await rig.OutboxAsync(status => status is { Waiting: 0, Dead: 0 });
    }

    [Fact]
    public async Task W63_Webhook_WhenTheReceiverFails_IsSentAgainInOrderAndOtherSymbolsGoOn()
    {
        var failures = 3;
        _receiver.Answer = hook => Task.FromResult(hook.Text("symbol") == Symbol && failures-- > 0 ? 500 : 200);
        await using var rig = await WebhookRig.StartAsync(_folder, _receiver);

        rig.Queue.Publish(Symbol, [WebhookRig.Event(1), WebhookRig.Event(2), WebhookRig.Event(3)]);
        rig.Queue.Publish("ETHUSDC", [WebhookRig.Event(1)]);
        var hooks = new List<ReceivedHook>();
        while (hooks.Count < 7)
        {
            hooks.Add(await _receiver.NextAsync());
        }

        await rig.OutboxAsync(status => status is { Waiting: 0, Dead: 0 });
        Assert.Empty(_receiver.Rest());
        Assert.Equal(["1", "1", "1", "1", "2", "3"], hooks.Where(hook => hook.Text("symbol") == Symbol).Select(hook => hook.Text("seq")));
        Assert.Single(hooks, hook => hook.Text("symbol") == "ETHUSDC");
        Assert.Contains(rig.Log.Lines, line => line.Contains("does not take events: HTTP 500", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Webhook_WhenTheReceiverRefuses_IsKeptAsDeadAndSentWhenAPersonSaysSo()
    {
        _receiver.Answer = hook => Task.FromResult(hook.Text("seq") == "1" ? 404 : 200);
        await using var rig = await WebhookRig.StartAsync(_folder, _receiver);
        rig.Queue.Publish(Symbol, [WebhookRig.Event(1), WebhookRig.Event(2)]);

        var dead = Assert.Single((await rig.OutboxAsync(status => status is { Waiting: 0, Dead: 1 })).Messages);
        Assert.Equal(("HTTP 404", 1, true), (dead.Problem, dead.Attempts, dead.IsDead));
        Assert.Equal(["1", "2"], _receiver.Rest().Select(hook => hook.Text("seq")));

        _receiver.Answer = _ => Task.FromResult(200);
        Assert.True(await rig.Service.RetryAsync(dead.Id, TestContext.Current.CancellationToken));
        Assert.Equal(dead.Id, (await _receiver.NextAsync()).Id);
        await rig.OutboxAsync(status => status is { Waiting: 0, Dead: 0 });
        Assert.False(await rig.Service.RetryAsync(dead.Id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Webhook_WhenItFailsTooOften_IsGivenUpAndTheNextIsSent()
    {
        _receiver.Answer = hook => Task.FromResult(hook.Text("seq") == "1" ? 503 : 200);
        await using var rig = await WebhookRig.StartAsync(
            _folder, _receiver, new WebhookPolicy { Attempts = 3, FirstPause = TimeSpan.FromMilliseconds(10), LongestPause = TimeSpan.FromMilliseconds(20) });
        rig.Queue.Publish(Symbol, [WebhookRig.Event(1), WebhookRig.Event(2)]);

        var dead = Assert.Single((await rig.OutboxAsync(status => status is { Waiting: 0, Dead: 1 })).Messages);

        Assert.Equal(("HTTP 503", 3), (dead.Problem, dead.Attempts));
        Assert.Equal(["1", "1", "1", "2"], _receiver.Rest().Select(hook => hook.Text("seq")));
    }

    [Fact]
    public async Task Webhook_WhenTheReceiverAsksForAPause_WaitsAsLong()
    {
        (_receiver.Answer, _receiver.RetryAfter) = (_ => Task.FromResult(429), 3_600);
        await using var rig = await WebhookRig.StartAsync(
            _folder, _receiver, new WebhookPolicy { FirstPause = TimeSpan.FromMilliseconds(10), LongestPause = TimeSpan.FromHours(2) });
        rig.Queue.Publish(Symbol, [WebhookRig.Event(1)]);

        var waiting = Assert.Single((await rig.OutboxAsync(status => status.Messages.Any(message => message.Attempts == 1))).Messages);

        Assert.InRange(waiting.DueAt - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(60));
    }

    [Fact]
    public async Task P25_Webhook_WhenTheReceiverHangs_NothingWaitsForIt()
    {
        _receiver.Answer = _ => _receiver.HangAsync();
        using var files = new TemporaryFolder();
        var market = new MarketFiles(files, Symbol);
        var settings = RunningSilo.Settings(_folder, RunningSilo.Symbol(Symbol, market.Inputs)) with { Webhook = new WebhookTarget(_receiver.Address) };
        await using var silo = await RunningSilo.StartAsync(settings);
        await silo.FollowingAsync(Symbol);
        market.AppendSignal(market.Peak());
        await _receiver.NextAsync(); // it has the first event and does not answer

        await silo.EventAsync(Symbol, "EXITS_PLACED_V15");
        using var flat = await silo.Client.PostAsync(new Uri("/positions/BTCUSDC/flatten", UriKind.Relative), null, TestContext.Current.CancellationToken);
        await silo.EventAsync(Symbol, "TRADE_CLOSED");

        Assert.Equal(HttpStatusCode.OK, flat.StatusCode);
        Assert.Empty(_receiver.Rest()); // the symbol's next event waits for the first
        var outbox = await silo.Client.GetFromJsonAsync<JsonElement>(new Uri("/outbox", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal($"http://127.0.0.1:{_receiver.Address.Port}", outbox.GetProperty("target").GetString());
        using var unknown = await silo.Client.PostAsync(new Uri("/outbox/BTCUSDC-0-0/retry", UriKind.Relative), null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Webhook_WhenNoAnswerComesInTime_IsSentAgain()
    {
        var first = true;
        _receiver.Answer = async _ => first && !(first = false) ? await _receiver.HangAsync() : 200;
        await using var rig = await WebhookRig.StartAsync(
            _folder, _receiver, new WebhookPolicy { Timeout = TimeSpan.FromMilliseconds(200), FirstPause = TimeSpan.FromMilliseconds(10) });
        rig.Queue.Publish(Symbol, [WebhookRig.Event(1)]);

        Assert.Equal((await _receiver.NextAsync()).Id, (await _receiver.NextAsync()).Id);
        Assert.Contains(rig.Log.Lines, line => line.Contains("no answer within 0.2 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Webhook_WhenTheReceiverDiesAndComesBack_Arrives()
    {
        await using var rig = await WebhookRig.StartAsync(_folder, _receiver);
        await _receiver.StopAsync();
        rig.Queue.Publish(Symbol, [WebhookRig.Event(1), WebhookRig.Event(2)]);
        await rig.OutboxAsync(status => status.Messages.Any(message => message.Attempts >= 2));

        await _receiver.StartAsync();

        Assert.Equal(["1", "2"], new[] { await _receiver.NextAsync(), await _receiver.NextAsync() }.Select(hook => hook.Text("seq")));
    }

    [Fact]
    public async Task Restart_WhenMessagesWait_SendsThemAndTakesNoneTwice()
    {
        await _receiver.StopAsync();
        await using (var first = await WebhookRig.StartAsync(_folder, _receiver))
        {
            first.Queue.Publish(Symbol, [WebhookRig.Event(1), WebhookRig.Event(2)]);
            await first.StopAsync(); // what was published before the stop is in the outbox
        }

        await _receiver.StartAsync();
        await using var second = await WebhookRig.StartAsync(_folder, _receiver);
        second.Queue.Publish(Symbol, [WebhookRig.Event(1), WebhookRig.Event(2), WebhookRig.Event(3)]); // a new activation repeats its tail
        var hooks = new[] { await _receiver.NextAsync(), await _receiver.NextAsync(), await _receiver.NextAsync() };

        Assert.Equal(["1", "2", "3"], hooks.Select(hook => hook.Text("seq")));
        await second.OutboxAsync(status => status.Waiting == 0);
        Assert.Empty(_receiver.Rest());
    }

    [Fact]
    public async Task Crash_BetweenSendingAndMarking_SendsItAgainWithTheSameId()
    {
        await using (var first = await WebhookRig.StartAsync(_folder, _receiver))
        {
            _receiver.Answer = async _ =>
            {
                await first.Outbox.DisposeAsync(); // the process is gone before it learns the answer
                return 200;
            };
            first.Queue.Publish(Symbol, [WebhookRig.Event(1)]);
            await _receiver.NextAsync();
        }

        var sent = _receiver.Rest();
        _receiver.Answer = _ => Task.FromResult(200);
        await using var second = await WebhookRig.StartAsync(_folder, _receiver);

        Assert.Empty(sent);
        Assert.Equal("BTCUSDC-1-" + WebhookRig.Event(1).At.ToUnixTimeMilliseconds(), (await _receiver.NextAsync()).Id);
        await second.OutboxAsync(status => status is { Waiting: 0, Dead: 0 });
    }

    [Fact]
    public async Task Secrets_WhateverGoesWrong_AreNeitherLoggedNorShown()
    {
        var answers = new Queue<int>([500, 302, 401, 200]);
        _receiver.Answer = _ => Task.FromResult(answers.Dequeue());
        await using var rig = await WebhookRig.StartAsync(_folder, _receiver);
        rig.Queue.Publish(Symbol, [WebhookRig.Event(1), WebhookRig.Event(2), WebhookRig.Event(3)]);
        var status = await rig.OutboxAsync(status => status is { Waiting: 0, Dead: 2 });
        await _receiver.StopAsync();
        rig.Queue.Publish(Symbol, [WebhookRig.Event(4)]);
        var later = await rig.OutboxAsync(status => status.Messages.Any(message => message.Problem == "no connection (ConnectionError)"));

        var texts = rig.Log.Lines.Concat(status.Messages.Concat(later.Messages).Select(message => message.ToString()));
        Assert.NotEmpty(rig.Log.Lines);
        Assert.All(texts, text =>
        {
            Assert.DoesNotContain(WebhookReceiver.Token, text, StringComparison.Ordinal);
            Assert.DoesNotContain(WebhookRig.Password, text, StringComparison.Ordinal);
            Assert.DoesNotContain("/hook", text, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("SYMBOL_HELD")]
    [InlineData("MARGIN_LIQUIDATED")]
    [InlineData("POSITION_REDUCED_OUTSIDE")]
    public void NameOf_EventThatTheOriginalDidNotKnow_LeavesWhenItIsAnAlarm(string name)
    {
        Assert.Equal(name, WebhookEvents.NameOf(WebhookRig.Event(1, name) with { Level = JournalLevel.Alarm }));
        Assert.Null(WebhookEvents.NameOf(WebhookRig.Event(1, name) with { Level = JournalLevel.Info }));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(60, 600)]
    public void PauseAfter_WhateverTheId_IsBetweenHalfAndTheWholeOfTheDoubledPause(int attempt, int wholeSeconds)
    {
        var pauses = Enumerable.Range(0, 200).Select(number => new WebhookPolicy().PauseAfter(attempt, $"BTCUSDC-{number}").TotalSeconds / wholeSeconds).ToList();

        Assert.All(pauses, share => Assert.InRange(share, 0.5, 1));
        Assert.True(pauses.Min() < 0.6 && pauses.Max() > 0.9, "The pauses are not spread.");
    }
}
