namespace Executor.Simulator.Engine;

/// <summary>Why the exchange ended an order by itself. Source: Binance spot API, <c>expiryReason</c>.</summary>
public static class ExpiryReasons
{
    /// <summary>A stop that triggered, or an order that waited for its working order, was refused when it tried to enter the book.</summary>
    public const string Rejected = "REJECTED";

    /// <summary>The other leg of the OCO triggered or executed.</summary>
    public const string OcoTrigger = "OCO_TRIGGER";

    /// <summary>An immediate-or-cancel order found no further counterpart.</summary>
    public const string UnfilledImmediateOrCancel = "UNFILLED_IOC_QUANTITY_EXPIRED";

    /// <summary>A fill-or-kill order could not execute whole.</summary>
    public const string UnfilledFillOrKill = "UNFILLED_FOK_ORDER_EXPIRED";

    /// <summary>A market order found no further counterpart.</summary>
    public const string InsufficientLiquidity = "INSUFFICIENT_LIQUIDITY";

    /// <summary>The working order, for whose execution the order waited, ended without executing completely.</summary>
    public const string WorkingOrderEnded = "OTO_PHASE_ONE_EXPIRED";

    /// <summary>The exchange took the order off the book, as in a liquidation.</summary>
    public const string ExchangeCanceled = "EXCHANGE_CANCELED";
}
