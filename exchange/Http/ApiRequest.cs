using Executor.Exchange.Budget;
using Executor.Exchange.Signing;

namespace Executor.Exchange.Http;

/// <summary>One request, not yet stamped and signed.</summary>
/// <param name="Endpoint">Which call.</param>
/// <param name="Parameters">Its own parameters, without time stamp, recvWindow and signature.</param>
/// <param name="Lane">How much it matters.</param>
public sealed record ApiRequest(ApiEndpoint Endpoint, RequestParameters Parameters, RequestLane Lane);
