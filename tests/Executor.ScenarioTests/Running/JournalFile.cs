using System.Globalization;
using System.Text.Json;

namespace Executor.ScenarioTests.Running;

/// <summary>The journal that a silo writes as JSON lines; it outlives the process.</summary>
internal sealed class JournalFile(string path)
{
    /// <summary>All events so far, oldest first; none before the file is there. What a restart repeats, under the same number, is one event.</summary>
    public IReadOnlyList<JournalEntry> Read()
    {
        if (!File.Exists(path))
            return [];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(EntryOf)
            .DistinctBy(entry => (entry.Symbol, entry.Fields.GetValueOrDefault("seq"), entry.Name))];
    }

    private static JournalEntry EntryOf(string line)
    {
        using var document = JsonDocument.Parse(line);
        return new JournalEntry(document.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.ToString()));
    }
}

/// <summary>A line of the journal: its fields by name, numbers with the digits that they have.</summary>
internal sealed record JournalEntry(IReadOnlyDictionary<string, string> Fields)
{
    public string Name => Fields["action"];

    public string Level => Fields["level"];

    public bool IsAlarm => Level == "alarm";

    public string? Symbol => Fields.GetValueOrDefault("symbol");

    public string? TradeKey => Fields.GetValueOrDefault("trade_key");

    public DateTimeOffset At => DateTimeOffset.Parse(Fields["ts"], CultureInfo.InvariantCulture);

    /// <summary>A figure of the event.</summary>
    public decimal Number(string name) => decimal.Parse(Fields[name], CultureInfo.InvariantCulture);

    public override string ToString() => string.Join(" ", Fields.Where(field => field.Key is not ("source" or "mode" or "seq")).Select(field => $"{field.Key}={field.Value}"));
}
