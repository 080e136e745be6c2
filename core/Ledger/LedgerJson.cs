using System.Text.Json.Serialization;

namespace Executor.Core.Ledger;

/// <summary>Records as JSON documents, for transport and export: names in <c>snake_case</c>, enums by name, amounts with their exact digits.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(TradeRecord))]
[JsonSerializable(typeof(MonthlySummary))]
public sealed partial class LedgerJson : JsonSerializerContext;
