using Executor.Simulator.Server.Security;

namespace Executor.Simulator.Server.Requests;

/// <summary>How a request came.</summary>
public enum Transport
{
    /// <summary>HTTP.</summary>
    Rest,

    /// <summary>The WebSocket API.</summary>
    WebSocket,
}

/// <summary>A request as it arrived, before anything was checked.</summary>
public sealed class ApiRequest
{
    /// <summary>How it came.</summary>
    public required Transport Transport { get; init; }

    /// <summary>The endpoint it names.</summary>
    public required Endpoint Endpoint { get; init; }

    /// <summary>Its parameters, the signature included.</summary>
    public required ParameterList Parameters { get; init; }

    /// <summary>The key it carries; null when it carries none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The bytes that were to be signed: as received, without the signature.</summary>
    public ReadOnlyMemory<byte> SignedPayload { get; init; }

    /// <summary>The key a WebSocket session is logged on with: key and signature may be left out then.</summary>
    public ApiKey? Session { get; init; }

    /// <summary>Where it comes from.</summary>
    public required string RemoteAddress { get; init; }

    /// <summary>True when times are wanted in microseconds.</summary>
    public bool Microseconds { get; init; }

    /// <summary>Set when the client is gone.</summary>
    public CancellationToken Aborted { get; init; }
}
