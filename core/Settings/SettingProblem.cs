namespace Executor.Core.Settings;

/// <summary>A setting that cannot be obeyed.</summary>
/// <param name="Name">Name of the variable.</param>
/// <param name="Rule">What it must be.</param>
/// <param name="Value">What was found.</param>
public sealed record SettingProblem(string Name, string Rule, string Value)
{
    /// <summary>The problem in one line.</summary>
    public override string ToString() => $"{Name} {Rule}, is '{Value}'";
}
