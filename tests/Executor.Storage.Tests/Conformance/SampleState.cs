using System.Text.Json.Serialization;

namespace Executor.Storage.Tests.Conformance;

/// <summary>State with one member of each sort that stored state has.</summary>
[GenerateSerializer]
public sealed record SampleState
{
    [Id(0)] public SampleStatus Status { get; init; }
    [Id(1)] public decimal Price { get; init; } = 1.5m; // an initializer that a serializer which omits defaults would bring back
    [Id(2)] public string? Note { get; init; } = "initial";
    [Id(3)] public bool Enabled { get; init; } = true;
    [Id(4)] public DateTimeOffset At { get; init; }
    [Id(5)] public IReadOnlyList<decimal> Legs { get; init; } = [];
    [Id(6)] public SampleRange Range { get; init; } = new(0m, 0m);

    /// <summary>Computed: not stored.</summary>
    public bool IsOpen => Status == SampleStatus.Open;

    /// <summary>Lists compare by reference; this compares their elements.</summary>
    public static void AssertEqual(SampleState expected, SampleState? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected with { Legs = [] }, actual with { Legs = [] });
        Assert.Equal(expected.Legs, actual.Legs);
    }
}

public enum SampleStatus { Flat, Open }

/// <summary>Bound by its constructor, unlike <see cref="SampleState"/>.</summary>
[GenerateSerializer]
public sealed record SampleRange([property: Id(0)] decimal Low, [property: Id(1)] decimal High);

[JsonSerializable(typeof(SampleState))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class SampleJson : JsonSerializerContext;
