namespace Executor.Exchange.Http;

/// <summary>Calls below <c>/sapi/v1</c>. Source: Binance margin API; weights of 2026.</summary>
public static class MarginEndpoints
{
    private const int PlainOrder = 6;
    private const int BorrowingOrder = 1500;

    /// <summary>Permissions of the API key.</summary>
    public static ApiEndpoint ApiRestrictions { get; } = Read("account/apiRestrictions", 1);

    /// <summary>A token for the user data stream of a margin account.</summary>
    public static ApiEndpoint ListenToken { get; } = Change(HttpMethod.Post, "userListenToken", WeightScope.SapiUid, 1);

    /// <summary>Places one order.</summary>
    public static ApiEndpoint Place { get; } = Order("margin/order", 1);

    /// <summary>Places an OCO list, in the old form.</summary>
    public static ApiEndpoint Oco { get; } = Order("margin/order/oco", 2);

    /// <summary>Places an OTO list.</summary>
    public static ApiEndpoint Oto { get; } = Order("margin/order/oto", 2);

    /// <summary>Places an OTOCO list.</summary>
    public static ApiEndpoint Otoco { get; } = Order("margin/order/otoco", 3);

    /// <summary>Cancels one order, or the list of which it is a leg.</summary>
    public static ApiEndpoint Cancel { get; } = Change(HttpMethod.Delete, "margin/order", WeightScope.SapiIp, 10);

    /// <summary>One order.</summary>
    public static ApiEndpoint OrderStatus { get; } = Read("margin/order", 10);

    /// <summary>Open orders of a symbol.</summary>
    public static ApiEndpoint OpenOrders { get; } = Read("margin/openOrders", 10);

    /// <summary>Open order lists, with the ids of their orders.</summary>
    public static ApiEndpoint OpenLists { get; } = Read("margin/openOrderList", 10);

    /// <summary>Executions of a symbol.</summary>
    public static ApiEndpoint Trades { get; } = Read("margin/myTrades", 10);

    /// <summary>The cross account.</summary>
    public static ApiEndpoint CrossAccount { get; } = Read("margin/account", 10);

    /// <summary>Isolated accounts.</summary>
    public static ApiEndpoint IsolatedAccount { get; } = Read("margin/isolated/account", 10);

    /// <summary>Takes or repays a loan.</summary>
    public static ApiEndpoint BorrowRepay { get; } = Change(HttpMethod.Post, "margin/borrow-repay", WeightScope.SapiUid, 1500);

    /// <summary>Records of loans and repayments.</summary>
    public static ApiEndpoint Loans { get; } = Read("margin/borrow-repay", 10);

    /// <summary>The most that can be borrowed now.</summary>
    public static ApiEndpoint MaxBorrowable { get; } =
        new ApiEndpoint(HttpMethod.Get, "/sapi/v1/margin/maxBorrowable", WeightScope.SapiUid, 750).Weighing(750);

    /// <summary>Interest charged.</summary>
    public static ApiEndpoint Interest { get; } = Read("margin/interestHistory", 1);

    /// <summary>Assets that can be borrowed, with their least amounts; needs the key and no signature.</summary>
    public static ApiEndpoint AllAssets { get; } = Read("margin/allAssets", 1) with { IsSigned = false };

    /// <summary>The levels at which the exchange warns and liquidates.</summary>
    public static ApiEndpoint Levels { get; } = Read("margin/tradeCoeff", 10);

    /// <summary>The endpoint with the weight of an order that may borrow.</summary>
    internal static ApiEndpoint Borrowing(this ApiEndpoint endpoint) => endpoint.Weighing(BorrowingOrder);

    private static ApiEndpoint Order(string path, int orders) =>
        (new ApiEndpoint(HttpMethod.Post, $"/sapi/v1/{path}", WeightScope.SapiUid, PlainOrder) { Orders = orders }).Weighing(PlainOrder);

    private static ApiEndpoint Read(string path, int weight) => Change(HttpMethod.Get, path, WeightScope.SapiIp, weight);

    private static ApiEndpoint Change(HttpMethod method, string path, WeightScope scope, int weight) =>
        new ApiEndpoint(method, $"/sapi/v1/{path}", scope, weight).Weighing(weight);
}
