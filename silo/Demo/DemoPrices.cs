namespace Executor.Silo.Demo;

/// <summary>Where the invented markets begin, and their price steps.</summary>
internal static class DemoPrices
{
    /// <summary>Start price and tick of <paramref name="symbol"/>.</summary>
    public static (decimal Price, decimal Tick) Of(string symbol) => symbol switch
    {
        _ when symbol.StartsWith("BTC", StringComparison.Ordinal) => (95_000m, 0.01m),
        _ when symbol.StartsWith("ETH", StringComparison.Ordinal) => (3_300m, 0.01m),
        _ when symbol.StartsWith("SOL", StringComparison.Ordinal) => (190m, 0.01m),
        _ => (10m, 0.0001m),
    };
}
