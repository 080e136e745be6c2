using System.Net.WebSockets;
using System.Text.Json;
using Executor.Core.Exchange;
using Executor.Exchange.Errors;
using Executor.Exchange.Streams.Sessions;
using Executor.Exchange.Streams.Sockets;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Streams.Account;

/// <summary>
/// One connection to the WebSocket API that listens to wallets. What is wanted may change at any time: a loop subscribes, renews and tries again; the
/// events themselves are handed on as they are read.
/// </summary>
internal sealed class AccountSession : IStreamSession, IFrameHandler
{
    private readonly AccountServices _services;
    private readonly AccountHub _hub;
    private readonly StreamLink _link;
    private readonly SubscribeRequests _requests;
    private readonly SubscriptionTable _table;
    private readonly Signal _wake = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Renewal> _renewed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _startedAt;
    private long _walletHeardAt;
    private TimeSpan _probeAt;
    private Task _work = Task.CompletedTask;

    private AccountSession(AccountServices services, AccountHub hub, WebSocket socket)
    {
        _services = services;
        _hub = hub;
        _link = new StreamLink(socket, this, services.Options.Connections, pace: null, services.Clock, services.Logger);
        _requests = new SubscribeRequests(services.Options, services.ServerClock);
        _table = new SubscriptionTable(this, () => new Pauses(services.Options.Connections, services.Lot));
        _startedAt = _walletHeardAt = services.Clock.GetTimestamp();
        _probeAt = services.Options.Connections.ProbePeriod;
    }

    public Task<StreamEnd> Ended => _link.Ended;

    public Task Ready => _ready.Task;

    public Task<Renewal> Renewed => _renewed.Task;

    private TimeSpan Elapsed => _services.Clock.GetElapsedTime(_startedAt);

    /// <summary>Connects, logs on where the key can, and begins to subscribe.</summary>
    /// <exception cref="StreamException">That did not work.</exception>
    public static async Task<AccountSession> OpenAsync(AccountServices services, AccountHub hub, CancellationToken cancellationToken)
    {
        if (await services.Limits.EnterAsync(cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            throw new StreamException(refusal.Message);
        }

        await services.ServerClock.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var address = services.Options.WebSocketApi ?? throw new InvalidOperationException("The address of the WebSocket API is not set.");
        var session = new AccountSession(services, hub, await services.Connector.ConnectAsync(address, cancellationToken).ConfigureAwait(false));
        session._link.Start();
        try
        {
            using var stop = cancellationToken.Register(() => session._link.End(new StreamEnd("it is not needed any more")));
            await session.LogOnAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is StreamException or OperationCanceledException)
        {
            await session.DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw exception as StreamException ?? new StreamException(await session.Ended.ConfigureAwait(false));
        }

        session._work = session.WorkAsync();
        return session;
    }

    /// <summary>What is wanted has changed.</summary>
    public void Wake() => _wake.Set();

    public void Handle(in Frame frame)
    {
        var id = Frame.Number(frame.SubscriptionId);
        try
        {
            var news = AccountEventReader.Read(frame.Event.IsEmpty ? frame.Whole : frame.Event, _services.ServerClock.Now);
            _services.Telemetry.Heard(
                AccountHub.KindName, news.Effect == NewsEffect.Unknown ? "other" : news.Type, news.At is { } at ? _services.ServerClock.Now - at : null);
            Apply(news, id);
        }
        catch (WireException exception)
        {
            _services.Logger.EventNotUnderstood(AccountHub.KindName, exception.Message);
            _services.Telemetry.Dropped(AccountHub.KindName, StreamTelemetry.NotUnderstood);
            LookAt(id is { } known ? _table.Find(known) : null, exception.Message);
        }
    }

    public void Unreadable(string problem)
    {
        _services.Telemetry.Dropped(AccountHub.KindName, StreamTelemetry.NotUnderstood);
        LookAt(null, problem);
    }

    public void Limits(ReadOnlySpan<byte> rateLimits) => _services.Limits.Observe(rateLimits);

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _table.LoseAll((await Ended.ConfigureAwait(false)).Reason);
        _hub.Left(this);
    }

    private void Apply(AccountNews news, long? id)
    {
        var feed = id is { } known ? _table.Find(known) : null;
        Volatile.Write(ref _walletHeardAt, feed is null ? _walletHeardAt : _services.Clock.GetTimestamp());
        switch (news.Effect)
        {
            case NewsEffect.HandOn when feed is not null:
                feed.Put(news.Event!);
                break;
            case NewsEffect.HandOn:
                _services.Telemetry.Dropped(AccountHub.KindName, "unknown subscription"); // of one that was just ended, or is just beginning
                break;
            case NewsEffect.Look:
                LookAt(feed, $"{news.Type} came: something changed that events do not tell in full");
                break;
            case NewsEffect.SubscriptionOver when id is { } over:
                _table.Ended(over, "the exchange ended the subscription");
                Wake();
                break;
            case NewsEffect.Leaving:
                _renewed.TrySetResult(new Renewal("the exchange is about to close it", MayHaveMissed: false));
                break;
            case NewsEffect.Unknown:
                _hub.SawUnknown(news.Type);
                break;
            case NewsEffect.None or NewsEffect.SubscriptionOver:
                break;
        }
    }

    /// <summary>The wallet's followers have to look; all of them where it is not known which.</summary>
    private void LookAt(WalletFeed? feed, string why)
    {
        foreach (var affected in feed is null ? _table.Heard : [feed])
        {
            affected.Look(why);
        }
    }

    private async Task LogOnAsync()
    {
        if (!_requests.LogsOn)
        {
            return;
        }

        var answer = await AskAsync("session.logon", () => _requests.Signed(), null).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            throw new StreamException(new StreamEnd(Refusals.Explain("the logon", answer), Refusals.NeedsSomebody(answer.Verdict)));
        }
    }

    private async Task WorkAsync()
    {
        try
        {
            while (true)
            {
                await SettleAsync().ConfigureAwait(false);
                if (Elapsed >= _probeAt)
                {
                    await ProbeAsync().ConfigureAwait(false);
                }

                var due = _table.NextDue() is var next && next < _probeAt ? next : _probeAt;
                await _wake.WaitAsync(due - Elapsed, _services.Clock, _link.Over).ConfigureAwait(false);
            }
        }
        catch (StreamException exception)
        {
            _link.End(exception.End);
        }
        catch (OperationCanceledException) when (_link.Over.IsCancellationRequested)
        {
            // The connection is over.
        }
        catch (Exception exception)
        {
            _services.Logger.HandlingFailed(exception);
            _link.End(new StreamEnd($"the subscriptions could not be handled ({exception.GetType().Name})"));
        }

        _table.LoseAll((await Ended.ConfigureAwait(false)).Reason);
    }

    /// <summary>Brings what is subscribed in line with what is wanted.</summary>
    private async Task SettleAsync()
    {
        foreach (var id in _table.Adopt(_hub.Wanted))
        {
            await AskAsync("userDataStream.unsubscribe", () => SubscribeRequests.Unsubscribe(id), null).ConfigureAwait(false);
        }

        foreach (var subscription in _table.Due(Elapsed))
        {
            await SubscribeAsync(subscription).ConfigureAwait(false);
        }

        if (_table.IsSettled)
        {
            _ready.TrySetResult();
        }
    }

    private async Task SubscribeAsync(WalletSubscription subscription)
    {
        var wallet = subscription.Feed.Wallet;
        string? token = null;
        if (wallet.Account.IsMargin())
        {
            (token, var failure) = await _services.Tokens.CreateAsync(wallet, _link.Over).ConfigureAwait(false);
            if (failure is not null)
            {
                Failed(subscription, failure);
                return;
            }
        }

        var method = _requests.Subscribe(wallet, token).Method;
        var answer = await AskAsync(method, () => _requests.Subscribe(wallet, token).WriteParameters, answer => Subscribed(subscription, answer)).ConfigureAwait(false);
        if (answer.Code == Refusals.AlreadySubscribed)
        {
            throw new StreamException($"the exchange holds a subscription to {wallet} that is not known here"); // a new connection has none
        }

        if (!answer.IsSuccess)
        {
            Failed(subscription, new StreamEnd(
                Refusals.Explain($"the subscription to {wallet}", answer), Refusals.NeedsSomebody(answer.Verdict) && answer.Code != Refusals.BadListenToken));
        }
    }

    /// <summary>Called before any event of the subscription is handled.</summary>
    private void Subscribed(WalletSubscription subscription, StreamAnswer answer)
    {
        if (!answer.IsSuccess)
        {
            return;
        }

        var told = WireJson.Read(answer.Result.Span, StreamJson.Default.WireSubscription);
        var dueAt = TimeSpan.MaxValue;
        if (told.ExpiresAt is { } expiresAt)
        {
            var life = EpochTime.Read(expiresAt, "expirationTime") - _services.ServerClock.Now;
            var ahead = TimeSpan.FromTicks(Math.Min(_services.Options.Connections.TokenRenewal.Ticks, Math.Max(0, life.Ticks / 4)));
            dueAt = Elapsed + life - ahead;
        }

        _table.Subscribed(subscription, WireText.Required(told.Id, "subscriptionId"), dueAt);
        _services.Logger.WalletHeard(subscription.Feed.Wallet);
    }

    private void Failed(WalletSubscription subscription, StreamEnd failure)
    {
        var pause = subscription.Pauses.Next(failure.IsRefusal);
        _services.Logger.WalletNotHeard(subscription.Feed.Wallet, failure.Reason, pause.TotalSeconds);
        _table.Failed(subscription, failure, Elapsed + pause);
    }

    /// <summary>Asks what the exchange believes to be subscribed: proves that the connection lives, and finds subscriptions that it has lost.</summary>
    private async Task ProbeAsync()
    {
        var options = _services.Options.Connections;
        _services.Telemetry.Silence(AccountHub.KindName, _link.Silence);
        var answer = await AskAsync("session.subscriptions", null, null).ConfigureAwait(false);
        _probeAt = Elapsed + options.ProbePeriod;
        if (answer.IsSuccess && !answer.Result.IsEmpty)
        {
            _table.KeepOnly([.. Listed(answer)], "the exchange does not list the subscription any more");
        }

        if (_services.Clock.GetElapsedTime(Volatile.Read(ref _walletHeardAt)) >= options.QuietRenewal)
        {
            _renewed.TrySetResult(new Renewal($"no wallet has said anything for {options.QuietRenewal}", MayHaveMissed: true));
        }
    }

    private static IEnumerable<long> Listed(StreamAnswer answer)
    {
        try
        {
            return WireJson.Read(answer.Result.Span, StreamJson.Default.IReadOnlyListWireSubscription).Select(row => row.Id ?? -1);
        }
        catch (WireException exception)
        {
            throw new StreamException($"the list of subscriptions is not understood: {exception.Message}");
        }
    }

    /// <summary>Asks within the limits; once more, with the clock read again, after a refusal for the time stamp.</summary>
    private async Task<StreamAnswer> AskAsync(string method, Func<Action<Utf8JsonWriter>?>? parameters, Action<StreamAnswer>? onAnswer)
    {
        var answer = await OnceAsync().ConfigureAwait(false);
        if (answer.Verdict != ErrorVerdict.SyncClock || answer.IsSuccess)
        {
            return answer;
        }

        await _services.ServerClock.SynchroniseAsync(_link.Over).ConfigureAwait(false);
        return await OnceAsync().ConfigureAwait(false);

        async Task<StreamAnswer> OnceAsync()
        {
            if (await _services.Limits.EnterAsync(_link.Over).ConfigureAwait(false) is { } refusal)
            {
                return new StreamAnswer(429, refusal.Code, refusal.Message, null, default);
            }

            var answer = await _link.AskAsync(method, parameters?.Invoke(), onAnswer).ConfigureAwait(false);
            _services.Limits.Obey(answer);
            return answer;
        }
    }
}
