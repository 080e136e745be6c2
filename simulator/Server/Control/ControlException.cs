namespace Executor.Simulator.Server.Control;

/// <summary>A request of the control API that cannot be carried out; the message names the field and says what it should be.</summary>
internal sealed class ControlException(int status, string message) : Exception(message)
{
    /// <summary>HTTP status.</summary>
    public int Status => status;

    public static ControlException Bad(string message) => new(400, message);

    public static ControlException Missing(string what) => new(404, what);
}

/// <summary>Body of a refusal.</summary>
internal sealed record ControlError(string Error);
