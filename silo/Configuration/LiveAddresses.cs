using System.Collections.Immutable;
using Executor.Exchange;

namespace Executor.Silo.Configuration;

/// <summary>Addresses of one environment.</summary>
/// <param name="Environment">Which one.</param>
/// <param name="RestHosts">REST; at least one.</param>
/// <param name="WebSocketApi">WebSocket API, with path.</param>
/// <param name="Streams">Market streams.</param>
internal sealed record LiveAddresses(LiveEnvironment Environment, ImmutableArray<Uri> RestHosts, Uri WebSocketApi, Uri Streams);

/// <summary>Reads where the exchange is, and refuses addresses that do not belong together.</summary>
internal static class LiveAddressReader
{
    private const string ProductionRest = "https://api.binance.com";

    /// <summary>The addresses; null when there is a problem, which is reported.</summary>
    public static LiveAddresses? Read(SettingLookup lookup)
    {
        if (Address(lookup, SettingNames.BinanceBaseUrl, lookup.Text(SettingNames.BinanceBaseUrl) ?? ProductionRest, "http", "/") is not { } rest)
            return null;
        if (EnvironmentOf(lookup, SettingNames.BinanceBaseUrl, rest) is not { } environment)
            return null;
        var known = KnownAddresses(environment, rest);
        var bases = lookup.Text(SettingNames.BinanceApiBases) is { } listed
            ? [.. listed.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(text => Address(lookup, SettingNames.BinanceApiBases, text, "http", "/"))]
            : known.RestHosts.Cast<Uri?>().ToList();
        var api = Optional(lookup, SettingNames.BinanceWebSocketApiUrl, "/ws-api/v3") ?? known.WebSocketApi;
        var streams = Optional(lookup, SettingNames.BinanceStreamUrl, "/") ?? known.Streams;
        var isOne = bases.All(address => address is not null && IsOf(lookup, SettingNames.BinanceApiBases, address, environment, rest))
            & IsOf(lookup, SettingNames.BinanceWebSocketApiUrl, api, environment, rest)
            & IsOf(lookup, SettingNames.BinanceStreamUrl, streams, environment, rest);
        return isOne ? new LiveAddresses(environment, [rest, .. bases.OfType<Uri>().Where(address => address != rest).Distinct()], api, streams) : null;
    }

    private static Uri? Optional(SettingLookup lookup, string name, string path) =>
        lookup.Text(name) is { } text ? Address(lookup, name, text, "ws", path) : null;

    /// <summary>Of the exchange's own environments all addresses are known; those of a simulator are on the host of its REST API.</summary>
    private static LiveAddresses KnownAddresses(LiveEnvironment environment, Uri rest)
    {
        var options = new BinanceOptions();
        switch (environment)
        {
            case LiveEnvironment.Simulator:
                var socket = new UriBuilder(rest) { Scheme = rest.Scheme == Uri.UriSchemeHttps ? "wss" : "ws", Port = rest.Port };
                return new LiveAddresses(environment, [rest], new UriBuilder(socket.Uri) { Path = "/ws-api/v3" }.Uri, socket.Uri);
            case LiveEnvironment.Testnet:
                options.UseEnvironment(BinanceEnvironment.Testnet);
                break;
            case LiveEnvironment.Demo:
                options.UseEnvironment(BinanceEnvironment.Demo);
                break;
            case LiveEnvironment.Production:
                options.UseEnvironment(BinanceEnvironment.Production);
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"{environment} has no addresses.");
        }

        return new LiveAddresses(environment, [.. options.RestHosts], options.WebSocketApi!, options.Streams!);
    }

    private static Uri? Address(SettingLookup lookup, string name, string text, string scheme, string path)
    {
        var secure = $"{scheme}s";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || (address.Scheme != scheme && address.Scheme != secure)
            || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0 || (address.AbsolutePath != path && address.AbsolutePath != "/"))
        {
            lookup.Report(name, $"must be an address such as {secure}://host{path.TrimEnd('/')}, without user, password and query", SettingLookup.NotShown);
            return null;
        }

        if (address.Scheme == scheme && !SiloSettings.IsLoopback(address.Host))
        {
            lookup.Report(name, $"must begin with {secure}:// unless it is on this machine: keys and orders would go unencrypted", address.GetLeftPart(UriPartial.Path));
            return null;
        }

        return address.AbsolutePath == path ? address : new UriBuilder(address) { Path = path }.Uri;
    }

    private static LiveEnvironment? EnvironmentOf(SettingLookup lookup, string name, Uri address)
    {
        var environment = LiveEnvironments.Of(address.Host);
        if (environment is null)
            lookup.Report(name, "is no address of production, testnet or demo that takes orders, and too like one for a simulator", address.Host);
        return environment;
    }

    private static bool IsOf(SettingLookup lookup, string name, Uri address, LiveEnvironment environment, Uri rest)
    {
        if (EnvironmentOf(lookup, name, address) is not { } found)
            return false;
        if (found == environment)
            return true;
        lookup.Report(name, $"must belong to {environment.Word()} like {SettingNames.BinanceBaseUrl} ({rest.Host}); it belongs to {found.Word()}", address.Host);
        return false;
    }
}
