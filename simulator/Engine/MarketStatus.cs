namespace Executor.Simulator.Engine;

/// <summary>What a market takes. Source: Binance spot API, symbol status.</summary>
public enum MarketStatus
{
    /// <summary>Everything that its rules allow.</summary>
    Trading,

    /// <summary>Cancels only (<c>CANCEL_ONLY</c>).</summary>
    CancelOnly,

    /// <summary>Nothing (<c>HALT</c>, <c>BREAK</c>).</summary>
    Halt,
}
