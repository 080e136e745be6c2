namespace Executor.FaultExplorer.Schedules;

/// <summary>A fault at one boundary. The numbers F1 to F25 are those of the protocol sheet, section 9.6.</summary>
public enum Fault
{
    /// <summary>The process dies before the decision that names the request is stored.</summary>
    CrashBeforeStore,

    /// <summary>The process dies with the intent stored and nothing sent.</summary>
    CrashBeforeSend,

    /// <summary>The process dies after the exchange acted, before the reply.</summary>
    CrashBeforeReply,

    /// <summary>The process dies after the reply, before what follows from it is stored.</summary>
    CrashAfterReply,

    /// <summary>The process dies while it takes in the next event.</summary>
    CrashDuringEvents,

    /// <summary>The process freezes between store and send, another takes over, and the request arrives up to 9 s later.</summary>
    FrozenOwnerSends,

    /// <summary>F1: carried out, the reply is never seen.</summary>
    ReplyTimesOut,

    /// <summary>F2: carried out, the connection is cut at once.</summary>
    ReplyCut,

    /// <summary>F3: never carried out, times out.</summary>
    NeverArrives,

    /// <summary>F4: carried out, answered -1007, events come seconds later.</summary>
    ReplyUnknownEventsLate,

    /// <summary>F5: 503, not carried out.</summary>
    ServerError,

    /// <summary>F6: -1008 for some seconds; nothing is carried out.</summary>
    Overloaded,

    /// <summary>F7: carried out 2 to 9 s after we gave up.</summary>
    ArrivesLate,

    /// <summary>F8: carried out, the reply lost, looks lag behind for seconds; balances do not.</summary>
    LooksLag,

    /// <summary>F8, with balances that lag as well.</summary>
    LooksAndBalancesLag,

    /// <summary>F8, with loan records that lag while balances do not.</summary>
    LoanRecordsLag,

    /// <summary>F9: carried out, and a repetition on the way answered "Duplicate order sent.".</summary>
    DuplicateReported,

    /// <summary>F10: -1021, not carried out; the exchange's clock is off from then on.</summary>
    ClockOff,

    /// <summary>F11: 429 for everything for some seconds.</summary>
    RateLimited,

    /// <summary>F12: -1015 for placements for some seconds.</summary>
    TooManyOrders,

    /// <summary>F13: the events of the request are lost.</summary>
    EventsLost,

    /// <summary>F13: they come twice.</summary>
    EventsTwice,

    /// <summary>F13: they come seconds late.</summary>
    EventsLate,

    /// <summary>F13: they come in reverse order.</summary>
    EventsReversed,

    /// <summary>F13: they come before the reply.</summary>
    EventsFirst,

    /// <summary>F14: the stream is cut for a minute.</summary>
    StreamCut,

    /// <summary>F15: the quotes we see freeze.</summary>
    QuotesFreeze,

    /// <summary>F16: the market reaches the order that the request is about just before it.</summary>
    MarketMovesFirst,

    /// <summary>F17: the old order is cancelled, the new one refused.</summary>
    HalfReplaced,

    /// <summary>F18: from here on orders find a part of their quantity only, for some seconds.</summary>
    PartialFills,

    /// <summary>F20: the market jumps past the stop right after the request.</summary>
    GapAfter,

    /// <summary>F21: the symbol stops trading for some seconds; this request is the first that is refused.</summary>
    SymbolHalts,

    /// <summary>F24: the rules change just before the request arrives.</summary>
    RulesChange,

    /// <summary>The request is refused; the value names code and text in <see cref="RefusalTexts"/>.</summary>
    Refused,

    /// <summary>The storage is down for some seconds: each activation ends at its first write.</summary>
    StorageDown,

    /// <summary>F11, F12 as they show at our end: for some seconds no request that changes something leaves, because the limits have no room for it.</summary>
    NoRoom,

    /// <summary>F1, and the events of the request, where they prove it carried out, stand for the reply that is never seen; for an odd value no more of them than prove
    /// it.</summary>
    EventsAnswer,
}

/// <summary>A fault that strikes at the first request from number <paramref name="At"/> on that it can strike at.</summary>
/// <param name="At">Number of the request within the life, from 1.</param>
/// <param name="Fault">What goes wrong.</param>
/// <param name="Value">Its measure: seconds, or a variant; 0 or more.</param>
public readonly record struct Strike(int At, Fault Fault, int Value = 0);
