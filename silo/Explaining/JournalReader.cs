using System.Collections.Immutable;
using System.Text.Json;
using Executor.Core.Journal;
using Executor.Silo.Journal;

namespace Executor.Silo.Explaining;

/// <summary>Reads journal files back into events: the inverse of <see cref="JournalLine"/>.</summary>
internal static class JournalReader
{
    /// <summary>Members that are not figures of the event; <c>reason</c> is one when an <c>explanation</c> stands beside it.</summary>
    private static readonly string[] OwnMembers = ["ts", "source", "action", "mode", "symbol", "trade_key", "seq", "level", "explanation"];

    /// <summary>The events of <paramref name="symbol"/> in all files of the journal at <paramref name="path"/>, oldest file first.</summary>
    public static ImmutableArray<JournalEvent> Read(string path, string symbol)
    {
        var events = ImmutableArray.CreateBuilder<JournalEvent>();
        foreach (var file in RollingFile.AllOf(path).Where(File.Exists))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            while (reader.ReadLine() is { } line)
            {
                if (TryRead(line, symbol) is { } happened)
                    events.Add(happened);
            }
        }

        return events.DrainToImmutable();
    }

    /// <summary>Null for a line of another symbol, and for one that is not ours: a file may begin or end inside a line.</summary>
    internal static JournalEvent? TryRead(string line, string symbol)
    {
        if (!line.Contains(symbol, StringComparison.Ordinal))
            return null;
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "symbol") != symbol || Text(root, "action") is not { } name
                || !root.TryGetProperty("seq", out var number) || !number.TryGetInt64(out var sequence)
                || !root.TryGetProperty("ts", out var ts) || !ts.TryGetDateTimeOffset(out var at))
            {
                return null;
            }

            var hasOwnReason = root.TryGetProperty("explanation", out _);
            return new JournalEvent
            {
                Sequence = sequence,
                At = at,
                Name = name,
                TradeKey = Text(root, "trade_key"),
                Level = Text(root, "level") switch { "warning" => JournalLevel.Warning, "alarm" => JournalLevel.Alarm, _ => JournalLevel.Info },
                Reason = Text(root, hasOwnReason ? "explanation" : "reason") ?? string.Empty,
                Fields =
                [
                    .. root.EnumerateObject()
                        .Where(member => !OwnMembers.Contains(member.Name) && (member.Name != "reason" || hasOwnReason))
                        .Select(member => new JournalField(member.Name, member.Value.ToString())),
                ],
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The last trade that a journal tells of; null: none.</summary>
    public static string? LastTradeOf(ImmutableArray<JournalEvent> journal) => journal.Where(happened => happened.TradeKey is not null)
        .OrderBy(happened => happened.Sequence).LastOrDefault()?.TradeKey;

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        ? value.GetString()
        : null;
}
