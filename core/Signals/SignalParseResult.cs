namespace Executor.Core.Signals;

/// <summary>What a line of the signal log is.</summary>
public abstract record SignalParseResult
{
    private SignalParseResult() { }

    /// <summary>A signal to be judged.</summary>
    /// <param name="Signal">The signal.</param>
    public sealed record Accepted(Signal Signal) : SignalParseResult;

    /// <summary>Well-formed, but not for us: a blank line, another action, another source.</summary>
    /// <param name="Reason">Why, in words.</param>
    public sealed record Ignored(string Reason) : SignalParseResult;

    /// <summary>Cannot be used: no JSON object, or a PEAK with a bad field.</summary>
    /// <param name="Reason">Which field and what is wrong with it, in words.</param>
    public sealed record Invalid(string Reason) : SignalParseResult;
}
