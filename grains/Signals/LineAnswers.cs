using System.Diagnostics;
using System.Globalization;
using Executor.Core.Signals;
using Executor.GrainInterfaces;

namespace Executor.Grains.Signals;

/// <summary>Words for what became of a line.</summary>
internal static class LineAnswers
{
    /// <summary>The position answered.</summary>
    public static LineAnswer Answered(SignalReply reply) => new()
    {
        Outcome = reply.TradeKey is null ? LineOutcome.Skipped : LineOutcome.Accepted,
        SignalKey = reply.SignalKey,
        Reason = reply.Reason,
        Detail = reply.Detail,
        TradeKey = reply.TradeKey,
    };

    /// <summary>The signal has been answered before: the first answer again.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="first">What the position answered; null: it does not remember, or was not asked.</param>
    public static LineAnswer Repeated(Signal signal, SignalReply? first) => new()
    {
        Outcome = LineOutcome.Duplicate,
        SignalKey = signal.Key,
        Reason = "duplicate",
        Detail = first is { Reason: { } reason } ? $"first answered {reason}: {first.Detail}" : null,
        TradeKey = first?.TradeKey,
    };

    /// <summary>The line holds no signal.</summary>
    public static LineAnswer Unusable(SignalParseResult parsed) => parsed switch
    {
        SignalParseResult.Ignored ignored => new LineAnswer { Outcome = LineOutcome.Ignored, Reason = ignored.Reason },
        SignalParseResult.Invalid invalid => new LineAnswer { Outcome = LineOutcome.Invalid, Reason = invalid.Reason },
        _ => throw new UnreachableException($"{parsed} is a signal, or a kind of line that did not exist."),
    };

    /// <summary>The signal is neither new nor one that was answered before.</summary>
    public static LineAnswer NotNew(SignalVerdict verdict, Signal signal, SignalMemory memory, DateTimeOffset now) => verdict switch
    {
        SignalVerdict.Duplicate => throw new UnreachableException($"Signal {signal.Key} has been answered before."),
        SignalVerdict.Late => new LineAnswer
        {
            Outcome = LineOutcome.Skipped,
            SignalKey = signal.Key,
            Reason = "late",
            Detail = string.Create(CultureInfo.InvariantCulture, $"its time {signal.Time:O} is before the newest signal, {memory.Watermark:O}"),
        },
        SignalVerdict.Future => new LineAnswer
        {
            Outcome = LineOutcome.Skipped,
            SignalKey = signal.Key,
            Reason = "future_peak",
            Detail = string.Create(CultureInfo.InvariantCulture, $"its time {signal.Time:O} is in the future; it is {now:O}"),
        },
        SignalVerdict.New => throw new UnreachableException($"Signal {signal.Key} is new."),
    };
}
