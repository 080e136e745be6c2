using Microsoft.Extensions.Logging;

namespace Executor.Exchange.Streams.Sessions;

/// <summary>
/// Keeps one session open for its owner. A lost one is opened again, with pauses; one that is old or asked to go is replaced by a successor that
/// has subscribed to everything before the old one is left, so that events come twice rather than never.
/// </summary>
internal sealed class SessionKeeper<TSession>(
    ISessionOwner<TSession> owner, StreamOptions options, Lot lot, TimeProvider clock, StreamTelemetry telemetry, ILogger logger)
    where TSession : class, IStreamSession
{
    private readonly Pauses _pauses = new(options, lot);
    private long _servingSince;

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        TSession? serving = null;
        try
        {
            while (true)
            {
                serving ??= await OpenAsync(cancellationToken).ConfigureAwait(false);
                _servingSince = clock.GetTimestamp();
                if (await UntilRenewalAsync(serving, cancellationToken).ConfigureAwait(false) is { } renewal)
                {
                    logger.SessionRenewed(owner.Kind, renewal.Reason);
                    serving = await ReplaceAsync(serving, renewal, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    var lost = serving;
                    serving = null;
                    await LoseAsync(lost, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The owner needs it no more.
        }
        finally
        {
            if (serving is not null)
            {
                await CloseAsync(serving).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The first session, however long it takes.</summary>
    private async Task<TSession> OpenAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await BeginAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (StreamException exception)
            {
                owner.Lost(exception.End);
                await PauseAsync(exception.End, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<TSession> BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            var session = await owner.OpenAsync(cancellationToken).ConfigureAwait(false);
            telemetry.Connected(owner.Kind);
            logger.SessionOpened(owner.Kind);
            return session;
        }
        catch (Exception exception) when (exception is not StreamException && !cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, nobody else would try again.
            logger.HandlingFailed(exception);
            throw new StreamException(new StreamEnd($"a connection could not be opened ({exception.GetType().Name})", IsRefusal: true));
        }
    }

    /// <summary>Why it is to be replaced; null when it ended.</summary>
    private async Task<Renewal?> UntilRenewalAsync(TSession serving, CancellationToken cancellationToken)
    {
        var age = options.RolloverAge - (options.RolloverSpread * lot.Draw());
        await WaitAsync(age, cancellationToken, serving.Ended, serving.Renewed).ConfigureAwait(false);
        return serving.Ended.IsCompleted ? null
            : serving.Renewed.IsCompletedSuccessfully ? await serving.Renewed.ConfigureAwait(false)
            : new Renewal($"it is {age.TotalHours:0.0} h old", MayHaveMissed: false);
    }

    private async Task LoseAsync(TSession lost, CancellationToken cancellationToken)
    {
        var end = await lost.Ended.ConfigureAwait(false);
        if (clock.GetElapsedTime(_servingSince) >= options.LongestPause)
        {
            _pauses.Reset(); // it had worked for a while: one that is cut again and again comes back slower and slower
        }

        await CloseAsync(lost).ConfigureAwait(false);
        owner.Lost(end);
        telemetry.Reconnects(owner.Kind);
        await PauseAsync(end, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The successor; null when the old one ended before there was any.</summary>
    private async Task<TSession?> ReplaceAsync(TSession old, Renewal renewal, CancellationToken cancellationToken)
    {
        TSession? next = null;
        try
        {
            while (!old.Ended.IsCompleted)
            {
                next = await SuccessorAsync(old, cancellationToken).ConfigureAwait(false);
                if (next is not null)
                {
                    await WaitAsync(options.Overlap, cancellationToken, old.Ended, next.Ended).ConfigureAwait(false);
                    if (!next.Ended.IsCompleted || old.Ended.IsCompleted)
                    {
                        break;
                    }

                    await CloseAsync(next).ConfigureAwait(false); // the old one still hears
                    next = null;
                }
            }
        }
        catch (OperationCanceledException)
        {
            await CloseAsync(old).ConfigureAwait(false);
            if (next is not null)
            {
                await CloseAsync(next).ConfigureAwait(false);
            }

            throw;
        }

        if (next is null)
        {
            await LoseAsync(old, cancellationToken).ConfigureAwait(false);
            return null;
        }

        await CloseAsync(old).ConfigureAwait(false);
        owner.Replaced(renewal);
        return next;
    }

    /// <summary>One that hears everything, or anything when the old one hears nothing any more; null after a pause when it could not be had.</summary>
    private async Task<TSession?> SuccessorAsync(TSession old, CancellationToken cancellationToken)
    {
        StreamEnd end;
        TSession? next = null;
        try
        {
            next = await BeginAsync(cancellationToken).ConfigureAwait(false);
            await WaitAsync(options.ReadyTimeout, cancellationToken, next.Ready, next.Ended, old.Ended).ConfigureAwait(false);
            if (!next.Ended.IsCompleted && (next.Ready.IsCompletedSuccessfully || old.Ended.IsCompleted))
            {
                return next;
            }

            end = next.Ended.IsCompleted
                ? await next.Ended.ConfigureAwait(false)
                : new StreamEnd($"the successor had not subscribed to everything within {options.ReadyTimeout.TotalSeconds} s");
            await CloseAsync(next).ConfigureAwait(false);
        }
        catch (StreamException exception)
        {
            end = exception.End;
        }
        catch (OperationCanceledException) when (next is not null)
        {
            await CloseAsync(next).ConfigureAwait(false);
            throw;
        }

        var pause = _pauses.Next(end.IsRefusal);
        logger.SuccessorFailed(owner.Kind, end.Reason, pause.TotalSeconds);
        await WaitAsync(pause, cancellationToken, old.Ended).ConfigureAwait(false);
        return null;
    }

    private async Task CloseAsync(TSession session)
    {
        await session.DisposeAsync().ConfigureAwait(false);
        telemetry.Disconnected(owner.Kind);
    }

    private async Task PauseAsync(StreamEnd end, CancellationToken cancellationToken)
    {
        var pause = _pauses.Next(end.IsRefusal);
        logger.SessionLost(owner.Kind, end.Reason, pause.TotalSeconds);
        await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for the first of them, and not longer than that.</summary>
    private async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken, params Task[] tasks)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny([Task.Delay(atMost, clock, over.Token), .. tasks]).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
