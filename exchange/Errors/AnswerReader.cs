using System.Text.Json;
using Executor.Exchange.Http;

namespace Executor.Exchange.Errors;

/// <summary>Makes an <see cref="ApiAnswer"/> of status and body. Any bytes are possible: gateways answer in HTML, and in part.</summary>
internal static class AnswerReader
{
    public static ApiAnswer Read(int status, ReadOnlyMemory<byte> body)
    {
        var (isJson, code, text) = Parse(body);
        if (code is null && status is >= 200 and < 300)
        {
            return isJson ? new ApiAnswer.Success(body) : new ApiAnswer.Silent($"HTTP {status} with a body that is no JSON");
        }

        var verdict = ErrorTable.Of(code, status);
        return code is null && !verdict.ProvesNothingHappened()
            ? new ApiAnswer.Silent($"HTTP {status} without an error code")
            : new ApiAnswer.Failed(
                verdict, code ?? LocalRefusals.OfStatus(status), text ?? $"HTTP {status} without an error code", status, isJson ? body : default);
    }

    private static (bool IsJson, int? Code, string? Text) Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("code", out var code) && CodeOf(code) is < 0 and var number
                ? (true, number, TextOf(root))
                : (true, null, null);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (false, null, null); // no JSON, or names in it that are no text
        }
    }

    private static int? CodeOf(JsonElement code) => code.ValueKind switch
    {
        JsonValueKind.Number => code.TryGetInt32(out var number) ? number : null,
        JsonValueKind.String => int.TryParse(Text(code), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null,
        _ => null,
    };

    /// <summary>The text as it may be shown: it goes to logs.</summary>
    private static string? TextOf(JsonElement root)
    {
        if (!root.TryGetProperty("msg", out var message) || message.ValueKind != JsonValueKind.String || Text(message) is not { Length: > 0 } text)
        {
            return null;
        }

        return ShownText.Of(text);
    }

    /// <summary>Null for escapes of half a character, which are valid JSON and no text.</summary>
    private static string? Text(JsonElement message)
    {
        try
        {
            return message.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
