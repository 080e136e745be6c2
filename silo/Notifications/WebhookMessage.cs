using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Executor.Silo.Journal;
using Executor.Storage.Outbox;

namespace Executor.Silo.Notifications;

/// <summary>
/// A journal event as a webhook: <c>event</c>, <c>source</c>, <c>mode</c>, <c>symbol</c> and the figures as in the original, then what it did not
/// have: <c>trade_key</c>, <c>event_id</c>, <c>ts</c>, <c>seq</c>, <c>level</c>, <c>reason</c>.
/// </summary>
internal static class WebhookMessage
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The message of <paramref name="entry"/>; null: it does not leave.</summary>
    public static OutboxDraft? Of(JournalEntry entry, string mode)
    {
        var happened = entry.Event;
        if (WebhookEvents.NameOf(happened) is not { } name)
            return null;
        var id = IdOf(entry);
        return new OutboxDraft(id, entry.Symbol, happened.Sequence, happened.At, happened.Name, Body(entry, name, mode, id));
    }

    /// <summary>The same for good. With the time, because the numbers of a symbol begin anew when its state is deleted.</summary>
    private static string IdOf(JournalEntry entry) => string.Create(
        CultureInfo.InvariantCulture, $"{entry.Symbol}-{entry.Event.Sequence}-{entry.Event.At.ToUnixTimeMilliseconds()}");

    private static string Body(JournalEntry entry, string name, string mode, string id)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            var happened = entry.Event;
            json.WriteStartObject();
            json.WriteString("event", name);
            json.WriteString("source", "executor");
            json.WriteString("mode", mode);
            WriteUnlessField("symbol", entry.Symbol);
            foreach (var field in happened.Fields)
                JournalLine.WriteField(json, field);
            WriteUnlessField("trade_key", happened.TradeKey);
            json.WriteString("event_id", id);
            json.WriteString("ts", JournalLine.TimeText(happened.At));
            json.WriteNumber("seq", happened.Sequence);
            json.WriteString("level", JournalLine.LevelText(happened.Level));
            WriteUnlessField(HasField("reason") ? "explanation" : "reason", happened.Reason);
            json.WriteEndObject();

            bool HasField(string field) => happened.Fields.Any(known => known.Name == field);

            void WriteUnlessField(string field, string? value)
            {
                if (!HasField(field))
                    json.WriteString(field, value);
            }
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
