using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Serialization;
using Executor.Storage.State;

namespace Executor.Storage.Tests.State;

/// <summary>A context with every lenient setting must not make stored state lenient.</summary>
public sealed class StrictJsonTests
{
    private const string Stored = """
        {"schema":1,"kind":"plan","state":{"Status":"Idle","Note":null,"Amount":0,"Steps":[{"$type":"sell","Quantity":1.50}],"ByStatus":{"Busy":2}}}
        """;

    private static readonly StateSchema<Plan> Schema = new("plan", 1, LenientJson.Default.Plan);

    [Fact]
    public void Write_WithALenientContext_StillWritesEveryMember() => Assert.Equal(Stored, Schema.Write(new Plan
    {
        Steps = [new Sell(1.50m)],
        ByStatus = ImmutableDictionary<PlanStatus, int>.Empty.Add(PlanStatus.Busy, 2),
    }));

    [Fact]
    public void Read_WithALenientContext_GivesWhatWasWritten()
    {
        var read = Schema.Read(Encoding.UTF8.GetBytes(Stored));

        Assert.Equal(new Sell(1.50m), Assert.Single(read.Steps));
        Assert.Equal(2, read.ByStatus[PlanStatus.Busy]);
        Assert.Equal("never stored", read.Cache);
    }

    [Theory]
    [InlineData("\"Amount\":0,", "")]
    [InlineData("\"Amount\":0,", "\"amount\":0,")]
    [InlineData("\"Amount\":0,", "\"Amount\":\"0\",")]
    [InlineData("\"Amount\":0,", "\"Amount\":0,\"Unknown\":0,")]
    [InlineData("\"Amount\":0,", "\"Amount\":0,\"Cache\":\"x\",")]
    [InlineData("\"Amount\":0,", "\"Amount\":0,\"Count\":1,")]
    [InlineData("\"Amount\":0,", "\"Amount\":0,/* by hand */")]
    [InlineData("\"Busy\":2", "\"Busy\":2,")]
    [InlineData("\"Busy\":2", "\"Gone\":2")]
    [InlineData("\"Idle\"", "0")]
    [InlineData("\"Quantity\":1.50", "")]
    [InlineData("\"sell\"", "\"borrow\"")]
    public void Read_WithALenientContext_StillRefusesWhatIsNotExact(string find, string replace)
    {
        Assert.Contains(find, Stored, StringComparison.Ordinal);

        Assert.Throws<StateFormatException>(() => Schema.Read(Encoding.UTF8.GetBytes(Stored.Replace(find, replace, StringComparison.Ordinal))));
    }
}

public enum PlanStatus { Idle, Busy }

public sealed record Plan
{
    public PlanStatus Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    public decimal Amount { get; init; }

    public ImmutableArray<Step> Steps { get; init; } = [];

    public ImmutableDictionary<PlanStatus, int> ByStatus { get; init; } = ImmutableDictionary<PlanStatus, int>.Empty;

    public int Count => Steps.Length;

    [JsonIgnore]
    public string Cache { get; set; } = "never stored";

    [JsonExtensionData]
    public Dictionary<string, System.Text.Json.JsonElement>? Unknown { get; set; }
}

[JsonDerivedType(typeof(Sell), "sell")]
public abstract record Step;

public sealed record Sell(decimal Quantity) : Step;

[JsonSerializable(typeof(Plan))]
[JsonSourceGenerationOptions(
    AllowTrailingCommas = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    PropertyNameCaseInsensitive = true,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    UseStringEnumConverter = true)]
internal sealed partial class LenientJson : JsonSerializerContext;
