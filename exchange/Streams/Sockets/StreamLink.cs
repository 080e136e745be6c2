using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Executor.Exchange.Wire;
using Microsoft.Extensions.Logging;

namespace Executor.Exchange.Streams.Sockets;

/// <summary>
/// One connection: reads all the time, asks one question at a time. It never repairs itself: when anything is wrong with it, it ends and says why.
/// </summary>
internal sealed class StreamLink : IAsyncDisposable
{
    private readonly WebSocket _socket;
    private readonly IFrameHandler _handler;
    private readonly StreamOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly MessagePace? _pace;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource<StreamEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Question? _question;
    private Task _reading = Task.CompletedTask;
    private long _lastId;
    private long _heardAt;

    /// <param name="socket">An open connection, which this one owns.</param>
    /// <param name="handler">Who takes what is no answer.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="pace">How fast messages may follow each other; null: there is no such limit.</param>
    /// <param name="clock">Where time comes from.</param>
    /// <param name="logger">Where unreadable messages are noted.</param>
    public StreamLink(WebSocket socket, IFrameHandler handler, StreamOptions options, MessagePace? pace, TimeProvider clock, ILogger logger)
    {
        _socket = socket;
        _handler = handler;
        _options = options;
        _clock = clock;
        _logger = logger;
        _pace = pace;
        _heardAt = clock.GetTimestamp();
    }

    /// <summary>Completes with the reason when the connection is over.</summary>
    public Task<StreamEnd> Ended => _ended.Task;

    /// <summary>Cancelled when the connection is over.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Time since anything was heard.</summary>
    public TimeSpan Silence => _clock.GetElapsedTime(Volatile.Read(ref _heardAt));

    /// <summary>Begins to read.</summary>
    public void Start() => _reading = ReadAllAsync();

    /// <summary>Asks and waits for the answer. Without one in time the connection ends.</summary>
    /// <param name="method">Method of the request.</param>
    /// <param name="writeParameters">Writes the value of <c>params</c>; null: there are none.</param>
    /// <param name="onAnswer">Called before anything that comes behind the answer is handled.</param>
    /// <exception cref="StreamException">The connection is over.</exception>
    public async Task<StreamAnswer> AskAsync(string method, Action<Utf8JsonWriter>? writeParameters, Action<StreamAnswer>? onAnswer)
    {
        try
        {
            await _turn.WaitAsync(_over.Token).ConfigureAwait(false);
            try
            {
                if (_pace is not null)
                {
                    await _pace.WaitAsync(_over.Token).ConfigureAwait(false);
                }

                var question = _question = new Question(++_lastId, onAnswer);
                await _socket.SendAsync(Message(question.Id, method, writeParameters), WebSocketMessageType.Text, true, _over.Token).ConfigureAwait(false);
                return await question.Answer.Task.WaitAsync(_options.AnswerTimeout, _clock, _over.Token).ConfigureAwait(false);
            }
            finally
            {
                _question = null;
                _turn.Release();
            }
        }
        catch (TimeoutException)
        {
            End(new StreamEnd($"no answer to {method} within {_options.AnswerTimeout.TotalSeconds} s"));
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            End(new StreamEnd($"the connection broke while {method} was sent"));
        }
        catch (OperationCanceledException)
        {
            // It is over; the reason is there already.
        }

        throw new StreamException(await Ended.ConfigureAwait(false));
    }

    /// <summary>Ends the connection; the first reason counts.</summary>
    public void End(StreamEnd end)
    {
        if (_ended.TrySetResult(end))
        {
            _over.Cancel();
        }
    }

    public async ValueTask DisposeAsync()
    {
        var isOpen = !Ended.IsCompleted;
        if (isOpen && await _turn.WaitAsync(TimeSpan.Zero).ConfigureAwait(false))
        {
            await SayGoodbyeAsync().ConfigureAwait(false);
        }

        End(new StreamEnd("it is not needed any more"));
        await _reading.ConfigureAwait(false);
        _socket.Dispose();
    }

    private async Task SayGoodbyeAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(1), _clock);
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            _logger.GoodbyeFailed(exception);
        }
    }

    private static ReadOnlyMemory<byte> Message(long id, string method, Action<Utf8JsonWriter>? writeParameters)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteNumber("id", id);
        json.WriteString("method", method);
        if (writeParameters is not null)
        {
            json.WritePropertyName("params");
            writeParameters(json);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private async Task ReadAllAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // whoever starts it goes on
        var reader = new MessageReader(_socket, _options.LongestMessage);
        try
        {
            while (await reader.ReadAsync(_over.Token).ConfigureAwait(false) is { } message)
            {
                Volatile.Write(ref _heardAt, _clock.GetTimestamp());
                Handle(message.Span);
            }

            End(new StreamEnd($"the exchange closed the connection ({(int?)_socket.CloseStatus})"));
        }
        catch (StreamException exception)
        {
            End(exception.End);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            End(new StreamEnd("the connection broke"));
        }
        catch (OperationCanceledException)
        {
            // Ended from here.
        }
        catch (Exception exception)
        {
            // Nothing that comes may stop the reading without a word: a new connection starts afresh.
            _logger.HandlingFailed(exception);
            End(new StreamEnd($"what came could not be handled ({exception.GetType().Name})"));
        }
    }

    private void Handle(ReadOnlySpan<byte> message)
    {
        try
        {
            var frame = Frame.Read(message);
            if (!frame.IsAnswer)
            {
                _handler.Handle(in frame);
                return;
            }

            Answered(in frame);
        }
        catch (WireException exception)
        {
            _logger.FrameNotUnderstood(exception.Message);
            _handler.Unreadable(exception.Message);
        }
    }

    private void Answered(in Frame frame)
    {
        var answer = StreamAnswer.Of(in frame);
        var id = Frame.Number(frame.Id);
        if (id is null && answer.Status == 401)
        {
            End(new StreamEnd(Refusals.Explain("the session", answer), IsRefusal: true));
        }
        else if (_question is { } question && (id is null || id == question.Id))
        {
            _handler.Limits(frame.RateLimits);
            Settle(question, answer);
        }
    }

    private void Settle(Question question, StreamAnswer answer)
    {
        try
        {
            question.OnAnswer?.Invoke(answer);
            question.Answer.TrySetResult(answer);
        }
        catch (WireException exception)
        {
            End(new StreamEnd($"an answer is not understood: {exception.Message}"));
        }
    }

    private sealed record Question(long Id, Action<StreamAnswer>? OnAnswer)
    {
        public TaskCompletionSource<StreamAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
