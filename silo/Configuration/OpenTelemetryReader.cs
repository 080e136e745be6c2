using System.Collections.Immutable;

namespace Executor.Silo.Configuration;

/// <summary>Reads the standard variables of OpenTelemetry. The SDK understands them itself; here is checked what would fail in silence.</summary>
internal static class OpenTelemetryReader
{
    /// <summary>Address of the collector; set, everything is pushed there.</summary>
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string Prefix = "OTEL_";

    /// <summary>All that are set, by name; some may be secrets.</summary>
    public static ImmutableDictionary<string, string?> Read(IConfiguration configuration, SettingLookup lookup)
    {
        var read = configuration.GetChildren()
            .Where(section => section.Key.StartsWith(Prefix, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(section.Value))
            .ToImmutableDictionary(section => section.Key, section => section.Value, StringComparer.Ordinal);
        if (read.GetValueOrDefault(Endpoint) is { } address
            && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)))
            lookup.Report(Endpoint, "must be the address of a collector like http://127.0.0.1:4317", address);
        if (read.GetValueOrDefault(Protocol) is { } protocol && protocol is not ("grpc" or "http/protobuf"))
            lookup.Report(Protocol, "must be grpc or http/protobuf", protocol);
        return read;
    }
}
