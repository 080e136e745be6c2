using System.Collections.Frozen;
using Executor.Simulator.Server.Endpoints.Account;
using Executor.Simulator.Server.Endpoints.Margin;
using Executor.Simulator.Server.Endpoints.Market;
using Executor.Simulator.Server.Endpoints.Orders;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Scenarios;
using Executor.Simulator.Server.Streams.Risk;

namespace Executor.Simulator.Server.Endpoints;

/// <summary>All endpoints, by HTTP method and path and by method of the WebSocket API.</summary>
public sealed class EndpointTable
{
    private readonly FrozenDictionary<(string Verb, string Path), Endpoint> _byPath;
    private readonly FrozenDictionary<string, Endpoint> _byMethod;
    private readonly FrozenSet<string> _paths;

    /// <summary>The table.</summary>
    /// <param name="switches">Some weights are an open question.</param>
    public EndpointTable(SwitchScenario switches)
    {
        Endpoint[] all =
        [
            .. GeneralEndpoints.All, .. OrderEndpoints.All, CancelReplace.Endpoint, .. AmendEndpoint.All, .. QueryEndpoints.All, .. ListEndpoints.All,
            .. AccountEndpoints.All, ExchangeInfo.Endpoint, .. TickerEndpoints.All, .. WindowTickers.All, .. ReferenceEndpoints.All, .. BookEndpoints.All,
            .. WalletEndpoints.All, .. WalletReads.All, .. MarginOrderEndpoints.All, .. MarginListEndpoints.All, .. LoanEndpoints.All(switches),
            .. MarginAccountEndpoints.All, .. MarginInfoEndpoints.All, .. MarginTermsEndpoints.All, .. RiskEndpoints.All,
        ];
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
