namespace Executor.FaultExplorer.Driving;

/// <summary>A safety property does not hold; ends the life.</summary>
internal sealed class Violation(string property, string what) : Exception($"{property}: {what}")
{
    /// <summary>S1 to S8.</summary>
    public string Property { get; } = property;
}
