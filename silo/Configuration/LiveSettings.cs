using System.Collections.Immutable;
using Executor.Exchange.Signing;

namespace Executor.Silo.Configuration;

/// <summary>How Binance is reached: EXCHANGE=binance.</summary>
public sealed record LiveSettings
{
    /// <summary>Which Binance; all addresses belong to it.</summary>
    public required LiveEnvironment Environment { get; init; }

    /// <summary>BINANCE_BASE_URL, then BINANCE_API_BASES: the first takes orders, the others stand in for it when something is only read.</summary>
    public required ImmutableArray<Uri> RestHosts { get; init; }

    /// <summary>BINANCE_WS_API_URL.</summary>
    public required Uri WebSocketApi { get; init; }

    /// <summary>BINANCE_STREAM_URL.</summary>
    public required Uri Streams { get; init; }

    /// <summary>Who signs. Key and secret cannot be read back from it.</summary>
    public required ApiCredentials Credentials { get; init; }

    /// <summary>RECV_WINDOW.</summary>
    public TimeSpan RecvWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>BINANCE_HTTP_READ_TIMEOUT_SEC: of one try of a read.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>LIVE_VALIDATE_ONLY: check once, then exit.</summary>
    public bool ValidateOnly { get; init; }
}
