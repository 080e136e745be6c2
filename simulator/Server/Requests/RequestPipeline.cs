using Executor.Simulator.Server.Limits;
using Executor.Simulator.Server.Security;
using Microsoft.Extensions.Logging;

namespace Executor.Simulator.Server.Requests;

/// <summary>
/// What every request goes through, over HTTP and over the WebSocket API: limits, key, parameters, time, signature, permission, then the
/// endpoint. The first check that fails answers. Source: order of checks of the exchange as far as it is known.
/// </summary>
public sealed class RequestPipeline(Venue venue, ILogger<RequestPipeline> logger)
{
    /// <summary>Answers a request. Never throws; what fails unexpectedly is a 500 of the exchange and an error in the log.</summary>
    public async Task<ApiReply> AnswerAsync(ApiRequest request)
    {
        var receivedAt = venue.Clock.Now;
        Customer? customer = null;
        ApiReply reply;
        try
        {
            var (call, error) = Admit(request, receivedAt, ref customer);
            reply = error is not null ? ApiReply.Of(error) : await venue.Faults.AnswerAsync(call!, () => CarryOut(call!));
        }
        catch (OperationCanceledException) when (request.Aborted.IsCancellationRequested)
        {
            return new ApiReply { Status = 499, Body = [], Delivery = Delivery.Reset };
        }
#pragma warning disable CA1031 // the exchange answers whatever happens; the log has the cause
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.RequestFailed(exception, request.Endpoint.Name);
            reply = ApiReply.Of(ApiError.Unknown);
        }
        var now = venue.Clock.Now;
        if (reply.IsSuccess && request.Endpoint.IsFreeOnSuccess)
            venue.Limits.Return(request.RemoteAddress, request.Endpoint, request.Endpoint.Weight(request.Parameters), now);
        venue.Journal.Add(request, customer, reply, receivedAt);
        return reply with { Headers = reply.Headers.AddRange(ReplyHeaders.Of(venue, request, customer, reply, now)) };
    }

    private ApiReply CarryOut(Call call)
    {
        try
        {
            return call.Endpoint.Handle(call);
        }
#pragma warning disable CA1031 // as above; a fault may carry out after the client has gone
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.RequestFailed(exception, call.Endpoint.Name);
            return ApiReply.Of(ApiError.Unknown);
        }
    }

    private (Call? Call, ApiError? Error) Admit(ApiRequest request, DateTimeOffset now, ref Customer? customer)
    {
        var endpoint = request.Endpoint;
        var weight = endpoint.Weight(request.Parameters);
        if (venue.Limits.Charge(request.RemoteAddress, endpoint, weight, now) is { } limited)
            return (null, limited);
        var key = request.Session;
        if (endpoint.Proof != Proof.Public && key is null)
        {
            if (request.ApiKey is not { } id || !KeyRing.IsWellFormed(id))
                return (null, ApiError.BadKeyFormat);
            key = venue.Keys.Find(id);
            if (key is null)
                return (null, venue.Scenario.Switches.UnknownKeyHasOwnCode ? ApiError.UnknownKey : ApiError.KeyOrPermissions);
        }
        if (ParameterRules.ErrorOf(request) is { } bad)
            return (null, bad);
        if (endpoint.Proof == Proof.Signature && SignatureRules.ErrorOf(request, key!, now) is { } unsigned)
            return (null, unsigned);
        if (key is not null)
        {
            customer = venue.FindCustomer(key.CustomerName);
            if (customer is null || !key.MayComeFrom(request.RemoteAddress) || !Allows(key, endpoint.Right))
                return (null, ApiError.KeyOrPermissions);
            if (venue.Limits.Charge(customer, endpoint, weight, now) is { } exceeded)
                return (null, exceeded);
        }
        var call = new Call
        {
            Request = request,
            Venue = venue,
            ReceivedAt = now,
            Key = key,
            Owner = customer,
            ValidUntil = endpoint.Proof == Proof.Signature ? SignatureRules.ValidUntil(request) : null,
        };
        return (call, null);
    }

    private static bool Allows(ApiKey key, Right right) => right switch
    {
        Right.Read => true,
        Right.Trade => key.MayTrade,
        Right.Loan => key is { MayTrade: true, MayBorrow: true },
    };
}
