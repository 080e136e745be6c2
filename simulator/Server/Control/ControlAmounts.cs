using System.Text.Json;
using System.Text.Json.Serialization;

namespace Executor.Simulator.Server.Control;

/// <summary>Reads amounts and prices of the control API. The exchange counts in 64 bits with eight decimals; what is larger by far, or smaller, would
/// make books that nobody can calculate with any more.</summary>
internal sealed class ControlAmounts : JsonConverter<decimal>
{
    private const decimal Most = 1_000_000_000_000m;
    private const decimal Least = 0.00000001m;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var amount) && amount is (>= -Most and <= -Least) or 0m or (>= Least and <= Most)
            ? amount
            : throw new JsonException($"It must be a number from -{Most} to {Most}, and 0 or at least {Least} away from it.");

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
