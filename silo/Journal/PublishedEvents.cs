using System.Text.Json;

namespace Executor.Silo.Journal;

/// <summary>Finds in a journal file what was published last for each symbol, so that a restart writes nothing twice.</summary>
internal static class PublishedEvents
{
    private const int TailBytes = 4 * 1024 * 1024;

    /// <summary>Tells <paramref name="hub"/> about the events at the end of the file at <paramref name="path"/>, if there is one.</summary>
    public static void MarkIn(JournalHub hub, string path)
    {
        if (!File.Exists(path))
            return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = Math.Max(0, file.Length - TailBytes);
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
        {
            if (TryRead(line) is var (symbol, sequence, at))
                hub.MarkPublished(symbol, sequence, at.AddMicroseconds(1)); // the file has microseconds, the event has ticks
        }
    }

    /// <summary>Null for a line that is not ours: the file is a log, and may begin or end inside a line.</summary>
    private static (string Symbol, long Sequence, DateTimeOffset At)? TryRead(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("symbol", out var symbol) && symbol.ValueKind == JsonValueKind.String
                && root.TryGetProperty("seq", out var sequence) && sequence.TryGetInt64(out var number)
                && root.TryGetProperty("ts", out var time) && time.TryGetDateTimeOffset(out var at)
                ? (symbol.GetString()!, number, at)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
