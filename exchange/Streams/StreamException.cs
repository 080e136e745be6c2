namespace Executor.Exchange.Streams;

/// <summary>A connection cannot be made or cannot go on.</summary>
/// <param name="end">Why.</param>
internal sealed class StreamException(StreamEnd end) : Exception(end.Reason)
{
    public StreamException(string reason)
        : this(new StreamEnd(reason))
    {
    }

    public StreamEnd End { get; } = end;
}

/// <summary>Why a connection is over.</summary>
/// <param name="Reason">In words; contains no secret and nothing that the other side may write at will.</param>
/// <param name="IsRefusal">True when trying again soon is of no use: somebody has to cure it.</param>
internal sealed record StreamEnd(string Reason, bool IsRefusal = false);
