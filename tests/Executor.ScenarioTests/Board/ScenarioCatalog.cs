using System.Collections.Immutable;

namespace Executor.ScenarioTests.Board;

/// <summary>A fault scenario.</summary>
/// <param name="Id">P and two digits.</param>
/// <param name="Happens">What happens.</param>
/// <param name="Asserted">What is asserted, on the exchange's books unless the journal is named.</param>
public sealed record ScenarioEntry(string Id, string Happens, string Asserted);

/// <summary>The scenarios that are lived end to end; each has at least one test.</summary>
public static class ScenarioCatalog
{
    /// <summary>In the order of their ids.</summary>
    public static ImmutableArray<ScenarioEntry> All { get; } =
    [
        new("P01", "An order is taken and its answer is lost; it fills",
            "one entry; found by its client order id and protected; INTENT_UNKNOWN, never a rejection; the symbol counts as taken meanwhile; alarm I18 once it lasts"),
    ];
}
