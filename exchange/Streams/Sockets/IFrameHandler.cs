namespace Executor.Exchange.Streams.Sockets;

/// <summary>Takes what comes on a connection unasked; called by one thread at a time, in the order of arrival.</summary>
internal interface IFrameHandler
{
    /// <summary>An event came.</summary>
    /// <exception cref="Wire.WireException">It is not understood; <see cref="Unreadable"/> is called then.</exception>
    void Handle(in Frame frame);

    /// <summary>Something came that is not understood: what it said is lost.</summary>
    /// <param name="problem">What is wrong with it.</param>
    void Unreadable(string problem);

    /// <summary>An answer told how much of the limits is used.</summary>
    /// <param name="rateLimits">JSON; empty when it told nothing.</param>
    void Limits(ReadOnlySpan<byte> rateLimits);
}
