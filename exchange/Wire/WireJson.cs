using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Executor.Exchange.Wire;

/// <summary>Reads answers. Numbers may be texts, fields may be missing or more than are known.</summary>
[JsonSourceGenerationOptions(
    PropertyNameCaseInsensitive = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, Converters = [typeof(WireAmounts), typeof(WireLists)])]
[JsonSerializable(typeof(WireOrder))]
[JsonSerializable(typeof(IReadOnlyList<WireOrder>))]
[JsonSerializable(typeof(IReadOnlyList<WireTrade>))]
[JsonSerializable(typeof(WireReplacement))]
[JsonSerializable(typeof(WireError))]
[JsonSerializable(typeof(WireAmendment))]
[JsonSerializable(typeof(WireSpotAccount))]
[JsonSerializable(typeof(WireCrossAccount))]
[JsonSerializable(typeof(WireIsolatedAccounts))]
[JsonSerializable(typeof(WireLoans))]
[JsonSerializable(typeof(WireTransaction))]
[JsonSerializable(typeof(WireExchangeInfo))]
[JsonSerializable(typeof(WireTime))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>The value in <paramref name="body"/>.</summary>
    /// <exception cref="WireException">The body is not what it should be.</exception>
    public static T Read<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new WireException("the answer is null");
        }
        catch (Exception exception) when (IsOfTheText(exception))
        {
            throw NotRead(exception, type);
        }
    }

    /// <inheritdoc cref="Read{T}(ReadOnlySpan{byte}, JsonTypeInfo{T})"/>
    public static T Read<T>(JsonElement element, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return element.Deserialize(type) ?? throw new WireException("the answer is null");
        }
        catch (Exception exception) when (IsOfTheText(exception))
        {
            throw NotRead(exception, type);
        }
    }

    private static bool IsOfTheText(Exception exception) => exception is JsonException or InvalidOperationException or FormatException or OverflowException;

    private static WireException NotRead<T>(Exception exception, JsonTypeInfo<T> type) =>
        new($"no {type.Type.Name} at {(exception as JsonException)?.Path ?? "an unknown place"}");
}
