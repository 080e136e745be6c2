using System.Text.Json;

namespace Executor.Core.Tests.Vectors;

/// <summary>One case of a vector file.</summary>
internal sealed record VectorCase(
    string Name, JsonElement Settings, JsonElement Input, JsonElement Expected, VectorArtefact? Artefact, string? Quirk);

/// <summary>What is right in exact decimals, where the original's doubles changed the outcome.</summary>
/// <param name="Kind"><c>arithmetic</c> or <c>input_noise</c>.</param>
/// <param name="Exact">The outcome; its numbers are texts.</param>
internal sealed record VectorArtefact(string Kind, JsonElement Exact);
