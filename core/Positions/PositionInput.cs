using Executor.Core.Exchange;
using Executor.Core.Signals;

namespace Executor.Core.Positions;

/// <summary>Something the position has to answer. All are facts or wishes from outside; time and market come in the context.</summary>
public abstract record PositionInput
{
    private PositionInput() { }

    /// <summary>An activation took the position over: outcomes of requests under way are unknown, the exchange is to be looked at.</summary>
    public sealed record Claimed : PositionInput;

    /// <summary>A signal that passed de-duplication.</summary>
    public sealed record SignalArrived(Signal Signal) : PositionInput;

    /// <summary>The exchange's answer to a request of ours.</summary>
    public sealed record Answered(ExchangeRequest Request, ExchangeReply Reply) : PositionInput;

    /// <summary>The exchange reported a change of an order.</summary>
    public sealed record OrderUpdated(OrderReport Report) : PositionInput;

    /// <summary>Time has passed, or price reached a level that was asked for.</summary>
    public sealed record Tick(Cadence Cadence) : PositionInput;

    /// <summary>Somebody wants the position closed at market.</summary>
    /// <param name="Reason">Becomes the close reason, for example <c>END_OF_DATA</c>.</param>
    public sealed record FlattenRequested(string Reason) : PositionInput;

    /// <summary>The symbol is to open nothing until it is released.</summary>
    public sealed record HoldRequested(HoldKind Kind, string Reason, string Detail) : PositionInput;

    /// <summary>An operator releases the symbol.</summary>
    /// <param name="By">Who, for the journal.</param>
    public sealed record ReleaseRequested(string By) : PositionInput;

    /// <summary>Somebody wants the exchange looked at now, whenever the next look is due.</summary>
    public sealed record LookRequested : PositionInput;

    /// <summary>Ledger and account have taken up a closed trade: it need not be kept for them any longer.</summary>
    public sealed record Delivered(string TradeKey) : PositionInput;
}

/// <summary>Which clock ticked.</summary>
public enum Cadence
{
    /// <summary>The manager (MANAGE_EVERY_SEC), a wake-up that was asked for, or a price that was watched.</summary>
    Manage,

    /// <summary>The trail (TRAIL_UPDATE_EVERY_SEC).</summary>
    Trail,

    /// <summary>The invariants (INVAR_EVERY_SEC).</summary>
    Invariants,
}
