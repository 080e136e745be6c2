using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Faults;

/// <summary>What a fault might strike.</summary>
/// <param name="Endpoint">The endpoint; null for what is no request.</param>
/// <param name="Event">Type of the event; null for what is none.</param>
/// <param name="Symbol">Market it concerns; null where it concerns none.</param>
/// <param name="Customer">Whose it is; null for what is public.</param>
internal readonly record struct FaultTarget(Endpoint? Endpoint, string? Event, string? Symbol, string? Customer)
{
    private const string Trading = "trading";
    private const string Queries = "queries";

    public static FaultTarget Of(Call call) => new(call.Endpoint, null, call.Text("symbol") ?? call.Text("isolatedSymbol"), call.Owner?.Name);

    public bool Fits(FaultRule rule) =>
        (rule.Symbol is null || rule.Symbol == Symbol) && (rule.Customer is null || rule.Customer == Customer)
        && (rule.Endpoint is not { } name || FitsName(name));

    private bool FitsName(string name)
    {
        if (Endpoint is not { } endpoint)
            return name == Event;
        return name switch
        {
            Trading => endpoint.IsTrading,
            Queries => !endpoint.IsTrading,
            _ => name == endpoint.Name || name == endpoint.Path || name == endpoint.WebSocketMethod,
        };
    }
}
