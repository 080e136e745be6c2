using System.Globalization;
using System.Text.Json;

namespace Executor.Core.Tests.Vectors;

/// <summary>Reading vectors: numbers straight from their text into decimals, unknown fields refused.</summary>
internal static class JsonShape
{
    public static void MustHaveOnly(this JsonElement element, string where, params ReadOnlySpan<string> known)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name))
            {
                throw new InvalidDataException($"{where}: unknown field '{property.Name}'.");
            }
        }
    }

    public static string Text(this JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new InvalidDataException($"{name} is null.");

    public static decimal Number(this JsonElement element, string name) => element.GetProperty(name).ToDecimal();

    public static int Whole(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static bool Flag(this JsonElement element, string name) => element.GetProperty(name).GetBoolean();

    /// <summary>The field, or null when it is missing or null.</summary>
    public static JsonElement? Maybe(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    /// <summary>A number, or a text that shows one, with every digit that is written.</summary>
    public static decimal ToDecimal(this JsonElement element) => element.TryDecimal(out var number)
        ? number
        : throw new InvalidDataException($"'{element.GetRawText()}' is no number.");

    public static bool TryDecimal(this JsonElement element, out decimal number)
    {
        number = 0m;
        var text = element.ValueKind switch
        {
            JsonValueKind.Number => element.GetRawText(),
            JsonValueKind.String => element.GetString(),
            _ => null,
        };
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }
}
