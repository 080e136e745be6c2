using Executor.Exchange.Budget;
using Executor.Exchange.Signing;
using Executor.Exchange.Streams;
using Executor.Exchange.Time;

namespace Executor.Exchange;

/// <summary>How the exchange is reached.</summary>
public sealed class BinanceOptions
{
    /// <summary>Configuration section.</summary>
    public const string Section = "Executor:Binance";

    /// <summary>Addresses of the REST API, without path: the first is used, the others stand in for it when something is only read. At least one.</summary>
    public IList<Uri> RestHosts { get; } = [];

    /// <summary>Address of the WebSocket API, with path; null: not used.</summary>
    public Uri? WebSocketApi { get; set; }

    /// <summary>Address of the market streams, without path; null: not used.</summary>
    public Uri? Streams { get; set; }

    /// <summary>Who signs; null: public data alone. Set in code, never bound from configuration.</summary>
    public ApiCredentials? Credentials { get; set; }

    /// <summary>For how long after its time stamp the exchange may take a request. 100 ms to 60 s. Default 5 s: a small window bounds the doubt after a
    /// lost answer.</summary>
    public TimeSpan RecvWindow { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest wait for the answer to a request that changes something. 10.5 s to 60 s: the exchange itself waits 10 s for its engine, and
    /// giving up before makes slow successes unknown ones. Default 15 s.</summary>
    public TimeSpan ChangeTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest wait for the answer to one try of a read. 0.5 s to 60 s. Default 5 s.</summary>
    public TimeSpan ReadTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Tries of a read after the first, each on the next host. 0 to 10. Default 3.</summary>
    public int ReadRetries { get; set; } = 3;

    /// <summary>Pause before the first repetition of a read; it doubles. 0 to 5 s. Default 200 ms.</summary>
    public TimeSpan ReadRetryPause { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// A request that changes something leaves only this soon after it was handed in, whatever it waited for; later it is refused unsent,
    /// because its sender may have lost the symbol meanwhile. 0.5 s to 10 s; below the send lease of the grains. Default 3 s.
    /// </summary>
    public TimeSpan SendWithin { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Longest wait for a connection. 0.2 s to 30 s. Default 3 s.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Age at which a connection is not used again, so that a host that moves is found. Above 0. Default 5 min.</summary>
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest answer that is read, bytes. 64 KiB to 256 MiB. Default 8 MiB.</summary>
    public int LongestAnswer { get; set; } = 8 * 1024 * 1024;

    /// <summary>Symbols whose trading rules are read together with the first that is asked for: the reading of all weighs as much as that of one. Those
    /// that are not named are read when they are asked for.</summary>
    public IList<string> Symbols { get; } = [];

    /// <summary>How often the trading rules are read again; weight 20 each time. 10 s to 24 h. Default 2 min.</summary>
    public TimeSpan RulesPeriod { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How the exchange's clock is followed.</summary>
    public ServerClockOptions Clock { get; } = new();

    /// <summary>How much of the exchange's limits is used.</summary>
    public BudgetOptions Budget { get; } = new();

    /// <summary>How connections that the exchange speaks on are kept.</summary>
    public StreamOptions Connections { get; } = new();

    /// <summary>Sets the addresses of a named environment; what was set before is replaced.</summary>
    public BinanceOptions UseEnvironment(BinanceEnvironment environment)
    {
        var (hosts, api, streams) = BinanceEnvironments.AddressesOf(environment);
        RestHosts.Clear();
        foreach (var host in hosts)
        {
            RestHosts.Add(host);
        }

        (WebSocketApi, Streams) = (api, streams);
        return this;
    }
}
