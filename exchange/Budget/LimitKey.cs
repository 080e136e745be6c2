namespace Executor.Exchange.Budget;

/// <summary>What is counted. Source: Binance rate limits.</summary>
public enum LimitKind
{
    /// <summary>Request weight of <c>/api</c>, per IP address, shared with the WebSocket API.</summary>
    Weight,

    /// <summary>Requests of any weight, per IP address.</summary>
    RawRequests,

    /// <summary>Weight of one <c>/sapi</c> endpoint, per IP address.</summary>
    SapiIp,

    /// <summary>Weight of one <c>/sapi</c> endpoint, per account.</summary>
    SapiUid,

    /// <summary>Orders not yet filled, of the spot account.</summary>
    Orders,

    /// <summary>Orders not yet filled, of the margin accounts: a budget of its own.</summary>
    MarginOrders,
}

/// <summary>One limit of the exchange.</summary>
/// <param name="Kind">What is counted.</param>
/// <param name="Interval">The length of its window, above zero; windows are aligned to the exchange's clock.</param>
/// <param name="Endpoint">Method and path where the limit is one endpoint's; else empty.</param>
public readonly record struct LimitKey(LimitKind Kind, TimeSpan Interval, string Endpoint = "")
{
    /// <summary>Request weight a minute.</summary>
    public static readonly LimitKey Weight = new(LimitKind.Weight, TimeSpan.FromMinutes(1));

    /// <summary>Requests in five minutes.</summary>
    public static readonly LimitKey RawRequests = new(LimitKind.RawRequests, TimeSpan.FromMinutes(5));

    /// <summary>Orders in ten seconds.</summary>
    public static readonly LimitKey OrdersShort = new(LimitKind.Orders, TimeSpan.FromSeconds(10));

    /// <summary>Orders in a day.</summary>
    public static readonly LimitKey OrdersDay = new(LimitKind.Orders, TimeSpan.FromDays(1));

    /// <summary>Margin orders in ten seconds.</summary>
    public static readonly LimitKey MarginOrdersShort = new(LimitKind.MarginOrders, TimeSpan.FromSeconds(10));

    /// <summary>Margin orders in a day.</summary>
    public static readonly LimitKey MarginOrdersDay = new(LimitKind.MarginOrders, TimeSpan.FromDays(1));

    /// <summary>True when it counts orders.</summary>
    public bool CountsOrders => Kind switch
    {
        LimitKind.Orders or LimitKind.MarginOrders => true,
        LimitKind.Weight or LimitKind.RawRequests or LimitKind.SapiIp or LimitKind.SapiUid => false,
    };

    /// <summary>Weight a minute of one endpoint, per IP address.</summary>
    public static LimitKey SapiIp(string endpoint) => new(LimitKind.SapiIp, TimeSpan.FromMinutes(1), endpoint);

    /// <summary>Weight a minute of one endpoint, per account.</summary>
    public static LimitKey SapiUid(string endpoint) => new(LimitKind.SapiUid, TimeSpan.FromMinutes(1), endpoint);
}

/// <summary>What a request adds to one limit.</summary>
/// <param name="Limit">Which.</param>
/// <param name="Amount">Weight or count, 0 or more.</param>
public readonly record struct LimitCharge(LimitKey Limit, int Amount);
