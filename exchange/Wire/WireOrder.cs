using System.Text.Json.Serialization;

namespace Executor.Exchange.Wire;

/// <summary>One order as any answer shows it: placement, query, cancel, amendment, list report; spot and margin. What an answer lacks is null.</summary>
internal sealed record WireOrder
{
    [JsonPropertyName("symbol")] public string? Symbol { get; init; }

    [JsonPropertyName("orderId")] public long? OrderId { get; init; }

    [JsonPropertyName("orderListId")] public long? OrderListId { get; init; }

    /// <summary>After a cancel, the id of the cancel.</summary>
    [JsonPropertyName("clientOrderId")] public string? ClientOrderId { get; init; }

    /// <summary>In answers to a cancel or an amendment: the id that the order had before.</summary>
    [JsonPropertyName("origClientOrderId")] public string? OriginalClientOrderId { get; init; }

    [JsonPropertyName("transactTime")] public long? TransactTime { get; init; }

    [JsonPropertyName("time")] public long? Time { get; init; }

    [JsonPropertyName("updateTime")] public long? UpdateTime { get; init; }

    /// <summary>-1 until the order works on the book.</summary>
    [JsonPropertyName("workingTime")] public long? WorkingTime { get; init; }

    [JsonPropertyName("isWorking")] public bool? IsWorking { get; init; }

    [JsonPropertyName("price")] public decimal? Price { get; init; }

    [JsonPropertyName("stopPrice")] public decimal? StopPrice { get; init; }

    [JsonPropertyName("origQty")] public decimal? OriginalQuantity { get; init; }

    /// <summary>The name of the quantity in answers to an amendment.</summary>
    [JsonPropertyName("qty")] public decimal? Quantity { get; init; }

    [JsonPropertyName("executedQty")] public decimal? ExecutedQuantity { get; init; }

    [JsonPropertyName("cummulativeQuoteQty")] public decimal? CumulativeQuote { get; init; }

    /// <summary>The name of it in answers to an amendment.</summary>
    [JsonPropertyName("cumulativeQuoteQty")] public decimal? AmendedCumulativeQuote { get; init; }

    [JsonPropertyName("status")] public string? Status { get; init; }

    [JsonPropertyName("type")] public string? Type { get; init; }

    [JsonPropertyName("side")] public string? Side { get; init; }

    [JsonPropertyName("expiryReason")] public string? ExpiryReason { get; init; }

    [JsonPropertyName("fills")] public IReadOnlyList<WireFill>? Fills { get; init; }

    /// <summary>The list's orders with their ids at placement, where the answer is about a list.</summary>
    [JsonPropertyName("orders")] public IReadOnlyList<WireOrder>? Orders { get; init; }

    /// <summary>Full reports of a list's orders, where the answer is about a list.</summary>
    [JsonPropertyName("orderReports")] public IReadOnlyList<WireOrder>? Reports { get; init; }

    /// <summary>Time of an answer about a list.</summary>
    [JsonPropertyName("transactionTime")] public long? TransactionTime { get; init; }
}

/// <summary>One execution inside the answer to a placement.</summary>
internal sealed record WireFill
{
    [JsonPropertyName("price")] public decimal? Price { get; init; }

    [JsonPropertyName("qty")] public decimal? Quantity { get; init; }

    [JsonPropertyName("commission")] public decimal? Commission { get; init; }

    [JsonPropertyName("commissionAsset")] public string? CommissionAsset { get; init; }

    [JsonPropertyName("tradeId")] public long? TradeId { get; init; }
}
