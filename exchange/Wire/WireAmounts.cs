using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Executor.Exchange.Wire;

/// <summary>Reads amounts and prices, as numbers or as text. The exchange counts in 64 bits with eight decimals, so nothing that it means is above 1e11;
/// what is absurd is refused here, since sums and products further in would overflow.</summary>
internal sealed class WireAmounts : JsonConverter<decimal>
{
    /// <summary>No amount is as large; the product of two that are below fits in a <see cref="decimal"/>.</summary>
    private const decimal Bound = 100_000_000_000_000m;

    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>The amount in <paramref name="text"/>.</summary>
    /// <exception cref="FormatException">It is none, or absurd.</exception>
    public static decimal Parse(string? text) =>
        decimal.TryParse(text, Styles, CultureInfo.InvariantCulture, out var amount) ? Checked(amount) : throw new FormatException("it is no amount");

    /// <summary>The amount, if it is one that can be meant.</summary>
    /// <exception cref="FormatException">It is absurd.</exception>
    public static decimal Checked(decimal amount) => amount is > -Bound and < Bound ? amount : throw new FormatException("it is absurd");

    /// <inheritdoc/>
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => Checked(reader.GetDecimal()),
        JsonTokenType.String => Parse(reader.GetString()),
        _ => throw new JsonException(),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
