using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Executor.Core.Journal;
using Executor.Core.Positions;

namespace Executor.Grains.Telemetry;

/// <summary>
/// Spans of signals and trades. A signal and all that becomes of it are one trace, whose id follows from symbol and signal key, so that it is found again after
/// a restart, on another silo, a day later, without being stored. What wakes the position later is a trace of its own that links there; the steps of the
/// trade which it leads to (a fill, a moved stop, the close) stand in both.
/// </summary>
internal static class TradeTraces
{
    /// <summary>Name of the activity source.</summary>
    public const string SourceName = "Executor.Grains";

    public const string Signal = "signal";
    public const string Deduplicate = "signal.deduplicate";
    public const string Admission = "position.admission";

    private static readonly ActivitySource Source = new(SourceName);

    [ThreadStatic]
    private static ActivityTraceId? _next;

    static TradeTraces()
    {
        var others = Activity.TraceIdGenerator;
        Activity.TraceIdGenerator = () => _next ?? others?.Invoke() ?? ActivityTraceId.CreateRandom();
    }

    /// <summary>The place in the trace of a signal to which later traces link.</summary>
    public static ActivityContext ContextOf(string symbol, string signalKey)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{symbol}\n{signalKey}"), hash);
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(hash[..16]), ActivitySpanId.CreateFromBytes(hash[16..24]), ActivityTraceFlags.None);
    }

    /// <summary>Begins the trace of a signal; ended by disposal. The caller's own trace is linked, not continued: one call may carry many signals.</summary>
    public static TraceScope BeginSignal(string symbol, string signalKey, DateTimeOffset takenAt)
    {
        if (!Source.HasListeners())
            return default;
        var caller = Activity.Current;
        return Root(Signal, ActivityKind.Consumer, ContextOf(symbol, signalKey).TraceId, caller?.Context, takenAt,
            Tag("symbol", symbol), Tag("signal.key", signalKey));
    }

    /// <summary>A part of the present trace.</summary>
    public static Activity? Begin(string name, string symbol) => Source.HasListeners() ? Start(name, Tag("symbol", symbol)) : null;

    /// <summary>
    /// Begins the work on one input. A signal's goes on in its trace; whatever else wakes the position begins a trace of its own, linked to that of the trade.
    /// </summary>
    public static TraceScope BeginTurn(string symbol, PositionInput? input, PositionState state)
    {
        if (!Source.HasListeners())
            return default;
        var before = Activity.Current;
        if (input is PositionInput.SignalArrived)
            return new TraceScope(Start(Admission, Tag("symbol", symbol)), before);
        var trade = state.Trade is { } living ? ContextOf(symbol, living.SignalKey) : (ActivityContext?)null;
        return Root(NameOf(input), ActivityKind.Internal, null, trade, default, Tag("symbol", symbol), Tag("trade.key", state.Trade?.Key));
    }

    /// <summary>A request to the exchange, from here until its reply.</summary>
    public static Activity? BeginRequest(ExchangeRequest request, PositionState state) => Source.HasListeners()
        ? Start($"intent.{IntentWords.Of(request.Command)}", Tag("symbol", request.Command.Symbol), Tag("intent.id", request.IntentId), Tag("trade.key", state.Trade?.Key))
        : null;

    /// <summary>Shows what the stored step has led to: its events on the present span, the steps of the trade as spans of their own.</summary>
    public static void Stepped(string symbol, PositionState before, PositionState after, ImmutableArray<JournalEvent> events)
    {
        if (!Source.HasListeners())
            return;
        foreach (var happened in events)
        {
            Activity.Current?.AddEvent(new ActivityEvent(happened.Name, happened.At, new ActivityTagsCollection { ["level"] = JournalInstruments.Word(happened.Level) }));
        }

        foreach (var step in TradeSteps.Between(before, after))
            Show(symbol, step);
    }

    private static void Show(string symbol, TradeStep step)
    {
        KeyValuePair<string, object?>[] tags = [Tag("symbol", symbol), Tag("trade.key", step.TradeKey), .. step.Tags];
        Start(step.Name, tags)?.Dispose();
        var trace = ContextOf(symbol, step.SignalKey).TraceId;
        if (Activity.Current is { } present && present.TraceId != trace)
            Root(step.Name, ActivityKind.Internal, trace, present.Context, default, tags).Dispose();
    }

    private static string NameOf(PositionInput? input) => input switch
    {
        null => "position.activated",
        PositionInput.Claimed => "position.claimed",
        PositionInput.SignalArrived => Admission,
        PositionInput.Answered => "position.answered",
        PositionInput.OrderUpdated => "position.order_updated",
        PositionInput.Tick { Cadence: Cadence.Manage } => "position.manage",
        PositionInput.Tick { Cadence: Cadence.Trail } => "position.trail",
        PositionInput.Tick { Cadence: Cadence.Invariants } => "position.invariants",
        PositionInput.FlattenRequested => "position.flatten",
        PositionInput.HoldRequested => "position.hold",
        PositionInput.ReleaseRequested => "position.release",
        PositionInput.LookRequested => "position.look",
        PositionInput.Delivered => "position.delivered",
        _ => throw new UnreachableException($"{input.GetType().Name} is not an input."),
    };

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new("executor." + name, value);

    private static Activity? Start(string name, params KeyValuePair<string, object?>[] tags) =>
        Source.StartActivity(name, ActivityKind.Internal, parentContext: default, tags);

    /// <summary>The first span of a trace, with this id or a new one.</summary>
    private static TraceScope Root(
        string name, ActivityKind kind, ActivityTraceId? trace, ActivityContext? link, DateTimeOffset startedAt, params KeyValuePair<string, object?>[] tags)
    {
        var before = Activity.Current;
        Activity.Current = null; // else it would be the parent
        _next = trace;
        try
        {
            var root = Source.StartActivity(
                name, kind, parentContext: default, tags, link is { } linked ? [new ActivityLink(linked)] : null, startedAt);
            if (root is null)
                Activity.Current = before;
            return new TraceScope(root, before);
        }
        finally
        {
            _next = null;
        }
    }
}

/// <summary>A span that ends with its disposal, after which the one before it is the present one again.</summary>
internal readonly struct TraceScope(Activity? span, Activity? before) : IDisposable
{
    /// <summary>The span; null while nobody listens.</summary>
    public Activity? Span => span;

    /// <summary>The work ended with an exception; its kind is told, its text may say anything.</summary>
    public void Failed(Exception exception) => span?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);

    public void Dispose()
    {
        if (span is null)
            return;
        span.Dispose();
        Activity.Current = before;
    }
}
