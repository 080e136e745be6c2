using System.Collections.Frozen;
using Executor.Simulator.Engine;
using Executor.Simulator.Server.Requests;
using Executor.Simulator.Server.Security;
using Executor.Simulator.Server.Streams.UserData;

namespace Executor.Simulator.Server.WebSocketApi;

/// <summary>What a connection may ask about itself: logon and subscriptions. Source: Binance spot WebSocket API, session and user data.</summary>
internal sealed class SessionEndpoints
{
    private const int Cost = 2;
    private static readonly ApiError WrongKeyType = new(400, -4056, "HMAC_SHA256 API key is not supported.");
    private static readonly ApiError BadToken = new(400, -1209, "Invalid listenToken.");
    private static readonly ApiError NotLoggedOn = ApiError.KeyOrPermissions;

    private readonly ApiSession _session;
    private readonly ListenTokens _tokens;
    private readonly FrozenDictionary<string, Endpoint> _byMethod;

    public SessionEndpoints(ApiSession session, ListenTokens tokens)
    {
        _session = session;
        _tokens = tokens;
        Endpoint[] all =
        [
            Define("session.logon", Proof.Signature, LogOn),
            Define("session.status", Proof.Public, Status),
            Define("session.logout", Proof.Public, LogOut),
            Define("session.subscriptions", Proof.Public, Subscriptions),
            Define("userDataStream.subscribe", Proof.Public, Subscribe),
            Define("userDataStream.subscribe.signature", Proof.Signature, SubscribeSigned),
            Define("userDataStream.subscribe.listenToken", Proof.Public, SubscribeByToken) with
            {
                Parameters = [new ParameterSpec("listenToken", ParameterKind.Text, IsMandatory: true)],
            },
            Define("userDataStream.unsubscribe", Proof.Public, Unsubscribe) with
            {
                Parameters = [new ParameterSpec("subscriptionId", ParameterKind.Whole, IsMandatory: false)],
            },
        ];
        _byMethod = all.ToFrozenDictionary(endpoint => endpoint.WebSocketMethod!, StringComparer.Ordinal);
    }

    /// <summary>The endpoint of that method; null when it is none of a session.</summary>
    public Endpoint? Find(string method) => _byMethod.GetValueOrDefault(method);

    private static Endpoint Define(string method, Proof proof, Func<Call, ApiReply> handle) =>
        new() { WebSocketMethod = method, Proof = proof, Weight = _ => Cost, Handle = handle };

    private ApiReply LogOn(Call call)
    {
        if (call.Key is not { Type: KeyType.Ed25519 } key)
            return ApiReply.Of(WrongKeyType);
        _session.LogOn(key, call.Venue.Clock.Now);
        return Status(call);
    }

    private ApiReply LogOut(Call call)
    {
        _session.LogOff();
        return Status(call);
    }

    private ApiReply Status(Call call) => call.Reply(json => json.Fields(() =>
    {
        json.Text("apiKey", _session.Key?.Id);
        if (_session.AuthorizedAt is { } authorizedAt)
            json.Time("authorizedSince", authorizedAt);
        else
            json.Json.WriteNull("authorizedSince");
        json.Time("connectedSince", _session.ConnectedAt).Flag("returnRateLimits", _session.ReturnsRateLimits)
            .Time("serverTime", call.Venue.Clock.Now).Flag("userDataStream", _session.ListensBySession);
    }));

    private ApiReply Subscriptions(Call call) => call.Reply(json =>
        json.Array(null, _session.SubscriptionIds, id => json.Fields(() => json.Number("subscriptionId", id))));

    private ApiReply Subscribe(Call call)
    {
        if (_session.Key is not { IsRevoked: false } key || call.Venue.FindCustomer(key.CustomerName) is not { } customer)
            return ApiReply.Of(NotLoggedOn);
        return Answer(call, _session.Subscribe(customer, AccountKey.Spot, belongsToSession: true));
    }

    private ApiReply SubscribeSigned(Call call) => Answer(call, _session.Subscribe(call.Customer, AccountKey.Spot, belongsToSession: false));

    private ApiReply SubscribeByToken(Call call)
    {
        var token = _tokens.Find(call.Text("listenToken")!, call.Venue.Clock.Now);
        return token is not null && call.Venue.FindCustomer(token.CustomerName) is { } customer
            ? Answer(call, _session.Subscribe(customer, token.Account, token.ExpiresAt))
            : ApiReply.Of(BadToken);
    }

    private ApiReply Unsubscribe(Call call)
    {
        var id = call.Whole("subscriptionId");
        return _session.Unsubscribe(id is null ? null : (int)Math.Min(id.Value, int.MaxValue)) is { } error
            ? ApiReply.Of(error)
            : call.Reply(json => json.Fields(() => { }));
    }

    private static ApiReply Answer(Call call, (UserSubscription? Subscription, ApiError? Error) outcome)
    {
        if (outcome.Error is { } error)
            return ApiReply.Of(error);
        var subscription = outcome.Subscription!;
        return call.Reply(json => json.Fields(() =>
        {
            json.Number("subscriptionId", subscription.Id);
            if (subscription.ExpiresAt is { } expiresAt)
            {
                json.Number("expirationTime", call.Venue.Scenario.Switches.ListenTokenTimesInMicroseconds
                    ? expiresAt.ToUnixTimeMilliseconds() * 1_000
                    : expiresAt.ToUnixTimeMilliseconds());
            }
        }));
    }
}
