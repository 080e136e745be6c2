using System.Security.Cryptography;
using System.Text;
using Executor.Fuzz.Mutation;
using Executor.Simulator.Server.Scenarios;

namespace Executor.Fuzz.Simulator;

/// <summary>Calls that succeed, to be tampered with; signed after that, so that they pass the gate and reach what lies behind.</summary>
internal static class RequestCorpus
{
    private static readonly byte[] Secret = Encoding.ASCII.GetBytes(DefaultScenario.HmacSecret);

    /// <summary>Verb, path, parameters; a mark says whether it is signed.</summary>
    public static IReadOnlyList<(string Verb, string Path, string Parameters, bool IsSigned)> Calls { get; } =
    [
        ("GET", "/api/v3/ping", "", false),
        ("GET", "/api/v3/time", "", false),
        ("GET", "/api/v3/exchangeInfo", "symbols=[\"BTCUSDT\"]&showPermissionSets=false", false),
        ("GET", "/api/v3/ticker/price", "symbol=BTCUSDT", false),
        ("GET", "/api/v3/ticker/bookTicker", "symbols=[\"BTCUSDT\",\"ETHUSDT\"]", false),
        ("GET", "/api/v3/ticker/24hr", "symbol=BTCUSDT", false),
        ("GET", "/api/v3/avgPrice", "symbol=BTCUSDT", false),
        ("GET", "/api/v3/depth", "symbol=BTCUSDT&limit=100", false),
        ("GET", "/api/v3/trades", "symbol=BTCUSDT&limit=10", false),
        ("GET", "/api/v3/aggTrades", "symbol=BTCUSDT&startTime=NOW&endTime=NOW&limit=10", false),
        ("GET", "/api/v3/klines", "symbol=BTCUSDT&interval=1m&startTime=0&endTime=NOW&limit=10", false),
        ("POST", "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000&newClientOrderId=a1&newOrderRespType=FULL", true),
        ("POST", "/api/v3/order", "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01", true),
        ("POST", "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quoteOrderQty=100", true),
        ("POST", "/api/v3/order", "symbol=BTCUSDT&side=SELL&type=STOP_LOSS_LIMIT&timeInForce=GTC&quantity=0.01&price=59900&stopPrice=60000", true),
        ("POST", "/api/v3/order", "symbol=BTCUSDT&side=SELL&type=STOP_LOSS&quantity=0.01&trailingDelta=200", true),
        ("POST", "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.02&price=60000&icebergQty=0.01&selfTradePreventionMode=EXPIRE_MAKER&strategyId=1&strategyType=1000001", true),
        ("POST", "/api/v3/order/test", "symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=0.01&price=60000&computeCommissionRates=true", true),
        ("GET", "/api/v3/order", "symbol=BTCUSDT&orderId=1", true),
        ("DELETE", "/api/v3/order", "symbol=BTCUSDT&orderId=1&cancelRestrictions=ONLY_NEW", true),
        ("DELETE", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=a1&newClientOrderId=c1", true),
        ("POST", "/api/v3/order/cancelReplace", "symbol=BTCUSDT&cancelReplaceMode=STOP_ON_FAILURE&cancelOrderId=1&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60100", true),
        ("PUT", "/api/v3/order/amend/keepPriority", "symbol=BTCUSDT&orderId=1&newQty=0.005&newClientOrderId=a1", true),
        ("GET", "/api/v3/openOrders", "symbol=BTCUSDT", true),
        ("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT", true),
        ("GET", "/api/v3/allOrders", "symbol=BTCUSDT&startTime=0&endTime=NOW&limit=10", true),
        ("GET", "/api/v3/myTrades", "symbol=BTCUSDT&fromId=0&limit=10", true),
        ("GET", "/api/v3/account", "omitZeroBalances=true", true),
        ("GET", "/api/v3/account/commission", "symbol=BTCUSDT", true),
        ("GET", "/api/v3/rateLimit/order", "", true),
        ("GET", "/api/v3/myFilters", "symbol=BTCUSDT", true),
        ("POST", "/api/v3/orderList/oco", "symbol=BTCUSDT&side=SELL&quantity=0.01&aboveType=LIMIT_MAKER&abovePrice=64000&belowType=STOP_LOSS_LIMIT&belowStopPrice=60000&belowPrice=59900&belowTimeInForce=GTC&listClientOrderId=l1", true),
        ("POST", "/api/v3/orderList/oto", "symbol=BTCUSDT&workingType=LIMIT&workingSide=BUY&workingPrice=60000&workingQuantity=0.01&workingTimeInForce=GTC&pendingType=LIMIT_MAKER&pendingSide=SELL&pendingPrice=64000&pendingQuantity=0.01", true),
        ("POST", "/api/v3/orderList/otoco", "symbol=BTCUSDT&workingType=LIMIT&workingSide=BUY&workingPrice=60000&workingQuantity=0.01&workingTimeInForce=GTC&pendingSide=SELL&pendingQuantity=0.01&pendingAboveType=LIMIT_MAKER&pendingAbovePrice=64000&pendingBelowType=STOP_LOSS&pendingBelowStopPrice=59000", true),
        ("POST", "/api/v3/orderList/opoco", "symbol=BTCUSDT&workingType=LIMIT&workingSide=BUY&workingPrice=60000&workingQuantity=0.01&workingTimeInForce=GTC&pendingSide=SELL&pendingAboveType=LIMIT_MAKER&pendingAbovePrice=64000&pendingBelowType=STOP_LOSS&pendingBelowStopPrice=59000", true),
        ("GET", "/api/v3/orderList", "orderListId=1", true),
        ("DELETE", "/api/v3/orderList", "symbol=BTCUSDT&orderListId=1", true),
        ("GET", "/api/v3/openOrderList", "", true),
        ("GET", "/api/v3/allOrderList", "startTime=0&endTime=NOW&limit=10", true),
        ("POST", "/sapi/v1/margin/order", "symbol=BTCUSDT&isIsolated=TRUE&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000&sideEffectType=MARGIN_BUY&autoRepayAtCancel=FALSE", true),
        ("POST", "/sapi/v1/margin/order", "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01&sideEffectType=AUTO_BORROW_REPAY", true),
        ("GET", "/sapi/v1/margin/order", "symbol=BTCUSDT&isIsolated=TRUE&orderId=1", true),
        ("DELETE", "/sapi/v1/margin/order", "symbol=BTCUSDT&orderId=1", true),
        ("GET", "/sapi/v1/margin/openOrders", "symbol=BTCUSDT&isIsolated=FALSE", true),
        ("GET", "/sapi/v1/margin/allOrders", "symbol=BTCUSDT&limit=10", true),
        ("GET", "/sapi/v1/margin/myTrades", "symbol=BTCUSDT&limit=10", true),
        ("POST", "/sapi/v1/margin/order/oco", "symbol=BTCUSDT&side=SELL&quantity=0.01&price=64000&stopPrice=60000&stopLimitPrice=59900&stopLimitTimeInForce=GTC", true),
        ("POST", "/sapi/v1/margin/order/otoco", "symbol=BTCUSDT&workingType=LIMIT&workingSide=BUY&workingPrice=60000&workingQuantity=0.01&workingTimeInForce=GTC&pendingSide=SELL&pendingQuantity=0.01&pendingAboveType=LIMIT_MAKER&pendingAbovePrice=64000&pendingBelowType=STOP_LOSS&pendingBelowStopPrice=59000", true),
        ("POST", "/sapi/v1/margin/borrow-repay", "asset=USDT&isIsolated=FALSE&amount=100&type=BORROW", true),
        ("POST", "/sapi/v1/margin/borrow-repay", "asset=USDT&isIsolated=TRUE&symbol=BTCUSDT&amount=10&type=REPAY", true),
        ("GET", "/sapi/v1/margin/borrow-repay", "type=BORROW&asset=USDT&startTime=0&endTime=NOW&current=1&size=10", true),
        ("GET", "/sapi/v1/margin/maxBorrowable", "asset=USDT&isolatedSymbol=BTCUSDT", true),
        ("GET", "/sapi/v1/margin/interestHistory", "asset=USDT&current=1&size=10", true),
        ("GET", "/sapi/v1/margin/next-hourly-interest-rate", "assets=USDT,BTC&isIsolated=FALSE", true),
        ("GET", "/sapi/v1/margin/account", "", true),
        ("GET", "/sapi/v1/margin/isolated/account", "symbols=BTCUSDT,ETHUSDT", true),
        ("POST", "/sapi/v1/asset/transfer", "type=MAIN_MARGIN&asset=USDT&amount=10", true),
        ("GET", "/sapi/v1/account/apiRestrictions", "", true),
        ("POST", "/sapi/v1/userListenToken", "isIsolated=true&symbol=BTCUSDT&validity=60000", true),
        ("POST", "/sapi/v1/margin/listen-key", "", false),
    ];

    /// <summary>A call with some of its parameters, its path, its body and its headers tampered with.</summary>
    public static SimulatedRequest Draw(Mutator mutator, long now)
    {
        var (verb, path, text, isSigned) = mutator.Of(Calls);
        var parameters = text.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2))
            .Select(part => (Name: part[0], Value: part[1].Replace("NOW", $"{now}", StringComparison.Ordinal))).ToList();
        Tamper(mutator, parameters);
        if (isSigned && !mutator.OneIn(50))
        {
            parameters.Add(("timestamp", mutator.OneIn(40) ? mutator.Text($"{now}") : $"{now}"));
        }

        if (mutator.OneIn(60))
        {
            path = mutator.Text(path);
        }

        if (mutator.OneIn(60))
        {
            verb = mutator.Of(["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "TRACE", "get"]);
        }

        var payload = string.Join('&', parameters.Select(each => $"{Encoded(mutator, each.Name)}={Encoded(mutator, each.Value)}"));
        var split = mutator.OneIn(10) && verb != "GET" ? mutator.Lot.Next(payload.Length + 1) : verb is "POST" or "PUT" ? 0 : payload.Length;
        var (query, body) = (payload[..split], payload[split..]);
        if (isSigned)
        {
            var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Secret, Encoding.Latin1.GetBytes(query + Latin1Of(body))));
            query += $"{(query.Length > 0 ? "&" : "")}signature={(mutator.OneIn(60) ? mutator.Text(signature) : signature)}";
        }

        List<(string, string)> headers = [("X-MBX-APIKEY", mutator.OneIn(60) ? HeaderOf(mutator.Text(DefaultScenario.HmacKey)) : DefaultScenario.HmacKey)];
        if (mutator.OneIn(30))
        {
            headers.Add((mutator.Of(["Content-Type", "X-MBX-TIME-UNIT", "Transfer-Encoding", "X-SIM-KEY", "Origin"]), HeaderOf(mutator.Text("application/x-www-form-urlencoded"))));
        }

        return new SimulatedRequest(verb, OnTheLine(path + (query.Length > 0 ? $"?{query}" : "")), body, headers);
    }

    /// <summary>The server takes nothing else on a request line.</summary>
    private static string OnTheLine(string target) => string.Concat(target.Where(c => c is > ' ' and <= '~'));

    private static void Tamper(Mutator mutator, List<(string Name, string Value)> parameters)
    {
        for (var changes = mutator.Lot.Next(4); changes > 0; changes--)
        {
            var at = mutator.Lot.Next(parameters.Count + 1);
            if (at == parameters.Count)
            {
                parameters.Add((mutator.Of(["symbol", "side", "type", "price", "quantity", "orderId", "limit", "recvWindow", "startTime", "stopPrice", "isIsolated", "nonsense", ""]), mutator.Text("1")));
                continue;
            }

            switch (mutator.Lot.Next(6))
            {
                case 0:
                    parameters.RemoveAt(at);
                    break;
                case 1:
                    parameters.Add(parameters[at]);
                    break;
                case 2:
                    parameters[at] = (mutator.Text(parameters[at].Name), parameters[at].Value);
                    break;
                default:
                    parameters[at] = (parameters[at].Name, mutator.Text(parameters[at].Value));
                    break;
            }
        }
    }

    private static string Encoded(Mutator mutator, string text) => mutator.OneIn(40) ? text : Uri.EscapeDataString(text);

    private static string Latin1Of(string body) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(body));

    private static string HeaderOf(string text) => string.Concat(text.Where(c => c is >= ' ' and <= '~'));
}
