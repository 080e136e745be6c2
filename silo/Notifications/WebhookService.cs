using Executor.Silo.Configuration;
using Executor.Silo.Intake;
using Executor.Storage.Outbox;

namespace Executor.Silo.Notifications;

/// <summary>
/// Puts events into the outbox and sends what is in it, each stream in order, until each has arrived or is given up. Nothing on the trading path
/// waits for it. Without N8N_WEBHOOK_URL it does nothing.
/// </summary>
internal sealed class WebhookService(
    SiloSettings settings, WebhookQueue queue, IHttpClientFactory clients, WebhookPolicy policy, TimeProvider clock, ILoggerFactory loggers)
    : IHostedService, IAsyncDisposable
{
    private const int Batch = 256;

    private readonly ILogger<WebhookService> _logger = loggers.CreateLogger<WebhookService>();
    private readonly SemaphoreSlim _news = new(0, 1);
    private readonly CancellationTokenSource _stop = new();
    private Task _intake = Task.CompletedTask;
    private Task _sending = Task.CompletedTask;
    private volatile bool _failing;
    private bool _isDisposed;

    /// <summary>The outbox; null without N8N_WEBHOOK_URL, or before the start.</summary>
    public SqliteOutbox? Outbox { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Webhook is not { } target)
            return;
        var outbox = await SqliteOutbox.OpenAsync(
            settings.DataPath("outbox.db"), clock.GetUtcNow(), policy.Capacity, loggers.CreateLogger<SqliteOutbox>(), cancellationToken).ConfigureAwait(false);
        Outbox = outbox;
        var client = new WebhookClient(clients, target, policy, clock);
        _intake = Task.Run(() => TakeInAsync(outbox), CancellationToken.None);
        _sending = Task.Run(() => SendAllAsync(outbox, client, target), CancellationToken.None);
        _logger.WebhooksOn(target);
    }

    /// <summary>What was published before the stop is in the outbox after it; what is not sent by then is sent by the next start.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Complete();
        try
        {
            await _intake.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(_intake, _sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Sends a message again at once; false: there is none of that id.</summary>
    public async Task<bool> RetryAsync(string id, CancellationToken cancellationToken)
    {
        if (Outbox is not { } outbox || !await outbox.ReviveAsync(id, clock.GetUtcNow(), cancellationToken).ConfigureAwait(false))
            return false;
        Wake();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true; // two registrations of one object
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_intake, _sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Outbox is { } outbox)
            await outbox.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
        _news.Dispose();
    }

    private async Task TakeInAsync(SqliteOutbox outbox)
    {
        var drafts = new List<OutboxDraft>(Batch);
        while (await queue.Drafts.WaitToReadAsync(_stop.Token).ConfigureAwait(false))
        {
            drafts.Clear();
            while (drafts.Count < Batch && queue.Drafts.TryRead(out var draft))
                drafts.Add(draft);
            await AddAsync(outbox, drafts).ConfigureAwait(false);
            if (queue.TakeLost() is var lost and > 0)
                _logger.WebhooksLost(lost);
            Wake();
        }
    }

    private async Task AddAsync(SqliteOutbox outbox, List<OutboxDraft> drafts)
    {
        var backoff = new Backoff(clock);
        while (true)
        {
            try
            {
                var intake = await outbox.AddAsync(drafts, clock.GetUtcNow(), _stop.Token).ConfigureAwait(false);
                if (intake.Dropped > 0)
                    _logger.WebhooksDropped(intake.Dropped, policy.Capacity);
                return;
            }
            catch (Exception exception) when (!_stop.IsCancellationRequested)
            {
                if (backoff.IsFirst)
                    _logger.OutboxFailed(exception);
            }

            await backoff.WaitAsync(_stop.Token).ConfigureAwait(false);
        }
    }

    private async Task SendAllAsync(SqliteOutbox outbox, WebhookClient client, WebhookTarget target)
    {
        var backoff = new Backoff(clock);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var due = await outbox.DueAsync(clock.GetUtcNow(), policy.SideBySide, _stop.Token).ConfigureAwait(false);
                if (due.IsEmpty)
                    await PauseAsync(await outbox.NextDueAsync(_stop.Token).ConfigureAwait(false)).ConfigureAwait(false);
                else
                    await Task.WhenAll(due.Select(message => SendAsync(outbox, client, target, message))).ConfigureAwait(false);
                backoff.Reset();
            }
            catch (Exception exception) when (!_stop.IsCancellationRequested) // what was sent and not marked is sent again, with the same id
            {
                if (backoff.IsFirst)
                    _logger.OutboxFailed(exception);
                await backoff.WaitAsync(_stop.Token).ConfigureAwait(false);
            }
        }
    }

    private async Task SendAsync(SqliteOutbox outbox, WebhookClient client, WebhookTarget target, OutboxMessage message)
    {
        switch (await client.SendAsync(message.Body, _stop.Token).ConfigureAwait(false))
        {
            case WebhookOutcome.Taken:
                await outbox.SentAsync(message.Id, _stop.Token).ConfigureAwait(false);
                if (_failing)
                    _logger.WebhookRecovered(target);
                _failing = false;
                break;
            case WebhookOutcome.Failed failed when message.Attempts + 1 < policy.Attempts:
                var pause = policy.PauseAfter(message.Attempts + 1, message.Id);
                var dueAt = clock.GetUtcNow() + (failed.NotBefore > pause ? failed.NotBefore.Value : pause);
                await outbox.PostponeAsync(message.Id, dueAt, failed.Problem, _stop.Token).ConfigureAwait(false);
                if (!_failing)
                    _logger.WebhookFailed(target, failed.Problem);
                _failing = true;
                break;
            case WebhookOutcome.Failed failed:
                await BuryAsync(outbox, message, failed.Problem).ConfigureAwait(false);
                break;
            case WebhookOutcome.Refused refused:
                await BuryAsync(outbox, message, refused.Problem).ConfigureAwait(false);
                break;
            case var unknown:
                throw new System.Diagnostics.UnreachableException($"{unknown.GetType().Name} is not an outcome.");
        }
    }

    private async Task BuryAsync(SqliteOutbox outbox, OutboxMessage message, string problem)
    {
        await outbox.BuryAsync(message.Id, problem, _stop.Token).ConfigureAwait(false);
        _logger.WebhookGivenUp(message.Id, message.Event, message.Attempts + 1, problem);
    }

    private async Task PauseAsync(DateTimeOffset? until)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var news = _news.WaitAsync(either.Token);
        var wait = until - clock.GetUtcNow();
        var time = wait is { } span ? Task.Delay(span > TimeSpan.Zero ? span : TimeSpan.Zero, clock, either.Token) : news;
        await Task.WhenAny(news, time).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(news, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Wake()
    {
        try
        {
            _news.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
    }
}
