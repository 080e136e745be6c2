using System.Text.Json.Serialization;

namespace Executor.Exchange.Wire;

/// <summary>One row of <c>myTrades</c>.</summary>
internal sealed record WireTrade
{
    [JsonPropertyName("id")] public long? Id { get; init; }

    [JsonPropertyName("orderId")] public long? OrderId { get; init; }

    [JsonPropertyName("price")] public decimal? Price { get; init; }

    [JsonPropertyName("qty")] public decimal? Quantity { get; init; }

    [JsonPropertyName("commission")] public decimal? Commission { get; init; }

    [JsonPropertyName("commissionAsset")] public string? CommissionAsset { get; init; }

    [JsonPropertyName("time")] public long? Time { get; init; }

    [JsonPropertyName("isMaker")] public bool? IsMaker { get; init; }
}
