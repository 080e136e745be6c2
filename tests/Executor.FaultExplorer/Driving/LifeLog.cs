using System.Globalization;
using Executor.Core.Journal;

namespace Executor.FaultExplorer.Driving;

/// <summary>The trace of one life; writes nothing, and works nothing out, unless it is wanted.</summary>
internal sealed class LifeLog(bool isWanted)
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    public List<JournalEvent> Journal { get; } = [];

    public void Note(JournalEvent entry)
    {
        if (isWanted)
        {
            Journal.Add(entry);
            Write(entry.At, () => $"    {entry.Level} {entry.Name}: {entry.Reason}");
        }
    }

    public void Write(DateTimeOffset at, Func<string> line)
    {
        if (isWanted)
        {
            _lines.Add($"{at.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)} {line()}");
        }
    }
}
