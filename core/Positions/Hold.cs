namespace Executor.Core.Positions;

/// <summary>Why a symbol opens nothing.</summary>
public enum HoldKind
{
    /// <summary>An operator paused it.</summary>
    Paused,

    /// <summary>What the exchange shows contradicts what is known: somebody has to look.</summary>
    Quarantined,

    /// <summary>A rule that must never break did (debt after a close with INVAR_KILL_ON_DEBT, a liquidation, MANUAL_CHANGES=halt).</summary>
    Halted,
}

/// <summary>A symbol that opens nothing until an operator releases it. Durable. What is open stays protected, unless
/// <see cref="IsHandsOff"/>.</summary>
/// <param name="Kind">Why in one word; a later hold of a graver kind replaces an earlier one.</param>
/// <param name="Reason">Stable code, for example <c>OPERATOR</c>, <c>I13_MARGIN_DEBT_STUCK</c>, <c>OVERSOLD</c>.</param>
/// <param name="Detail">The numbers behind it, in words.</param>
/// <param name="Since">When, UTC.</param>
/// <param name="IsHandsOff">True when nothing at all is sent: somebody has taken over by hand.</param>
public sealed record Hold(HoldKind Kind, string Reason, string Detail, DateTimeOffset Since, bool IsHandsOff = false)
{
    /// <summary>Reason of a symbol that the exchange has liquidated.</summary>
    public const string MarginLiquidated = "MARGIN_LIQUIDATED";
}
