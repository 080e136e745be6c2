namespace Executor.Simulator.Engine;

/// <summary>Why the exchange ended an order by itself. Source: Binance spot API, <c>expiryReason</c>.</summary>
public static class ExpiryReasons
{
    /// <summary>A stop that triggered was refused when it tried to enter the book: funds or filters.</summary>
    public const string Rejected = "REJECTED";

    /// <summary>The other leg of the OCO triggered or executed.</summary>
    public const string OcoTrigger = "OCO_TRIGGER";

    /// <summary>An immediate-or-cancel order found no further counterpart.</summary>
    public const string UnfilledImmediateOrCancel = "UNFILLED_IOC_QUANTITY_EXPIRED";

    /// <summary>A fill-or-kill order could not execute whole.</summary>
    public const string UnfilledFillOrKill = "UNFILLED_FOK_ORDER_EXPIRED";

    /// <summary>A market order found no further counterpart.</summary>
    public const string InsufficientLiquidity = "INSUFFICIENT_LIQUIDITY";
}
