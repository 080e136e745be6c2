using System.Text;

namespace Executor.Fuzz.Adapter;

/// <summary>Good answers of the exchange by route, and its errors, as its documentation shows them.</summary>
internal static class RestAnswers
{
    /// <summary>The id of the order that commands place.</summary>
    public const string Placed = "EX_SL1_a1_0e7";

    private const string Order = """
        {"symbol":"BTCUSDT","orderId":4301,"orderListId":-1,"clientOrderId":"EX_SL1_a1_0e7","transactTime":1764000000321,"price":"59900.00000000","origQty":"0.01998000",
         "executedQty":"0.01500000","origQuoteOrderQty":"0.00000000","cummulativeQuoteQty":"919.05000000","status":"PARTIALLY_FILLED","timeInForce":"GTC","type":"STOP_LOSS_LIMIT",
         "side":"SELL","stopPrice":"60000.00000000","workingTime":1764000000321,"expiryReason":"NONE","selfTradePreventionMode":"EXPIRE_MAKER",
         "fills":[{"price":"61260.00000000","qty":"0.01000000","commission":"0.61260000","commissionAsset":"USDT","tradeId":9001}]}
        """;

    private const string Row = """
        {"symbol":"BTCUSDT","orderId":4301,"orderListId":-1,"clientOrderId":"EX_SL1_a1_0e7","price":"59900.00000000","origQty":"0.01998000","executedQty":"0.00000000",
         "cummulativeQuoteQty":"0.00000000","status":"NEW","timeInForce":"GTC","type":"STOP_LOSS_LIMIT","side":"SELL","stopPrice":"60000.00000000","icebergQty":"0.00000000",
         "time":1764000000000,"updateTime":1764000005000,"isWorking":false,"workingTime":-1,"origQuoteOrderQty":"0.00000000"}
        """;

    private const string Cancelled = """
        {"symbol":"BTCUSDT","origClientOrderId":"EX_SL1_a1_0e7","orderId":4301,"orderListId":-1,"clientOrderId":"cx-91","transactTime":1764000007000,"price":"59900.00000000",
         "origQty":"0.01998000","executedQty":"0.00000000","cummulativeQuoteQty":"0.00000000","status":"CANCELED","timeInForce":"GTC","type":"STOP_LOSS_LIMIT","side":"SELL","stopPrice":"60000.00000000"}
        """;

    private const string List = """
        {"orderListId":88,"contingencyType":"OCO","listStatusType":"EXEC_STARTED","listOrderStatus":"EXECUTING","listClientOrderId":"EX_OCO1_a1_0e7","transactionTime":1764000005000,"symbol":"BTCUSDT",
         "orders":[{"symbol":"BTCUSDT","orderId":4301,"clientOrderId":"EX_SL1_a1_0e7"},{"symbol":"BTCUSDT","orderId":4302,"clientOrderId":"EX_TP1_a1_0e7"}],
         "orderReports":[{"symbol":"BTCUSDT","orderId":4301,"orderListId":88,"clientOrderId":"EX_SL1_a1_0e7","transactTime":1764000005000,"price":"59900.00000000","origQty":"0.01998000","executedQty":"0.00000000",
           "cummulativeQuoteQty":"0.00000000","status":"NEW","timeInForce":"GTC","type":"STOP_LOSS_LIMIT","side":"SELL","stopPrice":"60000.00000000","workingTime":-1},
          {"symbol":"BTCUSDT","orderId":4302,"orderListId":88,"clientOrderId":"EX_TP1_a1_0e7","transactTime":1764000005000,"price":"64000.00000000","origQty":"0.01998000","executedQty":"0.00000000",
           "cummulativeQuoteQty":"0.00000000","status":"NEW","timeInForce":"GTC","type":"LIMIT_MAKER","side":"SELL","workingTime":1764000005000}]}
        """;

    private const string Isolated = """
        {"assets":[{"symbol":"BTCUSDT","marginLevel":"3.20000000","baseAsset":{"asset":"BTC","borrowed":"0.00400000","free":"0.00000000","interest":"0.00000002","locked":"0.00000000"},
         "quoteAsset":{"asset":"USDT","borrowed":"0.00000000","free":"784.87000000","interest":"0.00000000","locked":"0.00000000"}}]}
        """;

    private const string Trades = """
        [{"symbol":"BTCUSDT","id":9001,"orderId":4301,"orderListId":-1,"price":"61260.00000000","qty":"0.01000000","quoteQty":"612.60000000","commission":"0.61260000",
          "commissionAsset":"USDT","time":1764000000321,"isBuyer":false,"isMaker":false,"isBestMatch":true}]
        """;

    private const string Loans = """
        {"rows":[{"type":"MANUAL","isolatedSymbol":"BTCUSDT","amount":"125.50000000","asset":"USDT","interest":"0.00000000","principal":"125.50000000","status":"CONFIRMED",
         "timestamp":1764000000400,"txId":100000123}],"total":1}
        """;

    private const string Info = """
        {"timezone":"UTC","serverTime":1764000000123,"rateLimits":[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":6000},
         {"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":100},{"rateLimitType":"ORDERS","interval":"DAY","intervalNum":1,"limit":200000}],"exchangeFilters":[],
         "symbols":[{"symbol":"BTCUSDT","status":"TRADING","baseAsset":"BTC","baseAssetPrecision":8,"quoteAsset":"USDT","ocoAllowed":true,"otoAllowed":true,"opoAllowed":true,
          "cancelReplaceAllowed":true,"amendAllowed":true,"filters":[{"filterType":"PRICE_FILTER","minPrice":"0.01000000","maxPrice":"1000000.00000000","tickSize":"0.01000000"},
          {"filterType":"LOT_SIZE","minQty":"0.00001000","maxQty":"9000.00000000","stepSize":"0.00001000"},{"filterType":"NOTIONAL","minNotional":"5.00000000","maxNotional":"9000000.00000000"},
          {"filterType":"PERCENT_PRICE_BY_SIDE","bidMultiplierUp":"2","bidMultiplierDown":"0.5","askMultiplierUp":"2","askMultiplierDown":"0.5","avgPriceMins":5},
          {"filterType":"MAX_NUM_ORDERS","maxNumOrders":200},{"filterType":"MAX_NUM_ALGO_ORDERS","maxNumAlgoOrders":5}]}]}
        """;

    /// <summary>What the exchange answers when all is well.</summary>
    public static IReadOnlyDictionary<string, byte[]> ByRoute { get; } = new Dictionary<string, string>
    {
        ["GET /api/v3/time"] = "{\"serverTime\":1764000001000}",
        ["GET /api/v3/exchangeInfo"] = Info,
        ["POST /api/v3/order"] = Order,
        ["GET /api/v3/order"] = Row,
        ["DELETE /api/v3/order"] = Cancelled,
        ["GET /api/v3/openOrders"] = $"[{Row}]",
        ["GET /api/v3/myTrades"] = Trades,
        ["GET /api/v3/account"] = "{\"balances\":[{\"asset\":\"USDT\",\"free\":\"10\",\"locked\":\"1\"},{\"asset\":\"BTC\",\"free\":\"0.1\",\"locked\":\"0.01998\"}]}",
        ["POST /api/v3/order/cancelReplace"] = $$"""{"cancelResult":"SUCCESS","newOrderResult":"SUCCESS","cancelResponse":{{Cancelled}},"newOrderResponse":{{Order}}}""",
        ["PUT /api/v3/order/amend/keepPriority"] = """
            {"transactTime":1764000007000,"executionId":1,"amendedOrder":{"symbol":"BTCUSDT","orderId":4301,"orderListId":88,"origClientOrderId":"EX_SL1_a1_0e7","clientOrderId":"EX_SL1_a1_0e7",
             "price":"59900.00000000","qty":"0.01000000","executedQty":"0.00000000","preventedQty":"0","quoteOrderQty":"0","cumulativeQuoteQty":"0.00000000","status":"NEW","timeInForce":"GTC",
             "type":"STOP_LOSS_LIMIT","side":"SELL","workingTime":-1},"listStatus":{"orderListId":88,"orders":[{"symbol":"BTCUSDT","orderId":4302,"clientOrderId":"EX_TP1_a1_0e7"}]}}
            """,
        ["POST /api/v3/orderList/oco"] = List,
        ["POST /api/v3/orderList/otoco"] = List,
        ["POST /sapi/v1/margin/order"] = Order,
        ["GET /sapi/v1/margin/order"] = Row,
        ["DELETE /sapi/v1/margin/order"] = Cancelled,
        ["GET /sapi/v1/margin/openOrders"] = $"[{Row}]",
        ["GET /sapi/v1/margin/myTrades"] = Trades,
        ["POST /sapi/v1/margin/order/oco"] = List,
        ["POST /sapi/v1/margin/order/otoco"] = List,
        ["GET /sapi/v1/margin/account"] = """{"marginLevel":"2.5","totalLiabilityOfBtc":"0.1","userAssets":[{"asset":"USDT","free":"10","locked":"1","borrowed":"4","interest":"0.1"}]}""",
        ["GET /sapi/v1/margin/isolated/account"] = Isolated,
        ["POST /sapi/v1/margin/borrow-repay"] = "{\"tranId\":100000123}",
        ["GET /sapi/v1/margin/borrow-repay"] = Loans,
    }.ToDictionary(pair => pair.Key, pair => Encoding.UTF8.GetBytes(pair.Value));

    /// <summary>What it answers when something is wrong.</summary>
    public static IReadOnlyList<byte[]> Errors { get; } =
    [
        .. new[]
        {
            "{\"code\":-2010,\"msg\":\"Order would trigger immediately.\"}", "{\"code\":-1013,\"msg\":\"Filter failure: PRICE_FILTER\"}",
            "{\"code\":-1003,\"msg\":\"Way too much request weight used; IP banned until 1764000120000.\"}", "{\"code\":-1021,\"msg\":\"Timestamp for this request is outside of the recvWindow.\"}",
            "{\"code\":-1007,\"msg\":\"Timeout waiting for response from backend server.\"}", "{\"code\":-2013,\"msg\":\"Order does not exist.\"}", "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}",
            "{\"code\":\"-2011\",\"msg\":\"Unknown order sent.\"}", "<html><body>502 Bad Gateway</body></html>", "", "{\"code\":0}", "{\"code\":-2022,\"msg\":\"Order cancel-replace failed.\"}",
            $$"""{"code":-2021,"msg":"Order cancel-replace partially failed.","data":{"cancelResult":"SUCCESS","newOrderResult":"FAILURE","cancelResponse":{{Cancelled}},"newOrderResponse":{"code":-2010,"msg":"Order would trigger immediately."} } }""",
            """{"code":-2022,"msg":"Order cancel-replace failed.","data":{"cancelResult":"FAILURE","newOrderResult":"NOT_ATTEMPTED","cancelResponse":{"code":-2011,"msg":"Unknown order sent."},"newOrderResponse":null } }""",
        }.Select(Encoding.UTF8.GetBytes),
    ];
}
