using System.Text;
using System.Text.Json;

namespace Executor.Core.Signals;

/// <summary>The five fields of an event that matter, as they stand in the line. Of a repeated field the last one counts.</summary>
internal ref struct PeakFields
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public PeakField Action;
    public PeakField Source;
    public PeakField Kind;
    public PeakField Time;
    public PeakField Price;

    /// <summary>Reads the line; false, with the reason, when it is not one JSON object.</summary>
    public static bool TryRead(ReadOnlySpan<byte> utf8Line, out PeakFields fields, out string problem)
    {
        fields = default;
        var line = utf8Line.StartsWith(ByteOrderMark) ? utf8Line[ByteOrderMark.Length..] : utf8Line;
        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                problem = "not a JSON object";
                return false;
            }

            fields = ReadObject(ref reader);
            while (reader.Read())
            {
                // Anything but blanks after the object makes the reader throw.
            }

            problem = string.Empty;
            return true;
        }
        catch (JsonException e)
        {
            problem = $"malformed JSON: {e.Message}";
            return false;
        }
    }

    private static PeakFields ReadObject(scoped ref Utf8JsonReader reader)
    {
        PeakFields fields = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = NameOf(ref reader);
            reader.Read();
            switch (name)
            {
                case "action": fields.Action = PeakField.From(ref reader); break;
                case "source": fields.Source = PeakField.From(ref reader); break;
                case "kind": fields.Kind = PeakField.From(ref reader); break;
                case "ts": fields.Time = PeakField.From(ref reader); break;
                case "price": fields.Price = PeakField.From(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        return fields;
    }

    private static string NameOf(scoped ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("action"u8) ? "action"
        : reader.ValueTextEquals("source"u8) ? "source"
        : reader.ValueTextEquals("kind"u8) ? "kind"
        : reader.ValueTextEquals("ts"u8) ? "ts"
        : reader.ValueTextEquals("price"u8) ? "price"
        : string.Empty;
}

/// <summary>One value of an event: its JSON type and, for a text or a number, its characters.</summary>
internal readonly ref struct PeakField
{
    private PeakField(JsonTokenType type, ReadOnlySpan<byte> utf8)
    {
        Type = type;
        Utf8 = utf8;
    }

    /// <summary><see cref="JsonTokenType.None"/> when the field is missing.</summary>
    public JsonTokenType Type { get; }

    /// <summary>Characters of a text (unescaped) or a number; otherwise empty.</summary>
    public ReadOnlySpan<byte> Utf8 { get; }

    public bool IsText => Type == JsonTokenType.String;

    public bool IsNumber => Type == JsonTokenType.Number;

    /// <summary>How the value looks, for a reason: short and printable.</summary>
    public string Shown
    {
        get
        {
            const int longest = 40;
            var text = PlainText.Of(Encoding.UTF8.GetString(Utf8[..Math.Min(Utf8.Length, longest)]));
            return Type switch
            {
                JsonTokenType.None => "missing",
                JsonTokenType.Null => "null",
                JsonTokenType.True => "true",
                JsonTokenType.False => "false",
                JsonTokenType.StartArray => "an array",
                JsonTokenType.StartObject => "an object",
                JsonTokenType.Number => text,
                _ => $"'{text}'",
            };
        }
    }

    public static PeakField From(scoped ref Utf8JsonReader reader)
    {
        var type = reader.TokenType;
        var utf8 = type switch
        {
            JsonTokenType.Number => reader.ValueSpan,
            JsonTokenType.String => reader.ValueIsEscaped ? Unescaped(ref reader) : reader.ValueSpan,
            _ => [],
        };
        reader.Skip();
        return new PeakField(type, utf8);
    }

    private static ReadOnlySpan<byte> Unescaped(scoped ref Utf8JsonReader reader)
    {
        var buffer = new byte[reader.ValueSpan.Length];
        try
        {
            return buffer.AsSpan(0, reader.CopyString(buffer));
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: no text that anything here compares with, so the escapes may stand as they are.
            return reader.ValueSpan;
        }
    }
}
