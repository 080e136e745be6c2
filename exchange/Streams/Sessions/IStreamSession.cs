namespace Executor.Exchange.Streams.Sessions;

/// <summary>One connection with what it has subscribed to.</summary>
internal interface IStreamSession : IAsyncDisposable
{
    /// <summary>Completes with the reason when it is over.</summary>
    Task<StreamEnd> Ended { get; }

    /// <summary>Completes when all that was wanted at the beginning is heard, or has been refused for good.</summary>
    Task Ready { get; }

    /// <summary>Completes with the reason when a successor is wanted, although it still works.</summary>
    Task<Renewal> Renewed { get; }
}

/// <summary>Why a connection that works is to be replaced.</summary>
/// <param name="Reason">In words.</param>
/// <param name="MayHaveMissed">True when it may not have heard everything.</param>
internal sealed record Renewal(string Reason, bool MayHaveMissed);
