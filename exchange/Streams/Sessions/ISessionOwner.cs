namespace Executor.Exchange.Streams.Sessions;

/// <summary>Whom sessions serve.</summary>
internal interface ISessionOwner<TSession>
    where TSession : class, IStreamSession
{
    /// <summary>What is connected, for logs and metrics: <c>account</c> or <c>market</c>.</summary>
    string Kind { get; }

    /// <summary>A new session that has begun to subscribe.</summary>
    /// <exception cref="StreamException">There is none to be had.</exception>
    Task<TSession> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Nobody hears anything now.</summary>
    void Lost(StreamEnd end);

    /// <summary>Another session serves, without a moment in which none did.</summary>
    void Replaced(Renewal renewal);
}
