using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Executor.Simulator.Server.History;

/// <summary>JSON of the history, for those who serve it and those who read it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImmutableArray<HistoryRow>))]
public sealed partial class HistoryJson : JsonSerializerContext;
