using System.Text.Json;
using Executor.Core.Exchange;
using Executor.Exchange.Signing;
using Executor.Exchange.Time;

namespace Executor.Exchange.Streams.Account;

/// <summary>Requests by which a connection says who it is and to what it listens. Source: Binance spot WebSocket API, session and user data stream.</summary>
internal sealed class SubscribeRequests(BinanceOptions options, IServerClock serverClock)
{
    private ApiCredentials Credentials => options.Credentials ?? throw new InvalidOperationException("No API key is configured.");

    /// <summary>True for keys that log a session on; others sign each subscription.</summary>
    public bool LogsOn => Credentials.Type switch
    {
        ApiKeyType.Ed25519 => true,
        ApiKeyType.HmacSha256 => false,
    };

    /// <summary>Writes what a logon, or a subscription that stands for itself, is signed with.</summary>
    public Action<Utf8JsonWriter> Signed()
    {
        var stamped = new RequestParameters().Add("recvWindow", (long)options.RecvWindow.TotalMilliseconds).Add("timestamp", serverClock.Now);
        return json => Write(json, RequestSignatures.SignWebSocket(stamped, Credentials));
    }

    /// <summary>Method and parameters of the subscription to a wallet.</summary>
    /// <param name="wallet">Which.</param>
    /// <param name="token">Its listen token, when it is a margin wallet.</param>
    public (string Method, Action<Utf8JsonWriter>? WriteParameters) Subscribe(Wallet wallet, string? token) => wallet.Account switch
    {
        TradingAccount.Spot => LogsOn ? ("userDataStream.subscribe", null) : ("userDataStream.subscribe.signature", Signed()),
        TradingAccount.CrossMargin or TradingAccount.IsolatedMargin =>
            ("userDataStream.subscribe.listenToken", json => Write(json, new RequestParameters().Add("listenToken", token))),
    };

    /// <summary>Parameters of the end of a subscription.</summary>
    public static Action<Utf8JsonWriter> Unsubscribe(long id) => json =>
    {
        json.WriteStartObject();
        json.WriteNumber("subscriptionId", id);
        json.WriteEndObject();
    };

    private static void Write(Utf8JsonWriter json, RequestParameters parameters)
    {
        json.WriteStartObject();
        foreach (var (name, value) in parameters.Entries)
        {
            json.WritePropertyName(name);
            if (name is "timestamp" or "recvWindow")
            {
                json.WriteRawValue(value); // a number reads as the text that is signed
            }
            else
            {
                json.WriteStringValue(value);
            }
        }

        json.WriteEndObject();
    }
}
