using System.Text.Json.Nodes;

namespace Executor.Storage.State;

/// <summary>Lifts stored state by one version.</summary>
/// <param name="FromVersion">Version that it understands, 1 or more; the result has the next one.</param>
/// <param name="Lift">Gets the <c>state</c> object of a stored document, which it may change, and returns the object of the next version.</param>
/// <remarks>An upgrader describes the past: once released it never changes, and it names JSON members, not properties of today's types.</remarks>
public sealed record StateUpgrader(int FromVersion, Func<JsonObject, JsonObject> Lift);
