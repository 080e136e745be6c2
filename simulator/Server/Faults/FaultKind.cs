namespace Executor.Simulator.Server.Faults;

/// <summary>
/// What can be made to go wrong by a rule. Faults that are a state rather than an accident (clock, market status, filters, reset, streams)
/// have verbs of their own in the control API.
/// </summary>
public enum FaultKind
{
    /// <summary>F1: carried out; the connection is held without an answer.</summary>
    AcceptThenHold,

    /// <summary>F2: carried out; the connection is cut.</summary>
    AcceptThenReset,

    /// <summary>F3: never carried out; -1007 after a while.</summary>
    TimeoutBeforeEngine,

    /// <summary>F4: carried out; the answer is -1007, or another code.</summary>
    AcceptThenError,

    /// <summary>F5: a page of the gateway instead of an answer; carried out or not.</summary>
    HtmlError,

    /// <summary>F6: not carried out, -1008.</summary>
    Overloaded,

    /// <summary>F7: the connection is held, and the request is carried out later, if it is still valid then.</summary>
    LateAcceptance,

    /// <summary>F8: a query is answered as of some time ago.</summary>
    QueryLag,

    /// <summary>F11: not carried out, 429.</summary>
    TooManyRequests,

    /// <summary>F11: not carried out, 418.</summary>
    Banned,

    /// <summary>F12: not carried out, -1015.</summary>
    TooManyOrders,

    /// <summary>F13: an event of the user data stream is lost.</summary>
    EventLoss,

    /// <summary>F13: an event comes twice.</summary>
    EventDuplicate,

    /// <summary>F13: an event, and all that follow it on the connection, come late.</summary>
    EventDelay,

    /// <summary>F13: an event comes after the one that follows it.</summary>
    EventReorder,

    /// <summary>F13: the answer to a request is held back for a while, so that its events come first.</summary>
    EventsBeforeReply,

    /// <summary>F15: quotes of a market are not published.</summary>
    StaleQuotes,

    /// <summary>F15: bid and ask change places.</summary>
    CrossedQuotes,

    /// <summary>F16: the order executes before its cancel is carried out.</summary>
    FillBeforeCancel,

    /// <summary>F17: a cancelReplace cancels, and its new order is refused.</summary>
    HalfReplace,

    /// <summary>F19: orders that waited for a working order are refused when it has filled.</summary>
    RejectPendingLegs,

    /// <summary>F22: another loan is under way, -3007.</summary>
    LoanPending,

    /// <summary>F22: nothing to lend, -3045.</summary>
    NothingToLend,

    /// <summary>F22: above the limit, -3006.</summary>
    LoanAboveLimit,

    /// <summary>F22: a loan or a repayment is taken and fails later; an automatic one does not happen.</summary>
    LoanFails,
}
