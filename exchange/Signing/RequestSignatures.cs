namespace Executor.Exchange.Signing;

/// <summary>Where a signature goes. Source: Binance spot API, request security.</summary>
internal static class RequestSignatures
{
    /// <summary>
    /// REST: <paramref name="encoded"/> and behind it its signature. It is the encoded text that is signed, and these very characters have to be
    /// sent, as query or as body.
    /// </summary>
    public static string SignRest(string encoded, ApiCredentials credentials) =>
        $"{encoded}&signature={Uri.EscapeDataString(credentials.Sign(encoded))}";

    /// <summary>WebSocket API: the parameters with <c>apiKey</c> and <c>signature</c>. Signed are the raw values, sorted by name.</summary>
    /// <param name="parameters">With <c>timestamp</c>; without <c>apiKey</c> and <c>signature</c>.</param>
    /// <param name="credentials">Whose key.</param>
    public static RequestParameters SignWebSocket(RequestParameters parameters, ApiCredentials credentials)
    {
        var signed = parameters.Copy().Add("apiKey", credentials.RevealKey());
        return signed.Add("signature", credentials.Sign(WebSocketPayload(signed)));
    }

    /// <summary>What is signed for the WebSocket API: <c>name=value</c> of all parameters, sorted by name, not encoded.</summary>
    public static string WebSocketPayload(RequestParameters parameters) =>
        string.Join('&', parameters.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}={entry.Value}"));
}
