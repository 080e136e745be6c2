using System.Text;

namespace Executor.Fuzz.Adapter;

/// <summary>What connections say when all is well, as the exchange's documentation shows it.</summary>
internal static class StreamMessages
{
    /// <summary>Events of wallets, in their envelope.</summary>
    public static IReadOnlyList<byte[]> Account { get; } = Bytes(
        """
        {"subscriptionId":0,"event":{"e":"executionReport","E":1764000000330,"s":"BTCUSDT","c":"EX_EN_a1_0e7","S":"BUY","o":"LIMIT","f":"GTC","q":"0.02000000","p":"61300.00000000","P":"0.00000000","F":"0.00000000","g":-1,"C":"","x":"TRADE","X":"PARTIALLY_FILLED","r":"NONE",
         "i":4217,"l":"0.01000000","z":"0.01000000","L":"61260.00000000","n":"0.00001000","N":"BTC","T":1764000000321,"t":9001,"I":70213,"w":false,"m":false,"M":true,"O":1764000000321,"Z":"612.60000000","Y":"612.60000000","Q":"0.00000000","W":1764000000321,"V":"EXPIRE_MAKER"}}
        """,
        """
        {"subscriptionId":0,"event":{"e":"executionReport","E":1764000000330,"s":"BTCUSDT","c":"cx-91","S":"SELL","o":"STOP_LOSS_LIMIT","f":"GTC","q":"0.02000000","p":"59900.00000000","P":"60000.00000000","g":88,"C":"EX_SL1_a1_0e7","x":"CANCELED","X":"CANCELED","r":"NONE",
         "i":4301,"l":"0","z":"0","L":"0","n":"0","N":null,"T":1764000000321,"t":-1,"I":70214,"w":false,"m":false,"Z":"0","eR":"OCO_TRIGGER"}}
        """,
        """{"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1764000000330,"u":1764000000321,"B":[{"a":"BTC","f":"0.01998000","l":"0.00000000"},{"a":"USDT","f":"10","l":"0"}]}}""",
        """{"subscriptionId":0,"event":{"e":"balanceUpdate","E":1764000000330,"a":"BTC","d":"-100.00000000","T":1764000000321}}""",
        """{"subscriptionId":0,"event":{"e":"listStatus","E":1764000000330,"s":"BTCUSDT","g":88,"c":"OCO","l":"EXEC_STARTED","L":"EXECUTING","r":"NONE","C":"x","T":1764000000321,"O":[{"s":"BTCUSDT","i":4301,"c":"a"}]}}""",
        """{"subscriptionId":0,"event":{"e":"MARGIN_LEVEL_STATUS_CHANGE","E":1764000000330,"l":"1.2","s":"MARGIN_CALL"}}""",
        """{"subscriptionId":0,"event":{"e":"USER_LIABILITY_CHANGE","E":1764000000330,"a":"USDT","t":"BORROW","p":"10","i":"0.1"}}""",
        """{"subscriptionId":0,"event":{"e":"externalLockUpdate","E":1764000000330,"a":"USDT","d":"10","T":1764000000321}}""",
        """{"subscriptionId":0,"event":{"e":"eventStreamTerminated","E":1764000000330}}""",
        """{"event":{"e":"serverShutdown","E":1764000000330}}""",
        """{"id":null,"status":401,"error":{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}}""");

    /// <summary>Events of markets, in their envelope.</summary>
    public static IReadOnlyList<byte[]> Market { get; } = Bytes(
        """{"stream":"btcusdt@bookTicker","data":{"u":400900217,"s":"BTCUSDT","b":"61250.00000000","B":"31.21000000","a":"61250.01000000","A":"40.66000000"}}""",
        """{"stream":"btcusdt@aggTrade","data":{"e":"aggTrade","E":1764000000330,"s":"BTCUSDT","a":12345,"p":"61250.00000000","q":"0.1","f":100,"l":105,"T":1764000000321,"m":true,"M":true}}""",
        """
        {"stream":"btcusdt@kline_1m","data":{"e":"kline","E":1764000060330,"s":"BTCUSDT","k":{"t":1764000000000,"T":1764000059999,"s":"BTCUSDT","i":"1m","f":100,"L":200,"o":"61250.00","c":"61260.00",
         "h":"61300.00","l":"61200.00","v":"1000","n":100,"x":true,"q":"1.0000","V":"500","Q":"0.500","B":"123456"}}}
        """,
        """{"event":{"e":"serverShutdown","E":1764000000330}}""");

    /// <summary>Answers to requests; <c>ID</c> stands for the number of the request.</summary>
    public static IReadOnlyList<byte[]> Answers { get; } = Bytes(
        """{"id":ID,"status":200,"result":{"subscriptionId":0},"rateLimits":[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE","intervalNum":1,"limit":6000,"count":4}]}""",
        """{"id":ID,"status":200,"result":[{"subscriptionId":0}],"rateLimits":[]}""",
        """{"subscriptionId":0,"expirationTime":1764086400000000}""",
        """{"id":ID,"status":429,"error":{"code":-1003,"msg":"Too many requests queued.","data":{"serverTime":1764000000000,"retryAfter":1764000030000}},"rateLimits":[]}""",
        """{"id":ID,"status":400,"error":{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}}""",
        """{"result":null,"id":ID}""",
        """{"result":["btcusdt@bookTicker","btcusdt@aggTrade","btcusdt@kline_1m"],"id":ID}""",
        """{"error":{"code":2,"msg":"Invalid request: unknown variant"},"id":ID}""");

    private static byte[][] Bytes(params string[] messages) => [.. messages.Select(Encoding.UTF8.GetBytes)];
}
