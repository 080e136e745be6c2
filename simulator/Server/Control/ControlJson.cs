using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Executor.Simulator.Server.Faults;
using Executor.Simulator.Server.Market;

namespace Executor.Simulator.Server.Control;

/// <summary>JSON of the control API: camel case, enumerations by name, unknown names refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters = [typeof(ControlAmounts)], UseStringEnumConverter = true, RespectNullableAnnotations = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ControlError))]
[JsonSerializable(typeof(FaultRule))]
[JsonSerializable(typeof(FaultStanding))]
[JsonSerializable(typeof(ImmutableArray<FaultStanding>))]
[JsonSerializable(typeof(ClockChange))]
[JsonSerializable(typeof(ClockStanding))]
[JsonSerializable(typeof(PriceChange))]
[JsonSerializable(typeof(SourceChange))]
[JsonSerializable(typeof(StatusChange))]
[JsonSerializable(typeof(RulesChange))]
[JsonSerializable(typeof(BookShape))]
[JsonSerializable(typeof(MarketStanding))]
[JsonSerializable(typeof(ImmutableArray<MarketStanding>))]
[JsonSerializable(typeof(AccountBody))]
[JsonSerializable(typeof(FundsChange))]
[JsonSerializable(typeof(TransferBody))]
[JsonSerializable(typeof(ManualOrder))]
[JsonSerializable(typeof(ManualTarget))]
[JsonSerializable(typeof(ManualOutcome))]
[JsonSerializable(typeof(CustomerBooks))]
[JsonSerializable(typeof(ImmutableArray<LedgerOrder>))]
[JsonSerializable(typeof(ImmutableArray<LedgerRequest>))]
[JsonSerializable(typeof(ImmutableArray<UsageRow>))]
[JsonSerializable(typeof(StreamsChange))]
[JsonSerializable(typeof(StreamsStanding))]
[JsonSerializable(typeof(ConnectionChoice))]
[JsonSerializable(typeof(CountOf))]
[JsonSerializable(typeof(BanBody))]
[JsonSerializable(typeof(ImmutableArray<CustomerStanding>))]
[JsonSerializable(typeof(KeyBody))]
[JsonSerializable(typeof(ImmutableArray<string>))]
internal sealed partial class ControlJson : JsonSerializerContext
{
    /// <summary>Leaves quotes and other harmless letters as they are, for people who read.</summary>
    public static ControlJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
