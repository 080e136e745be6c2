using Xunit.v3;

namespace Executor.ScenarioTests.Board;

/// <summary>Names the scenario that a test lives; also a trait, so that <c>-trait "Scenario=P01"</c> runs it alone.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScenarioAttribute(string id) : Attribute, ITraitAttribute
{
    /// <summary>Name of the trait.</summary>
    public const string Trait = "Scenario";

    /// <summary>Id in <see cref="ScenarioCatalog"/>.</summary>
    public string Id { get; } = id;

    /// <inheritdoc/>
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new(Trait, Id)];
}
