using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Executor.Core.Journal;

namespace Executor.Silo.Journal;

/// <summary>
/// One line of the journal file in the original's shape: <c>ts</c>, <c>source</c>, <c>action</c>, <c>mode</c>, the figures of the event, and then what
/// the original did not have: <c>symbol</c>, <c>trade_key</c>, <c>seq</c>, <c>level</c>, <c>reason</c>.
/// </summary>
internal static partial class JournalLine
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffffzzz";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the line with its end.</summary>
    /// <param name="output">Takes the bytes.</param>
    /// <param name="entry">The event.</param>
    /// <param name="mode"><c>paper</c> or <c>live</c>.</param>
    public static void Write(IBufferWriter<byte> output, JournalEntry entry, string mode)
    {
        using (var json = new Utf8JsonWriter(output, Options))
        {
            var happened = entry.Event;
            json.WriteStartObject();
            json.WriteString("ts", TimeText(happened.At));
            json.WriteString("source", "executor");
            json.WriteString("action", happened.Name);
            WriteUnlessField("mode", mode);
            foreach (var field in happened.Fields)
                WriteField(json, field);
            WriteUnlessField("symbol", entry.Symbol);
            WriteUnlessField("trade_key", happened.TradeKey);
            json.WriteNumber("seq", happened.Sequence);
            json.WriteString("level", LevelText(happened.Level));
            // Where the original has a field "reason", that is a code; the sentence then stands beside it.
            json.WriteString(HasField("reason") ? "explanation" : "reason", happened.Reason);
            json.WriteEndObject();

            bool HasField(string name) => happened.Fields.Any(field => field.Name == name);

            void WriteUnlessField(string name, string? value)
            {
                if (!HasField(name))
                    json.WriteString(name, value);
            }
        }

        output.Write("\n"u8);
    }

    /// <summary>Time with microseconds, UTC.</summary>
    public static string TimeText(DateTimeOffset time) => time.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>Writes a figure: a number with the digits that it has, anything else as text.</summary>
    public static void WriteField(Utf8JsonWriter json, JournalField field)
    {
        json.WritePropertyName(field.Name);
        if (PlainNumber().IsMatch(field.Value))
            json.WriteRawValue(field.Value); // the digits as they are: a trailing zero is part of a price
        else
            json.WriteStringValue(field.Value);
    }

    /// <summary>Word of a level.</summary>
    public static string LevelText(JournalLevel level) => level switch
    {
        JournalLevel.Info => "info",
        JournalLevel.Warning => "warning",
        JournalLevel.Alarm => "alarm",
    };

    [GeneratedRegex(@"^-?(0|[1-9][0-9]{0,27})(\.[0-9]{1,28})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainNumber();
}
