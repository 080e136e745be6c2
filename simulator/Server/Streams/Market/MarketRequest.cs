using System.Collections.Immutable;
using System.Text.Json;

namespace Executor.Simulator.Server.Streams.Market;

/// <summary>A control message of a market stream connection.</summary>
/// <param name="Id">Its id as raw JSON; <c>null</c> when there is none.</param>
/// <param name="Method">What is asked for.</param>
/// <param name="Names">Stream names, or the property that is read or set.</param>
/// <param name="Flag">Value of the property that is set; null when none is.</param>
internal sealed record MarketRequest(string Id, string Method, ImmutableArray<string> Names, bool? Flag)
{
    private const int MaxIdLength = 36;

    /// <summary>Reads a message, or says what is wrong with it in the exchange's words.</summary>
    public static (MarketRequest? Request, string? Error) Read(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 8 });
            return Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            return (null, Error(3, $"Invalid JSON: {Place(exception)}", "null"));
        }
        catch (InvalidOperationException)
        {
            return (null, Error(3, "Invalid JSON: text that is no Unicode", "null"));
        }
    }

    private static (MarketRequest? Request, string? Error) Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return (null, Error(2, "Invalid request: request must be a JSON object", "null"));
        var id = "null";
        string? method = null;
        var names = ImmutableArray<string>.Empty;
        bool? flag = null;
        foreach (var member in root.EnumerateObject())
        {
            switch (member.Name)
            {
                case "id" when IsId(member.Value):
                    id = member.Value.GetRawText();
                    break;
                case "id":
                    return (null, Error(2, "Invalid request: request ID must be an unsigned integer", "null"));
                case "method" when member.Value.ValueKind == JsonValueKind.String:
                    method = member.Value.GetString();
                    break;
                case "params" when member.Value.ValueKind == JsonValueKind.Array:
                    if (member.Value.EnumerateArray().Any(each => each.ValueKind is not (JsonValueKind.String or JsonValueKind.True or JsonValueKind.False)))
                        return (null, Error(2, "Invalid request: params must be an array of strings", id));
                    names = [.. member.Value.EnumerateArray().Where(each => each.ValueKind == JsonValueKind.String).Select(each => each.GetString()!)];
                    flag = member.Value.EnumerateArray().Where(each => each.ValueKind != JsonValueKind.String).Select(each => (bool?)each.GetBoolean())
                        .FirstOrDefault();
                    break;
                case "method" or "params":
                    return (null, Error(2, $"Invalid request: {member.Name} has a wrong type", id));
                default:
                    return (null, Error(2, "Invalid request: unknown property", id));
            }
        }
        return method is null
            ? (null, Error(2, "Invalid request: missing field `method`", id))
            : (new MarketRequest(id, method, names, flag), null);
    }

    /// <summary>A refusal.</summary>
    public static string Error(int code, string message, string id) =>
        $"{{\"error\":{{\"code\":{code},\"msg\":{JsonSerializer.Serialize(message, MarketJson.Default.String)}}},\"id\":{id}}}";

    private static string Place(JsonException exception) => $"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}";

    private static bool IsId(JsonElement id) => id.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Number => id.TryGetInt64(out _),
        JsonValueKind.String => id.GetString()!.Length <= MaxIdLength,
        _ => false,
    };
}
