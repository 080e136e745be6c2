using System.Collections.Immutable;

namespace Executor.Simulator.Server.Scenarios;

/// <summary>
/// What a venue starts with without a scenario file: five markets, two customers with funds on every kind of account. Its keys are the
/// example keys of the exchange's own documentation, known to everybody: they open nothing but a simulator.
/// </summary>
public static class DefaultScenario
{
    /// <summary>HMAC key of customer <c>main</c>, published with the exchange's signing example.</summary>
    public const string HmacKey = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";

    /// <summary>Secret of <see cref="HmacKey"/>.</summary>
    public const string HmacSecret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";

    /// <summary>Ed25519 key of customer <c>main</c>; its private key is the one of the exchange's logon example.</summary>
    public const string Ed25519Key = "simulatorEd25519KeyOfCustomerMain0000000000000000000000000000000";

    /// <summary>HMAC key of customer <c>second</c>.</summary>
    public const string SecondKey = "simulatorHmacKeyOfCustomerSecond00000000000000000000000000000000";

    /// <summary>Secret of <see cref="SecondKey"/>.</summary>
    public const string SecondSecret = "simulatorHmacSecretOfCustomerSecond00000000000000000000000000000";

    private const string Ed25519PublicKey = "MCowBQYDK2VwAyEAGUIKv9dSpWXBViXp2m6vAIb8QMFJYBgyFEQsFJlqgA0=";

    /// <summary>The scenario.</summary>
    public static Scenario Create() => new()
    {
        Markets =
        [
            new MarketScenario { Symbol = "BTCUSDT", Price = 61_250m },
            new MarketScenario { Symbol = "ETHUSDT", Price = 3_000m },
            new MarketScenario { Symbol = "BNBUSDT", Price = 600m },
            new MarketScenario { Symbol = "SOLUSDT", Price = 150m },
            new MarketScenario { Symbol = "ETHBTC", Price = 0.04898m, PriceDecimals = 5, MinNotional = 0.0001m },
        ],
        Customers =
        [
            new CustomerScenario
            {
                Name = "main",
                Spot = Funds(("USDT", 100_000m), ("BTC", 1m), ("ETH", 10m), ("BNB", 10m)),
                Cross = Funds(("USDT", 50_000m), ("BTC", 0.5m)),
                Isolated = ImmutableDictionary<string, ImmutableDictionary<string, decimal>>.Empty
                    .Add("BTCUSDT", Funds(("USDT", 20_000m))).Add("ETHUSDT", Funds(("USDT", 20_000m))),
                Keys =
                [
                    new KeyScenario { Key = HmacKey, Secret = HmacSecret },
                    new KeyScenario { Key = Ed25519Key, PublicKey = Ed25519PublicKey },
                ],
            },
            new CustomerScenario
            {
                Name = "second",
                Spot = Funds(("USDT", 100_000m)),
                Keys = [new KeyScenario { Key = SecondKey, Secret = SecondSecret }],
            },
        ],
    };

    private static ImmutableDictionary<string, decimal> Funds(params (string Asset, decimal Amount)[] funds) =>
        funds.ToImmutableDictionary(each => each.Asset, each => each.Amount);
}
