using System.Threading.Channels;

namespace Executor.Silo.Terminal;

/// <summary>Everything that wants to be shown, in one queue: only one writer may touch a terminal that holds a live table.</summary>
internal sealed class TerminalLines
{
    private const int Capacity = 4096;

    private readonly Channel<TerminalLine> _lines = Channel.CreateBounded<TerminalLine>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>What is waiting to be shown.</summary>
    public ChannelReader<TerminalLine> Reader => _lines.Reader;

    /// <summary>Queues a line; never waits. A terminal that does not keep up loses the oldest.</summary>
    public void Add(TerminalLine line) => _lines.Writer.TryWrite(line);
}
