using System.Text.Json;
using System.Text.Json.Serialization;

namespace Executor.Exchange.Wire;

/// <summary>Answer to cancelReplace: at the top when both halves succeeded, under <c>data</c> otherwise.</summary>
internal sealed record WireReplacement
{
    [JsonPropertyName("data")] public WireReplacement? Data { get; init; }

    [JsonPropertyName("cancelResult")] public string? CancelResult { get; init; }

    [JsonPropertyName("newOrderResult")] public string? NewOrderResult { get; init; }

    /// <summary>An order, a list, or code and text of a refusal.</summary>
    [JsonPropertyName("cancelResponse")] public JsonElement? CancelResponse { get; init; }

    /// <summary>An order, or code and text of a refusal; null when it was not tried.</summary>
    [JsonPropertyName("newOrderResponse")] public JsonElement? NewOrderResponse { get; init; }
}

/// <summary>A refusal inside of another answer.</summary>
internal sealed record WireError
{
    [JsonPropertyName("code")] public int? Code { get; init; }

    [JsonPropertyName("msg")] public string? Message { get; init; }
}

/// <summary>Answer to an amendment.</summary>
internal sealed record WireAmendment
{
    [JsonPropertyName("transactTime")] public long? TransactTime { get; init; }

    [JsonPropertyName("amendedOrder")] public WireOrder? Order { get; init; }

    /// <summary>The list and its orders, where the order is a leg.</summary>
    [JsonPropertyName("listStatus")] public WireOrder? List { get; init; }
}
