using System.Text.Json.Serialization;

namespace Executor.Bench;

/// <summary>A state of a given size.</summary>
public sealed record BenchState
{
    /// <summary>Filling.</summary>
    public required string Text { get; init; }
}

[JsonSerializable(typeof(BenchState))]
internal sealed partial class BenchStateJson : JsonSerializerContext;
