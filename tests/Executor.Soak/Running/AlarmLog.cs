using System.Text.Json;

namespace Executor.Soak.Running;

/// <summary>The alarms of a journal.</summary>
internal static class AlarmLog
{
    /// <summary>All alarms, oldest first.</summary>
    public static IReadOnlyList<Alarm> Read(string journal)
    {
        using var stream = new FileStream(journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        var alarms = new List<Alarm>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.Contains("\"level\":\"alarm\"", StringComparison.Ordinal))
                continue;
            using var entry = JsonDocument.Parse(line);
            var fields = entry.RootElement;
            var code = fields.TryGetProperty("invariant_id", out var invariant) ? $"{fields.GetProperty("action")} {invariant}" : fields.GetProperty("action").GetString()!;
            alarms.Add(new Alarm(
                fields.GetProperty("ts").GetString()!, code, fields.GetProperty("symbol").GetString()!,
                (fields.TryGetProperty("explanation", out var explanation) ? explanation : fields.GetProperty("reason")).GetString()!));
        }
        return alarms;
    }
}

/// <summary>An alarm.</summary>
internal sealed record Alarm(string At, string Name, string Symbol, string Text);
