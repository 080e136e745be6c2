namespace Executor.Replay.Reading;

/// <summary>A piece of a file. In front of the data is room for the unfinished line of the piece before.</summary>
internal sealed class Block(int headroom, int size)
{
    public byte[] Buffer { get; } = GC.AllocateUninitializedArray<byte>(headroom + size);

    public int Headroom { get; } = headroom;

    /// <summary>End of the data; it begins at <see cref="Headroom"/>.</summary>
    public int End { get; set; }
}
