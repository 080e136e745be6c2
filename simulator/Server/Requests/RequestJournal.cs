using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Executor.Simulator.Server.Requests;

/// <summary>A request that was received. Holds neither key nor signature.</summary>
/// <param name="At">When it arrived, UTC.</param>
/// <param name="Endpoint">What it called.</param>
/// <param name="RemoteAddress">Where it came from.</param>
/// <param name="Customer">Whose it was; null where that was not established.</param>
/// <param name="Parameters">Its parameters without key and signature.</param>
/// <param name="Status">Status of the answer.</param>
/// <param name="Code">Error code of the answer; null for a success.</param>
public sealed record ReceivedRequest(
    DateTimeOffset At, string Endpoint, string RemoteAddress, string? Customer, ImmutableArray<Parameter> Parameters, int Status, int? Code);

/// <summary>The latest requests, for tests that ask what was sent. Thread-safe.</summary>
public sealed class RequestJournal
{
    private const int MaxRequests = 200_000;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = [];

    /// <summary>Those kept, oldest first.</summary>
    public IEnumerable<ReceivedRequest> All => _requests;

    internal void Add(ApiRequest request, Customer? customer, ApiReply reply, DateTimeOffset at)
    {
        var parameters = request.Parameters.All.Where(parameter => parameter.Name is not (ParameterRules.Signature or ParameterRules.ApiKey));
        _requests.Enqueue(new ReceivedRequest(
            at, request.Endpoint.Name, request.RemoteAddress, customer?.Name, [.. parameters], reply.Status, reply.Error?.Code));
        while (_requests.Count > MaxRequests)
            _requests.TryDequeue(out _);
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => _requests.Clear();
}
