using Executor.Exchange.Signing;

namespace Executor.Exchange.Tests.Signing;

/// <summary>The example credentials that Binance publishes; they open nothing.</summary>
internal static class Vectors
{
    public const string HmacKey = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
    public const string HmacSecret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
    public const string Ed25519PrivateKey = "MC4CAQAwBQYDK2VwBCIEIIJEYWtGBrhACmb9Dvy+qa8WEf0lQOl1s4CLIAB9m89u";

    public static ApiCredentials Hmac => ApiCredentials.Create(ApiKeyType.HmacSha256, HmacKey, HmacSecret);

    public static ApiCredentials Ed25519 => ApiCredentials.Create(ApiKeyType.Ed25519, HmacKey, Ed25519PrivateKey);

    public static RequestParameters Limit(string symbol, string price = "0.1") => new RequestParameters()
        .Add("symbol", symbol).Add("side", "BUY").Add("type", "LIMIT").Add("timeInForce", "GTC").Add("quantity", "1").Add("price", price)
        .Add("recvWindow", "5000").Add("timestamp", "1499827319559");

    public static RequestParameters Borrow => new RequestParameters()
        .Add("asset", "USDT").Add("isIsolated", "TRUE").Add("symbol", "BTCUSDT").Add("amount", 125.50m).Add("type", "BORROW")
        .Add("recvWindow", 5000L).Add("timestamp", DateTimeOffset.FromUnixTimeMilliseconds(1764000000000));

    public static string SignatureIn(string signed) => signed[(signed.LastIndexOf("signature=", StringComparison.Ordinal) + "signature=".Length)..];

    public static string SignatureIn(RequestParameters signed) => signed.Entries.Single(entry => entry.Key == "signature").Value;
}
