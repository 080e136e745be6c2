using System.Text;
using Executor.Core.Market;
using Executor.Simulator.Market;

namespace Executor.Silo.Demo;

/// <summary>The feed file that the demonstration writes: its rows are whole, whatever moment an earlier process was killed at.</summary>
internal sealed class DemoFeedFile
{
    private const int TailBytes = 4096;
    private readonly string _path;
    private readonly decimal _tick;

    public DemoFeedFile(string path, decimal tick)
    {
        _path = path;
        _tick = tick;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        NewestRow = Repair();
    }

    /// <summary>Time of the last row; null when there is none.</summary>
    public DateTimeOffset? NewestRow { get; private set; }

    /// <summary>Appends rows in one write.</summary>
    public void Append(IReadOnlyCollection<MinuteSample> minutes)
    {
        if (minutes.Count == 0)
            return;
        var text = new StringBuilder();
        foreach (var minute in minutes)
            text.Append(FeedRowText.Format(minute, _tick)).Append('\n');
        File.AppendAllText(_path, text.ToString());
        NewestRow = minutes.Last().Bar.Time;
    }

    /// <summary>Cuts off a row that was being written, and puts the header where there is nothing.</summary>
    private DateTimeOffset? Repair()
    {
        using var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var start = Math.Max(0, file.Length - TailBytes);
        var tail = new byte[file.Length - start];
        file.Position = start;
        file.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf((byte)'\n') + 1;
        file.SetLength(start + end);
        file.Position = file.Length;
        if (file.Length == 0)
            file.Write(Encoding.ASCII.GetBytes(FeedRowText.Header + "\n"));
        var rows = tail.AsSpan(0, Math.Max(0, end - 1));
        var last = rows[(rows.LastIndexOf((byte)'\n') + 1)..];
        return FeedFormat.TryParseRow(last, out var bar, out _) ? bar.Time : null;
    }
}
