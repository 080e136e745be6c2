using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Executor.Storage.State;
using Executor.Storage.Tests.Conformance;

namespace Executor.Storage.Tests.State;

public sealed class StateSchemaTests
{
    private const string Stored = """
        {"schema":1,"kind":"sample","state":{"status":"Open","price":0.10,"note":null,"enabled":false,"at":"2026-03-29T01:02:03.4567891+00:00","legs":[0.00000001,79228162514264337593543950335],"range":{"low":-1.50,"high":2}}}
        """;

    private static readonly StateSchema<SampleState> Schema = new("sample", 1, SampleJson.Default.SampleState);

    private static SampleState Sample => new()
    {
        Status = SampleStatus.Open,
        Price = 0.10m,
        Note = null,
        Enabled = false,
        At = new DateTimeOffset(2026, 3, 29, 1, 2, 3, TimeSpan.Zero).AddTicks(4_567_891),
        Legs = [0.00000001m, 79_228_162_514_264_337_593_543_950_335m],
        Range = new SampleRange(-1.50m, 2m),
    };

    [Fact]
    public void Write_WhenCalled_GivesTheEnvelopeWithEveryMember() => Assert.Equal(Stored, Schema.Write(Sample));

    [Fact]
    public void Read_OfWhatThisReleaseWrote_GivesTheState()
    {
        var read = Read(Stored);

        SampleState.AssertEqual(Sample, read);
        Assert.Equal("0.10", read.Price.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("", "It is not valid JSON")]
    [InlineData("{\"schema\":1,\"kind\":\"sam", "It is not valid JSON")]
    [InlineData("null", "It is not an envelope")]
    [InlineData("{}", "It is not an envelope")]
    [InlineData("{\"status\":\"Open\"}", "It is not an envelope")]
    [InlineData("{\"schema\":\"1\",\"kind\":\"sample\",\"state\":{}}", "It is not an envelope")]
    [InlineData("{\"schema\":1,\"kind\":\"sample\",\"state\":null}", "It is not an envelope")]
    [InlineData("{\"schema\":1,\"kind\":\"sample\",\"state\":{},\"more\":1}", "It is not an envelope")]
    [InlineData("{\"schema\":0,\"kind\":\"sample\",\"state\":{}}", "Its schema version is 0, which never existed.")]
    [InlineData("{\"schema\":1.5,\"kind\":\"sample\",\"state\":{}}", "Its schema version is 1.5, which never existed.")]
    [InlineData("{\"schema\":1,\"kind\":\"position\",\"state\":{}}", "It holds state of kind 'position', expected is 'sample'.")]
    public void Read_OfADamagedEnvelope_IsRefused(string document, string problem) =>
        Assert.StartsWith(problem, Refuse(document).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"note\":null,", "")] // a member is missing
    [InlineData("\"low\":-1.50,", "")] // also inside
    [InlineData("\"note\":null", "\"note\":null,\"stop\":1")] // a member that this release does not know
    [InlineData("\"low\"", "\"bottom\"")]
    [InlineData("\"note\":null", "\"Note\":null")]
    [InlineData("\"Open\"", "\"Opened\"")]
    [InlineData("\"Open\"", "1")] // a number could be any member of a later release
    [InlineData("0.10", "\"0.10\"")]
    [InlineData("0.10", "null")]
    [InlineData("[0.00000001", "null,\"x\":[0.00000001")]
    [InlineData("{\"low\":-1.50,\"high\":2}", "null")]
    public void Read_OfStateThatDoesNotFit_IsRefused(string find, string replace)
    {
        Assert.Contains(find, Stored, StringComparison.Ordinal);

        var refused = Refuse(Stored.Replace(find, replace, StringComparison.Ordinal));

        Assert.StartsWith("Its state does not fit version 1 of 'sample': ", refused.Problem, StringComparison.Ordinal);
        Assert.Equal("Restore the row from a backup, or correct it by hand while the service is stopped.", refused.Remedy);
    }

    [Fact]
    public void Read_OfAMemberGivenTwice_IsRefused() =>
        Assert.StartsWith("It is not valid JSON: ", Refuse(Stored.Replace("\"price\":0.10", "\"price\":0.10,\"price\":5", StringComparison.Ordinal)).Problem, StringComparison.Ordinal);

    [Fact]
    public void Read_OfANewerVersion_IsRefusedAndSaysSo()
    {
        var refused = Refuse(Stored.Replace("\"schema\":1", "\"schema\":2", StringComparison.Ordinal));

        Assert.Equal(
            "It was written by a newer release: schema 2 of 'sample', this release reads 1 to 1. Run the release that wrote it, or a later one.",
            refused.Message);
    }

    [Fact]
    public void Read_OfAnOlderVersion_IsLiftedStepByStep()
    {
        var schema = ThirdVersion();

        Assert.Equal(new Renamed(StopPrice: 59_999.10m, Legs: 3), schema.Read("""{"schema":1,"kind":"renamed","state":{"sl":59999.10}}"""u8.ToArray()));
        Assert.Equal(new Renamed(StopPrice: 59_999.10m, Legs: 3), schema.Read("""{"schema":2,"kind":"renamed","state":{"StopPrice":59999.10}}"""u8.ToArray()));
        Assert.Equal(new Renamed(StopPrice: 59_999.10m, Legs: 2), schema.Read("""{"schema":3,"kind":"renamed","state":{"StopPrice":59999.10,"Legs":2}}"""u8.ToArray()));
        Assert.Equal("""{"schema":3,"kind":"renamed","state":{"StopPrice":1.0,"Legs":2}}""", schema.Write(new Renamed(1.0m, 2)));
    }

    [Fact]
    public void Read_OfAVersionWithoutUpgrader_IsRefused()
    {
        var schema = new StateSchema<Renamed>("renamed", 3, RenamedJson.Default.Renamed, new StateUpgrader(2, AddLegs));

        var refused = Assert.Throws<StateFormatException>(() => schema.Read("""{"schema":1,"kind":"renamed","state":{"sl":1}}"""u8.ToArray()));

        Assert.Equal("Its schema 1 of 'renamed' is too old, this release reads 2 to 3.", refused.Problem);
    }

    [Fact]
    public void Read_WhenAnUpgraderFails_IsRefusedWithItsCause()
    {
        var refused = Assert.Throws<StateFormatException>(() => ThirdVersion().Read("""{"schema":1,"kind":"renamed","state":{}}"""u8.ToArray()));

        Assert.Equal("Lifting it from schema 1 of 'renamed' failed: no stop", refused.Problem);
        Assert.IsType<InvalidOperationException>(refused.InnerException);
    }

    [Theory]
    [InlineData(1)] // leaves a gap
    [InlineData(3)] // leads beyond
    [InlineData(0)]
    public void Schema_WhoseUpgradersDoNotLeadToItsVersion_IsRefused(int from) =>
        Assert.Throws<ArgumentException>(() => new StateSchema<Renamed>("renamed", 3, RenamedJson.Default.Renamed, new StateUpgrader(from, AddLegs)));

    [Fact]
    public void Schemas_WithTwoForOneTypeOrKind_AreRefused()
    {
        Assert.Throws<InvalidOperationException>(() => new StateSchemas([Schema, new StateSchema<SampleState>("other", 1, SampleJson.Default.SampleState)]));
        Assert.Throws<InvalidOperationException>(() => new StateSchemas([Schema, new StateSchema<Renamed>("sample", 1, RenamedJson.Default.Renamed)]));
        Assert.Same(Schema, new StateSchemas([Schema, Schema]).Of<SampleState>());
    }

    [Fact]
    public void Schemas_WithoutOneForAType_SayHowToRegisterIt() =>
        Assert.Contains("AddStateSchema", Assert.Throws<InvalidOperationException>(() => new StateSchemas([]).Of<SampleState>()).Message, StringComparison.Ordinal);

    private static StateSchema<Renamed> ThirdVersion() => new(
        "renamed", 3, RenamedJson.Default.Renamed, new StateUpgrader(2, AddLegs), new StateUpgrader(1, RenameStop));

    private static JsonObject RenameStop(JsonObject state)
    {
        var stop = state["sl"] ?? throw new InvalidOperationException("no stop");
        return new JsonObject { ["StopPrice"] = stop.DeepClone() };
    }

    private static JsonObject AddLegs(JsonObject state)
    {
        state["Legs"] = 3;
        return state;
    }

    private static SampleState Read(string document) => Schema.Read(Encoding.UTF8.GetBytes(document));

    private static StateFormatException Refuse(string document) => Assert.Throws<StateFormatException>(() => Read(document));
}

public sealed record Renamed(decimal StopPrice, int Legs);

[JsonSerializable(typeof(Renamed))]
internal sealed partial class RenamedJson : JsonSerializerContext;
