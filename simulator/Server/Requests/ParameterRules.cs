namespace Executor.Simulator.Server.Requests;

/// <summary>Whether the parameters of a request are those its endpoint knows, and look like what they should be.</summary>
internal static class ParameterRules
{
    public const string Timestamp = "timestamp";
    public const string RecvWindow = "recvWindow";
    public const string Signature = "signature";
    public const string ApiKey = "apiKey";

    private static readonly ParameterSpec TimestampSpec = new(Timestamp, ParameterKind.Whole, IsMandatory: true);
    private static readonly ParameterSpec RecvWindowSpec = new(RecvWindow, ParameterKind.Amount, IsMandatory: false);
    private static readonly ParameterSpec SignatureSpec = new(Signature, ParameterKind.Text, IsMandatory: true);

    /// <summary>What comes with a signature, where none is needed.</summary>
    private static IEnumerable<ParameterSpec> OfSignature =>
        [TimestampSpec with { IsMandatory = false }, RecvWindowSpec, SignatureSpec with { IsMandatory = false }];

    public static ApiError? ErrorOf(ApiRequest request)
    {
        var parameters = request.Parameters;
        if (parameters.Undecodable is { } undecodable)
            return ApiError.Illegal(undecodable, "^[\\x20-\\x7E]{1,}$");
        if (parameters.Duplicate is not null)
            return ApiError.DuplicateParameter;
        var known = Known(request).ToDictionary(spec => spec.Name, StringComparer.Ordinal);
        foreach (var spec in known.Values)
        {
            if (spec.IsMandatory && !parameters.Has(spec.Name) && !(spec == SignatureSpec && request.Session is not null))
                return ApiError.Missing(spec.Name);
        }
        if (request.Endpoint.Needs(parameters) is { } missing)
            return missing;
        foreach (var name in parameters.Names)
        {
            if (!known.TryGetValue(name, out var spec))
                continue;
            var value = parameters[name]!;
            if (value.Length == 0)
                return ApiError.Empty(name);
            if (spec.ErrorOf(value) is { } illegal)
                return illegal;
        }
        var read = parameters.Names.Count(known.ContainsKey);
        return read == parameters.Count ? null : ApiError.Unread(read, parameters.Count);
    }

    private static IEnumerable<ParameterSpec> Known(ApiRequest request)
    {
        foreach (var spec in request.Endpoint.Parameters)
            yield return spec;
        if (request.Transport == Transport.WebSocket && request.Endpoint.Proof != Proof.Public)
            yield return new ParameterSpec(ApiKey, ParameterKind.Text, IsMandatory: false);
        if (request.Endpoint.Proof != Proof.Signature)
        {
            // A key alone is enough here; clients that sign every call to /sapi may, and nobody looks at it.
            foreach (var spec in request.Endpoint.WeightScope == WeightScope.Api ? [] : OfSignature)
                yield return spec;
            yield break;
        }
        yield return TimestampSpec;
        yield return RecvWindowSpec;
        yield return SignatureSpec;
    }
}
