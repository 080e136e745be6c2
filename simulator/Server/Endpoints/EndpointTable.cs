using System.Collections.Frozen;
using Executor.Simulator.Server.Endpoints.Orders;
using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Endpoints;

/// <summary>All endpoints, by HTTP method and path and by method of the WebSocket API.</summary>
public sealed class EndpointTable
{
    private readonly FrozenDictionary<(string Verb, string Path), Endpoint> _byPath;
    private readonly FrozenDictionary<string, Endpoint> _byMethod;
    private readonly FrozenSet<string> _paths;

    /// <summary>The table.</summary>
    public EndpointTable()
    {
        Endpoint[] all = [.. GeneralEndpoints.All, .. OrderEndpoints.All, CancelReplace.Endpoint];
        _byPath = all.Where(endpoint => endpoint.Path.Length > 0).ToFrozenDictionary(endpoint => (endpoint.Verb, endpoint.Path));
        _byMethod = all.Where(endpoint => endpoint.WebSocketMethod is not null)
            .ToFrozenDictionary(endpoint => endpoint.WebSocketMethod!, StringComparer.Ordinal);
        _paths = _byPath.Keys.Select(key => key.Path).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The endpoint of an HTTP request; null when there is none.</summary>
    public Endpoint? Find(string verb, string path) => _byPath.GetValueOrDefault((verb, path));

    /// <summary>The endpoint of a WebSocket API method; null when there is none.</summary>
    public Endpoint? Find(string webSocketMethod) => _byMethod.GetValueOrDefault(webSocketMethod);

    /// <summary>True when another HTTP method has that path.</summary>
    public bool HasPath(string path) => _paths.Contains(path);

    /// <summary>All of them.</summary>
    public IEnumerable<Endpoint> All => _byPath.Values.Concat(_byMethod.Values).Distinct();
}
