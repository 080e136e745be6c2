using Executor.Core.Exchange;

namespace Executor.Exchange.Tests.Scripted;

/// <summary>Orders and answers that tests begin from.</summary>
internal static class Sample
{
    public const string Symbol = AdapterBench.Symbol;

    public static NewOrder Entry => new() { ClientOrderId = "EX_EN_a1_0e7", Side = OrderSide.Buy, Type = OrderType.Limit, Quantity = 0.02m, Price = 61300.10m };

    public static NewOrder Stop => new()
    {
        ClientOrderId = "EX_SL1_a1_0e7", Side = OrderSide.Sell, Type = OrderType.StopLossLimit, Quantity = 0.01998m, Price = 59900m, StopPrice = 60000m,
    };

    public static NewOrder MarketStop => new() { ClientOrderId = "EX_SL1_a1_0e7", Side = OrderSide.Sell, Type = OrderType.StopLoss, Quantity = 0.01998m, StopPrice = 60000m };

    public static NewOrder Target => new() { ClientOrderId = "EX_TP1_a1_0e7", Side = OrderSide.Sell, Type = OrderType.LimitMaker, Quantity = 0.01998m, Price = 64000m };

    public static NewOrder Market => new() { ClientOrderId = "EX_OUT1_a1_0e7", Side = OrderSide.Sell, Type = OrderType.Market, Quantity = 0.00001m };

    public static ExchangeCommand.Place PlaceEntry => new(Symbol, Entry);

    public static NewOco Oco => new("EX_OCO1_a1_0e7", Target, Stop);

    public static string Filled(NewOrder order, long orderId = 4217) => $$"""
        {"symbol":"BTCUSDT","orderId":{{orderId}},"orderListId":-1,"clientOrderId":"{{order.ClientOrderId}}","transactTime":1764000000321,"price":"61300.00000000",
         "origQty":"0.02000000","executedQty":"0.01500000","origQuoteOrderQty":"0.00000000","cummulativeQuoteQty":"919.05000000","status":"PARTIALLY_FILLED",
         "timeInForce":"GTC","type":"LIMIT","side":"BUY","workingTime":1764000000321,"selfTradePreventionMode":"EXPIRE_MAKER",
         "fills":[{"price":"61260.00000000","qty":"0.01000000","commission":"0.00001000","commissionAsset":"BTC","tradeId":9001},
                  {"price":"61290.00000000","qty":"0.00500000","commission":"0.00000500","commissionAsset":"BTC","tradeId":9002}]}
        """;

    /// <summary>The answer to a placement that executed nothing.</summary>
    public static string Placed(NewOrder order, string type) =>
        Row(4301, order.ClientOrderId, type, price: "59900.00000000", stopPrice: "60000.00000000", more: ",\"workingTime\":-1,\"fills\":[]");

    /// <summary>One order as a query or a list shows it.</summary>
    public static string Row(
        long orderId, string clientOrderId, string type, string status = "NEW", string price = "64000.00000000", string stopPrice = "0.00000000",
        string executed = "0.00000000", long listId = -1, string side = "SELL", string? original = null, string more = "") => $$"""
        {"symbol":"BTCUSDT","orderId":{{orderId}},"orderListId":{{listId}},"clientOrderId":"{{clientOrderId}}",
         {{(original is null ? "" : $"\"origClientOrderId\":\"{original}\",")}}"price":"{{price}}","origQty":"0.01998000","executedQty":"{{executed}}",
         "cummulativeQuoteQty":"0.00000000","status":"{{status}}","timeInForce":"GTC","type":"{{type}}","side":"{{side}}","stopPrice":"{{stopPrice}}",
         "time":1764000000000,"updateTime":1764000005000{{more}}}
        """;

    public static string List(string reports, long listId = 88) => $$"""
        {"orderListId":{{listId}},"contingencyType":"OCO","listStatusType":"EXEC_STARTED","listOrderStatus":"EXECUTING","listClientOrderId":"EX_OCO1_a1_0e7",
         "transactionTime":1764000005000,"symbol":"BTCUSDT","orders":[{"symbol":"BTCUSDT","orderId":4301,"clientOrderId":"EX_SL1_a1_0e7"},
         {"symbol":"BTCUSDT","orderId":4302,"clientOrderId":"EX_TP1_a1_0e7"}],"orderReports":[{{reports}}]}
        """;

    public static string OcoAnswer => List(
        Row(4301, "EX_SL1_a1_0e7", "STOP_LOSS_LIMIT", price: "59900.00000000", stopPrice: "60000.00000000", listId: 88, more: ",\"workingTime\":-1")
        + "," + Row(4302, "EX_TP1_a1_0e7", "LIMIT_MAKER", listId: 88, more: ",\"workingTime\":1764000005000"));
}
