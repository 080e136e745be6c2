namespace Executor.Replay;

/// <summary>
/// What was handed to the replay cannot be replayed. The message names file, place, what was expected and what was found.
/// </summary>
public sealed class ReplayInputException : Exception
{
    public ReplayInputException(string message) : base(message)
    {
    }

    public ReplayInputException(string message, Exception inner) : base(message, inner)
    {
    }
}
