namespace Executor.Simulator.Server.Requests;

/// <summary>
/// Comes between the gateway's checks and the engine. What it is given carries the request out and makes the reply; it may be called at once,
/// later, or never, and its reply may be passed on, replaced, held back or dropped.
/// </summary>
public interface IRequestFaults
{
    /// <summary>
    /// Answers a call. <see cref="Call.Request"/>'s <see cref="ApiRequest.Aborted"/> says when the client is gone.
    /// </summary>
    /// <param name="call">The call, every check of the gateway passed.</param>
    /// <param name="carryOut">Carries it out and makes the reply; thread-safe, to be called once at most.</param>
    ValueTask<ApiReply> AnswerAsync(Call call, Func<ApiReply> carryOut);
}

/// <summary>Nothing goes wrong.</summary>
public sealed class NoRequestFaults : IRequestFaults
{
    /// <summary>The only instance; it has no state.</summary>
    public static readonly NoRequestFaults Instance = new();

    private NoRequestFaults() { }

    /// <inheritdoc/>
    public ValueTask<ApiReply> AnswerAsync(Call call, Func<ApiReply> carryOut) => ValueTask.FromResult(carryOut());
}
