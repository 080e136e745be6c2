namespace Executor.Exchange;

/// <summary>The environments that the exchange offers.</summary>
public enum BinanceEnvironment
{
    /// <summary>Real money.</summary>
    Production,

    /// <summary>Granted balances that vanish about monthly; spot alone.</summary>
    Testnet,

    /// <summary>Granted balances at live prices; spot alone.</summary>
    Demo,
}

/// <summary>Addresses of the environments. Source: Binance spot API, general information.</summary>
internal static class BinanceEnvironments
{
    public static (IReadOnlyList<Uri> Hosts, Uri WebSocketApi, Uri Streams) AddressesOf(BinanceEnvironment environment) => environment switch
    {
        BinanceEnvironment.Production => (
            [
                new("https://api.binance.com"), new("https://api-gcp.binance.com"), new("https://api1.binance.com"), new("https://api2.binance.com"),
                new("https://api3.binance.com"), new("https://api4.binance.com"),
            ],
            new("wss://ws-api.binance.com:443/ws-api/v3"),
            new("wss://stream.binance.com:9443")),
        BinanceEnvironment.Testnet => (
            [new("https://testnet.binance.vision"), new("https://api1.testnet.binance.vision")],
            new("wss://ws-api.testnet.binance.vision/ws-api/v3"),
            new("wss://stream.testnet.binance.vision")),
        BinanceEnvironment.Demo => (
            [new("https://demo-api.binance.com")],
            new("wss://demo-ws-api.binance.com/ws-api/v3"),
            new("wss://demo-stream.binance.com")),
    };
}
