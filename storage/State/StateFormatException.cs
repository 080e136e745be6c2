namespace Executor.Storage.State;

/// <summary>A stored document cannot be read as the state it should hold. The document itself is left as it was.</summary>
[GenerateSerializer, Alias("Executor.Storage.StateFormatException")]
public sealed class StateFormatException : Exception
{
    /// <summary>Says what is wrong with the document and what to do about it.</summary>
    public StateFormatException(string problem, string remedy, Exception? inner = null)
        : base($"{problem} {remedy}", inner)
    {
        Problem = problem;
        Remedy = remedy;
    }

    /// <summary>What is wrong, one sentence.</summary>
    [Id(0)]
    public string Problem { get; }

    /// <summary>What the operator can do, one or more sentences.</summary>
    [Id(1)]
    public string Remedy { get; }
}
