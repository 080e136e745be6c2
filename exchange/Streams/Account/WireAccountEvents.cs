using System.Text.Json.Serialization;

namespace Executor.Exchange.Streams.Account;

/// <summary>Event <c>executionReport</c>. Source: Binance user data streams.</summary>
internal sealed record WireExecution
{
    [JsonPropertyName("E")] public long? EventTime { get; init; }

    [JsonPropertyName("T")] public long? At { get; init; }

    [JsonPropertyName("s")] public string? Symbol { get; init; }

    /// <summary>On a cancel, the id of the cancel.</summary>
    [JsonPropertyName("c")] public string? ClientOrderId { get; init; }

    /// <summary>The id at placement, where <see cref="ClientOrderId"/> is another; else empty.</summary>
    [JsonPropertyName("C")] public string? OriginalClientOrderId { get; init; }

    [JsonPropertyName("S")] public string? Side { get; init; }

    [JsonPropertyName("o")] public string? Type { get; init; }

    [JsonPropertyName("q")] public decimal? Quantity { get; init; }

    [JsonPropertyName("p")] public decimal? Price { get; init; }

    [JsonPropertyName("P")] public decimal? StopPrice { get; init; }

    [JsonPropertyName("g")] public long? OrderListId { get; init; }

    /// <summary>What happened.</summary>
    [JsonPropertyName("x")] public string? Execution { get; init; }

    [JsonPropertyName("X")] public string? Status { get; init; }

    [JsonPropertyName("r")] public string? RejectReason { get; init; }

    [JsonPropertyName("eR")] public string? ExpiryReason { get; init; }

    [JsonPropertyName("i")] public long? OrderId { get; init; }

    [JsonPropertyName("l")] public decimal? LastQuantity { get; init; }

    [JsonPropertyName("L")] public decimal? LastPrice { get; init; }

    [JsonPropertyName("z")] public decimal? ExecutedQuantity { get; init; }

    [JsonPropertyName("Z")] public decimal? CumulativeQuote { get; init; }

    [JsonPropertyName("n")] public decimal? Commission { get; init; }

    [JsonPropertyName("N")] public string? CommissionAsset { get; init; }

    /// <summary>-1 when nothing executed.</summary>
    [JsonPropertyName("t")] public long? TradeId { get; init; }

    [JsonPropertyName("w")] public bool? IsOnBook { get; init; }

    [JsonPropertyName("m")] public bool? IsMaker { get; init; }

    /// <summary>Only there once the order works.</summary>
    [JsonPropertyName("W")] public long? WorkingTime { get; init; }
}

/// <summary>Event <c>outboundAccountPosition</c>: assets that may have changed, absolute.</summary>
internal sealed record WirePosition
{
    [JsonPropertyName("E")] public long? EventTime { get; init; }

    [JsonPropertyName("u")] public long? UpdatedAt { get; init; }

    [JsonPropertyName("B")] public IReadOnlyList<WirePositionAsset>? Balances { get; init; }
}

/// <summary>One asset of it.</summary>
internal sealed record WirePositionAsset
{
    [JsonPropertyName("a")] public string? Asset { get; init; }

    [JsonPropertyName("f")] public decimal? Free { get; init; }

    [JsonPropertyName("l")] public decimal? Locked { get; init; }
}

/// <summary>Event <c>MARGIN_LEVEL_STATUS_CHANGE</c>.</summary>
internal sealed record WireMarginLevel
{
    [JsonPropertyName("E")] public long? EventTime { get; init; }

    /// <summary>Assets over debts.</summary>
    [JsonPropertyName("l")] public decimal? Level { get; init; }
}

/// <summary>Answer to a subscription.</summary>
internal sealed record WireSubscription
{
    [JsonPropertyName("subscriptionId")] public long? Id { get; init; }

    [JsonPropertyName("expirationTime")] public long? ExpiresAt { get; init; }
}

/// <summary>Answer to <c>POST /sapi/v1/userListenToken</c>.</summary>
internal sealed record WireListenToken
{
    [JsonPropertyName("token")] public string? Token { get; init; }

    [JsonPropertyName("expirationTime")] public long? ExpiresAt { get; init; }
}
