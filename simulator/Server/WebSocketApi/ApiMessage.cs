using System.Text;
using System.Text.Json;
using Executor.Simulator.Server.Requests;

namespace Executor.Simulator.Server.WebSocketApi;

/// <summary>A request of the WebSocket API. Source: Binance spot WebSocket API, request format.</summary>
/// <param name="Id">Its id as raw JSON; <c>null</c> where there is none.</param>
/// <param name="Method">What is asked for.</param>
/// <param name="Parameters">Its parameters, the signature included, as text.</param>
internal sealed record ApiMessage(string Id, string Method, ParameterList Parameters)
{
    private const int MaxIdLength = 36;
    private const int MaxDepth = 8;
    private const string IdRange = "^[a-zA-Z0-9-_]{1,36}$";
    private const string NoId = "null";
    private const string MethodName = "method";
    private const string ParametersName = "params";

    /// <summary>Parameters that steer the answer and belong to no endpoint.</summary>
    public const string ReturnRateLimits = "returnRateLimits";

    private static readonly ApiError InvalidJson = new(400, -1135, "Invalid JSON Request");

    /// <summary>False: no rate limits in the answer; null: as the connection does.</summary>
    public bool? WantsRateLimits { get; private init; }

    /// <summary>The bytes that were to be signed: all parameters but the signature, those that steer the answer included, sorted by name, not encoded.</summary>
    public byte[] SignedPayload => Encoding.UTF8.GetBytes(string.Join('&', Parameters.All.Where(parameter => parameter.Name != "signature")
        .Concat(WantsRateLimits is { } wants ? [new Parameter(ReturnRateLimits, wants ? "true" : "false")] : [])
        .OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(parameter => $"{parameter.Name}={parameter.Value}")));

    /// <summary>Reads a message, or says what is wrong with it; the id comes back as far as it could be read.</summary>
    public static (ApiMessage? Message, string Id, ApiError? Error) Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return Read(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (null, NoId, InvalidJson); // no JSON, or text in it that is no Unicode
        }
    }

    private static (ApiMessage? Message, string Id, ApiError? Error) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return (null, NoId, InvalidJson);
        var id = NoId;
        if (root.TryGetProperty("id", out var given))
        {
            if (!IsId(given))
                return (null, NoId, ApiError.Illegal("id", IdRange));
            id = given.GetRawText();
        }
        if (!root.TryGetProperty(MethodName, out var method) || method.ValueKind != JsonValueKind.String || method.GetString()!.Length == 0)
            return (null, id, ApiError.Missing(MethodName));
        var parameters = new ParameterList();
        bool? wantsRateLimits = null;
        if (root.TryGetProperty(ParametersName, out var members))
        {
            if (members.ValueKind != JsonValueKind.Object)
                return (null, id, ApiError.Invalid(ParametersName));
            foreach (var member in members.EnumerateObject())
            {
                if (member.Name == ReturnRateLimits && member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
                    wantsRateLimits = member.Value.GetBoolean();
                else if (TextOf(member.Value) is { } value)
                    parameters.Add(new Parameter(member.Name, value));
                else
                    return (null, id, ApiError.Invalid(member.Name));
            }
        }
        return (new ApiMessage(id, method.GetString()!, parameters) { WantsRateLimits = wantsRateLimits }, id, null);
    }

    /// <summary>Lists stand for themselves, as <c>symbols</c> has them; null for what no parameter can be.</summary>
    private static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Array => value.GetRawText(),
        JsonValueKind.Null => "",
        _ => null,
    };

    private static bool IsId(JsonElement id) => id.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Number => id.TryGetInt64(out _),
        JsonValueKind.String => id.GetString() is { Length: > 0 and <= MaxIdLength } text
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'),
        _ => false,
    };
}
