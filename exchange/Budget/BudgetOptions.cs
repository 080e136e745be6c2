namespace Executor.Exchange.Budget;

/// <summary>How much of the exchange's limits is used, and by whom. Shares are fractions of the limit and may not fall from lane to lane.</summary>
public sealed class BudgetOptions
{
    /// <summary>Share that reads may fill. 0.05 to 1. Default 0.6.</summary>
    public decimal QueryShare { get; set; } = 0.6m;

    /// <summary>Share that is full for entries. Default 0.7.</summary>
    public decimal EntryShare { get; set; } = 0.7m;

    /// <summary>Share that looks may fill which others wait for. Default 0.8: routine looks never keep a position that was taken over waiting.</summary>
    public decimal UrgentQueryShare { get; set; } = 0.8m;

    /// <summary>Share that is full for what closes. Default 0.85.</summary>
    public decimal CloseShare { get; set; } = 0.85m;

    /// <summary>Share that is full for what protects. At most 1. Default 0.95: others at the same address show late.</summary>
    public decimal ProtectiveShare { get; set; } = 0.95m;

    /// <summary>
    /// Longest wait for room; what must wait longer is refused unsent, so that its sender decides again. 0 to 3 s: a request has to leave
    /// while its sender certainly owns the symbol. Default 1.5 s.
    /// </summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Longest wait of reads. 0 to 30 s. Default 3 s.</summary>
    public TimeSpan QueryPatience { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Request weight a minute until the exchange publishes it. Default 6000.</summary>
    public int WeightPerMinute { get; set; } = 6000;

    /// <summary>Orders in ten seconds until the exchange publishes it. Default 50.</summary>
    public int OrdersPerTenSeconds { get; set; } = 50;

    /// <summary>Orders a day until the exchange publishes it. Default 160,000.</summary>
    public int OrdersPerDay { get; set; } = 160_000;

    /// <summary>Margin orders in ten seconds; the exchange publishes it nowhere in advance. Default 5000, half of what its documentation shows.</summary>
    public int MarginOrdersPerTenSeconds { get; set; } = 5_000;

    /// <summary>Margin orders a day; the exchange publishes it nowhere in advance. Default 10,000, half of what its documentation shows.</summary>
    public int MarginOrdersPerDay { get; set; } = 10_000;

    /// <summary>Requests in five minutes until the exchange publishes it. Default 300,000.</summary>
    public int RawRequestsPerFiveMinutes { get; set; } = 300_000;

    /// <summary>Weight a minute of one <c>/sapi</c> endpoint, per IP address. Default 12,000.</summary>
    public int SapiIpWeightPerMinute { get; set; } = 12_000;

    /// <summary>Weight a minute of one <c>/sapi</c> endpoint, per account. Default 180,000.</summary>
    public int SapiUidWeightPerMinute { get; set; } = 180_000;

    internal decimal ShareOf(RequestLane lane) => lane switch
    {
        RequestLane.Query => QueryShare,
        RequestLane.Entry => EntryShare,
        RequestLane.UrgentQuery => UrgentQueryShare,
        RequestLane.Close => CloseShare,
        RequestLane.Protective => ProtectiveShare,
    };

    internal TimeSpan PatienceOf(RequestLane lane) => lane switch
    {
        RequestLane.Query or RequestLane.UrgentQuery => QueryPatience,
        RequestLane.Entry or RequestLane.Close or RequestLane.Protective => Patience,
    };

    internal int DefaultOf(LimitKey limit) => limit.Kind switch
    {
        LimitKind.Weight => WeightPerMinute,
        LimitKind.RawRequests => RawRequestsPerFiveMinutes,
        LimitKind.SapiIp => SapiIpWeightPerMinute,
        LimitKind.SapiUid => SapiUidWeightPerMinute,
        LimitKind.Orders => limit.Interval >= TimeSpan.FromDays(1) ? OrdersPerDay : OrdersPerTenSeconds,
        LimitKind.MarginOrders => limit.Interval >= TimeSpan.FromDays(1) ? MarginOrdersPerDay : MarginOrdersPerTenSeconds,
    };
}
