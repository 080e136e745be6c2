namespace Executor.Exchange.Http;

/// <summary>Calls below <c>/api/v3</c>. Source: Binance spot API; weights of 2026.</summary>
public static class SpotEndpoints
{
    /// <summary>The exchange's clock.</summary>
    public static ApiEndpoint Time { get; } = Public("time", 1);

    /// <summary>Answers when the exchange does.</summary>
    public static ApiEndpoint Ping { get; } = Public("ping", 1);

    /// <summary>Trading rules and limits.</summary>
    public static ApiEndpoint ExchangeInfo { get; } = Public("exchangeInfo", 20);

    /// <summary>Best prices; 4 for all symbols.</summary>
    public static ApiEndpoint BookTicker { get; } = Public("ticker/bookTicker", 2);

    /// <summary>Last prices; 4 for all symbols.</summary>
    public static ApiEndpoint Price { get; } = Public("ticker/price", 2);

    /// <summary>Candles.</summary>
    public static ApiEndpoint Klines { get; } = Public("klines", 2);

    /// <summary>Places one order.</summary>
    public static ApiEndpoint Place { get; } = Trade(HttpMethod.Post, "order", 1);

    /// <summary>One order.</summary>
    public static ApiEndpoint Order { get; } = Read("order", 4);

    /// <summary>Cancels one order, or the list of which it is a leg.</summary>
    public static ApiEndpoint Cancel { get; } = Trade(HttpMethod.Delete, "order", 0);

    /// <summary>Open orders of a symbol; 80 without one.</summary>
    public static ApiEndpoint OpenOrders { get; } = Read("openOrders", 6);

    /// <summary>Executions of a symbol.</summary>
    public static ApiEndpoint Trades { get; } = Read("myTrades", 20);

    /// <summary>Balances and permissions.</summary>
    public static ApiEndpoint Account { get; } = Read("account", 20);

    /// <summary>Fee rates of a symbol.</summary>
    public static ApiEndpoint Commission { get; } = Read("account/commission", 20);

    /// <summary>Orders counted at present.</summary>
    public static ApiEndpoint OrderCount { get; } = Read("rateLimit/order", 40);

    /// <summary>Cancels one order and places another.</summary>
    public static ApiEndpoint CancelReplace { get; } = Trade(HttpMethod.Post, "order/cancelReplace", 1);

    /// <summary>Reduces an order in its place.</summary>
    public static ApiEndpoint Amend { get; } = new ApiEndpoint(HttpMethod.Put, "/api/v3/order/amend/keepPriority", WeightScope.Api, 4).Weighing(4);

    /// <summary>Places an OCO list.</summary>
    public static ApiEndpoint Oco { get; } = Trade(HttpMethod.Post, "orderList/oco", 2);

    /// <summary>Places an OTO list.</summary>
    public static ApiEndpoint Oto { get; } = Trade(HttpMethod.Post, "orderList/oto", 2);

    /// <summary>Places an OTOCO list.</summary>
    public static ApiEndpoint Otoco { get; } = Trade(HttpMethod.Post, "orderList/otoco", 3);

    /// <summary>Places an OPO list.</summary>
    public static ApiEndpoint Opo { get; } = Trade(HttpMethod.Post, "orderList/opo", 2);

    /// <summary>Places an OPOCO list.</summary>
    public static ApiEndpoint Opoco { get; } = Trade(HttpMethod.Post, "orderList/opoco", 3);

    private static ApiEndpoint Public(string path, int weight) => Read(path, weight) with { IsSigned = false };

    private static ApiEndpoint Read(string path, int weight) => new ApiEndpoint(HttpMethod.Get, $"/api/v3/{path}", WeightScope.Api, weight).Weighing(weight);

    private static ApiEndpoint Trade(HttpMethod method, string path, int orders) =>
        (new ApiEndpoint(method, $"/api/v3/{path}", WeightScope.Api, 1) { IsFreeOnSuccess = true, Orders = orders }).Weighing(1);
}
