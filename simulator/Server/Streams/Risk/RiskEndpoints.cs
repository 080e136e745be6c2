using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.Streams.Risk;

/// <summary>Keys of the risk stream of the cross margin account. Source: Binance margin API, risk data stream.</summary>
internal static class RiskEndpoints
{
    private const string Path = "/sapi/v1/margin/listen-key";
    private static readonly ApiError NotFound = new(400, -3038, "Listen key not found.");
    private static readonly ParameterSpec Key = new("listenKey", ParameterKind.Text, IsMandatory: true);

    public static IEnumerable<Endpoint> All =>
    [
        Define("POST", call => call.Reply(json => json.Fields(() => json.Text("listenKey", call.Venue.RiskKeys.Open(call.Customer, Fresh(call)))))),
        Define("PUT", call => Done(call, call.Venue.RiskKeys.Prolong(call.Customer, call.Text(Key.Name)!))) with { Parameters = [Key] },
        Define("DELETE", call => Done(call, call.Venue.RiskKeys.Close(call.Customer, call.Text(Key.Name)!))) with { Parameters = [Key] },
    ];

    private static Endpoint Define(string verb, Func<Call, ApiReply> handle) => new()
    {
        Verb = verb,
        Path = Path,
        Proof = Proof.Key,
        WeightScope = WeightScope.SapiUid,
        Handle = handle,
    };

    private static ApiReply Done(Call call, bool isFound) => isFound ? call.Reply(json => json.Fields(() => { })) : ApiReply.Of(NotFound);

    /// <summary>As long as the exchange's keys are.</summary>
    private static string Fresh(Call call) => string.Concat(call.Venue.NextName(), call.Venue.NextName(), call.Venue.NextName())[..60];
}
