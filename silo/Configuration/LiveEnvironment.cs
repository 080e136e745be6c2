namespace Executor.Silo.Configuration;

/// <summary>Which Binance is traded on.</summary>
public enum LiveEnvironment
{
    /// <summary>A simulator: any host that is not the exchange's own.</summary>
    Simulator,

    /// <summary>The exchange's spot testnet: granted balances.</summary>
    Testnet,

    /// <summary>The exchange's demo mode: granted balances, live prices.</summary>
    Demo,

    /// <summary>The exchange itself: real money.</summary>
    Production,
}

/// <summary>What an environment is called and has.</summary>
public static class LiveEnvironments
{
    /// <summary>The word that journal, webhooks and displays show.</summary>
    public static string Word(this LiveEnvironment environment) => environment switch
    {
        LiveEnvironment.Simulator => "simulator",
        LiveEnvironment.Testnet => "testnet",
        LiveEnvironment.Demo => "demo",
        LiveEnvironment.Production => "live",
    };

    /// <summary>True when margin accounts and the questions about the API key (<c>/sapi</c>) exist there.</summary>
    public static bool HasMargin(this LiveEnvironment environment) => environment switch
    {
        LiveEnvironment.Simulator or LiveEnvironment.Production => true,
        LiveEnvironment.Testnet or LiveEnvironment.Demo => false,
    };

    /// <summary>The environment that a host belongs to; null: it is the exchange's, and nothing that can be traded on.</summary>
    /// <remarks>Source: Binance spot API, general information; testnet and demo pages.</remarks>
    internal static LiveEnvironment? Of(string host)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        if (IsBelow(name, "testnet.binance.vision"))
            return LiveEnvironment.Testnet;
        if (name is "demo-api.binance.com" or "demo-ws-api.binance.com" or "demo-stream.binance.com")
            return LiveEnvironment.Demo;
        if (name is "api.binance.com" or "api-gcp.binance.com" or "api1.binance.com" or "api2.binance.com" or "api3.binance.com" or "api4.binance.com"
            or "ws-api.binance.com" or "stream.binance.com")
            return LiveEnvironment.Production;
        return name.Contains("binance", StringComparison.Ordinal) ? null : LiveEnvironment.Simulator;
    }

    private static bool IsBelow(string name, string parent) => name == parent || name.EndsWith($".{parent}", StringComparison.Ordinal);
}
