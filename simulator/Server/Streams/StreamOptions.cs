namespace Executor.Simulator.Server.Streams;

/// <summary>Rules of connections. Source: Binance spot API, WebSocket connection rules.</summary>
public sealed record StreamOptions
{
    /// <summary>Time between two pings of the server; real time.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Time in which a pong must come; real time.</summary>
    public TimeSpan PongTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Age at which a connection is closed, by the venue's clock; null: never.</summary>
    public TimeSpan? Lifetime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Messages that may wait for a slow reader before its connection is cut.</summary>
    public int MaxBacklog { get; init; } = 20_000;

    /// <summary>New connections in five minutes and address.</summary>
    public int ConnectionsPer5Minutes { get; init; } = 300;

    /// <summary>Messages a second that a market stream connection may send.</summary>
    public int MessagesPerSecond { get; init; } = 5;

    /// <summary>Streams a market stream connection may subscribe to.</summary>
    public int StreamsPerConnection { get; init; } = 1_024;
}
