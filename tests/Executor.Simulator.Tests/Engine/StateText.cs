using System.Text.Json;

namespace Executor.Simulator.Tests.Engine;

/// <summary>Text by which two states compare: their arrays compare by reference, and 1.0 is 1.</summary>
internal static class StateText
{
    private static readonly JsonSerializerOptions Indented = CreateOptions();

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Indented);

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions { WriteIndented = true };
        options.Converters.Add(new PlainDecimals());
        return options;
    }

    private sealed class PlainDecimals : System.Text.Json.Serialization.JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value / 1.000000000000000000000000000000m);
    }
}
