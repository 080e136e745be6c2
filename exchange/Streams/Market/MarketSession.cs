using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Executor.Exchange.Streams.Sessions;
using Executor.Exchange.Streams.Sockets;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Streams.Market;

/// <summary>One connection to the combined market streams. What is wanted may change at any time: a loop subscribes and unsubscribes, and asks now and then
/// what the exchange believes to be subscribed.</summary>
internal sealed class MarketSession : IStreamSession, IFrameHandler
{
    /// <summary>Streams in one request at most, so that a request stays a small message.</summary>
    private const int MostInRequest = 150;

    /// <summary>Longest name of a stream.</summary>
    private const int LongestName = 128;

    private readonly MarketServices _services;
    private readonly MarketLine _line;
    private readonly StreamLink _link;
    private readonly StreamTable _table;
    private readonly Dictionary<MarketFeed, TimeSpan> _refused = [];
    private readonly Signal _wake = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Renewal> _renewed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _startedAt;
    private TimeSpan _probeAt;
    private Task _work = Task.CompletedTask;

    private MarketSession(MarketServices services, MarketLine line, WebSocket socket)
    {
        _services = services;
        _line = line;
        _link = new StreamLink(
            socket, this, services.Options.Connections, new MessagePace(services.Options.Connections.MessagesPerSecond, services.Clock), services.Clock, services.Logger);
        _table = new StreamTable(this);
        _startedAt = services.Clock.GetTimestamp();
        _probeAt = services.Options.Connections.ProbePeriod;
    }

    public Task<StreamEnd> Ended => _link.Ended;

    public Task Ready => _ready.Task;

    public Task<Renewal> Renewed => _renewed.Task;

    private TimeSpan Elapsed => _services.Clock.GetElapsedTime(_startedAt);

    /// <summary>Connects and begins to subscribe.</summary>
    /// <exception cref="StreamException">That did not work.</exception>
    public static async Task<MarketSession> OpenAsync(MarketServices services, MarketLine line, CancellationToken cancellationToken)
    {
        var host = services.Options.Streams ?? throw new InvalidOperationException("The address of the market streams is not set.");
        var socket = await services.Connector.ConnectAsync(new Uri(host, "/stream"), cancellationToken).ConfigureAwait(false);
        var session = new MarketSession(services, line, socket);
        session._link.Start();
        session._work = session.WorkAsync();
        return session;
    }

    /// <summary>What is wanted has changed.</summary>
    public void Wake() => _wake.Set();

    public void Handle(in Frame frame)
    {
        if (frame.Stream.IsEmpty)
        {
            HandlePlain(in frame);
            return;
        }

        Span<char> buffer = stackalloc char[LongestName];
        var stream = NameOf(frame.Stream, buffer);
        if (_table.Find(stream) is not { } feed)
        {
            _services.Telemetry.Dropped(MarketLine.KindName, "unknown subscription"); // of one that was just ended
            return;
        }

        var (type, at) = MarketStreams.Deliver(stream, frame.Data, feed, this);
        _services.Telemetry.Heard(MarketLine.KindName, type, at is { } sent ? _services.ServerClock.Now - sent : null);
    }

    public void Unreadable(string problem) => _services.Telemetry.Dropped(MarketLine.KindName, StreamTelemetry.NotUnderstood);

    public void Limits(ReadOnlySpan<byte> rateLimits)
    {
        // Market streams have none but the pace of messages.
    }

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _table.LoseAll();
        _line.Left(this);
    }

    /// <summary>The name in quotes, without them; empty when it is none of ours.</summary>
    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<byte> quoted, Span<char> buffer)
    {
        if (quoted.Contains((byte)'\\'))
        {
            return WireJson.Read(quoted, StreamJson.Default.String);
        }

        var name = quoted.Trim((byte)'"');
        return Encoding.UTF8.TryGetChars(name, buffer, out var length) ? buffer[..length] : default;
    }

    private void HandlePlain(in Frame frame)
    {
        var head = WireJson.Read(frame.Event.IsEmpty ? frame.Whole : frame.Event, StreamJson.Default.WireEventHead);
        if (head.Type == "serverShutdown")
        {
            _services.Telemetry.Heard(MarketLine.KindName, "serverShutdown", null);
            _renewed.TrySetResult(new Renewal("the exchange is about to close it", MayHaveMissed: false));
        }
        else
        {
            _services.Telemetry.Heard(MarketLine.KindName, "other", null);
        }
    }

    private async Task WorkAsync()
    {
        try
        {
            while (true)
            {
                await SettleAsync().ConfigureAwait(false);
                _ready.TrySetResult();
                if (Elapsed >= _probeAt)
                {
                    await ProbeAsync().ConfigureAwait(false);
                }

                var due = _refused.Values.Append(_probeAt).Min();
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

        _table.LoseAll();
    }

    private async Task SettleAsync()
    {
        while (true)
        {
            var (added, removed) = _table.Difference(Askable());
            if (added.IsEmpty && removed.IsEmpty)
            {
                return;
            }

            // First out, then in, so that the connection never holds more than it may.
            foreach (var batch in removed.Chunk(MostInRequest / MarketStreams.PerSymbol))
            {
                _table.Remove(batch);
                await AskAsync("UNSUBSCRIBE", batch, null).ConfigureAwait(false); // refused: what still comes is dropped
            }

            foreach (var batch in added.Chunk(MostInRequest / MarketStreams.PerSymbol))
            {
                await SubscribeAsync(batch).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What is wanted, without the symbols that were refused a short while ago.</summary>
    private List<MarketFeed> Askable()
    {
        var wanted = _line.Wanted;
        foreach (var feed in _refused.Where(refused => refused.Value <= Elapsed || !wanted.Contains(refused.Key)).Select(refused => refused.Key).ToList())
        {
            _refused.Remove(feed);
        }

        return [.. wanted.Where(feed => !_refused.ContainsKey(feed))];
    }

    /// <summary>A request that is refused is divided until the symbol is found that it was refused for: it alone waits, the others are heard.</summary>
    private async Task SubscribeAsync(MarketFeed[] batch)
    {
        _table.Add(batch);
        var answer = await AskAsync("SUBSCRIBE", batch, () => _table.Confirm(batch)).ConfigureAwait(false);
        if (answer.IsSuccess)
        {
            return;
        }

        _table.Remove(batch);
        if (batch.Length > 1)
        {
            await SubscribeAsync(batch[..(batch.Length / 2)]).ConfigureAwait(false);
            await SubscribeAsync(batch[(batch.Length / 2)..]).ConfigureAwait(false);
            return;
        }

        var reason = Refusals.Explain($"SUBSCRIBE of {batch[0].Symbol}", answer);
        var pause = _services.Options.Connections.RefusalPause;
        _refused[batch[0]] = Elapsed + pause;
        if (_line.Wanted.All(_refused.ContainsKey))
        {
            throw new StreamException(reason); // not one is to be had: it is the connection
        }

        _services.Logger.SymbolRefused(batch[0].Symbol, reason, pause.TotalSeconds);
    }

    private Task<StreamAnswer> AskAsync(string method, IReadOnlyCollection<MarketFeed> feeds, Action? onSuccess) =>
        _link.AskAsync(method, json => Write(json, feeds.SelectMany(feed => feed.Streams)), answer =>
        {
            if (answer.IsSuccess)
            {
                onSuccess?.Invoke();
            }
        });

    private async Task ProbeAsync()
    {
        _services.Telemetry.Silence(MarketLine.KindName, _link.Silence);
        var answer = await _link.AskAsync("LIST_SUBSCRIPTIONS", null, null).ConfigureAwait(false);
        _probeAt = Elapsed + _services.Options.Connections.ProbePeriod;
        if (!answer.IsSuccess)
        {
            return; // it lives, and that is what matters most
        }

        try
        {
            // What it has lost is asked for anew on the same connection: the other symbols have lost nothing.
            var missing = _table.Missing([.. WireJson.Read(answer.Result.Span, StreamJson.Default.IReadOnlyListString)]);
            foreach (var feed in missing)
            {
                _services.Logger.SymbolRefused(feed.Symbol, "the exchange does not list its streams any more", 0);
            }

            if (!missing.IsEmpty)
            {
                _table.Remove(missing);
                Wake();
            }
        }
        catch (WireException exception)
        {
            throw new StreamException($"the list of streams is not understood: {exception.Message}");
        }
    }

    private static void Write(Utf8JsonWriter json, IEnumerable<string> streams)
    {
        json.WriteStartArray();
        foreach (var stream in streams)
        {
            json.WriteStringValue(stream);
        }

        json.WriteEndArray();
    }
}
