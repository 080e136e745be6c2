using System.Text.Json.Serialization;

namespace Executor.Exchange.Wire;

/// <summary>Trading rules and limits.</summary>
internal sealed record WireExchangeInfo
{
    [JsonPropertyName("rateLimits")] public IReadOnlyList<WireRateLimit>? RateLimits { get; init; }

    [JsonPropertyName("symbols")] public IReadOnlyList<WireSymbol>? Symbols { get; init; }
}

/// <summary>One limit.</summary>
internal sealed record WireRateLimit
{
    [JsonPropertyName("rateLimitType")] public string? Type { get; init; }

    [JsonPropertyName("interval")] public string? Interval { get; init; }

    [JsonPropertyName("intervalNum")] public int? IntervalCount { get; init; }

    [JsonPropertyName("limit")] public int? Limit { get; init; }
}

/// <summary>One symbol. A capability that the answer does not name is not there.</summary>
internal sealed record WireSymbol
{
    [JsonPropertyName("symbol")] public string? Symbol { get; init; }

    [JsonPropertyName("status")] public string? Status { get; init; }

    [JsonPropertyName("baseAsset")] public string? BaseAsset { get; init; }

    [JsonPropertyName("quoteAsset")] public string? QuoteAsset { get; init; }

    [JsonPropertyName("ocoAllowed")] public bool OcoAllowed { get; init; }

    [JsonPropertyName("otoAllowed")] public bool OtoAllowed { get; init; }

    [JsonPropertyName("opoAllowed")] public bool OpoAllowed { get; init; }

    [JsonPropertyName("cancelReplaceAllowed")] public bool CancelReplaceAllowed { get; init; }

    [JsonPropertyName("amendAllowed")] public bool AmendAllowed { get; init; }

    [JsonPropertyName("filters")] public IReadOnlyList<WireFilter>? Filters { get; init; }
}

/// <summary>One filter; which fields it has depends on its type.</summary>
internal sealed record WireFilter
{
    [JsonPropertyName("filterType")] public string? Type { get; init; }

    [JsonPropertyName("minPrice")] public decimal? MinPrice { get; init; }

    [JsonPropertyName("maxPrice")] public decimal? MaxPrice { get; init; }

    [JsonPropertyName("tickSize")] public decimal? TickSize { get; init; }

    [JsonPropertyName("minQty")] public decimal? MinQuantity { get; init; }

    [JsonPropertyName("maxQty")] public decimal? MaxQuantity { get; init; }

    [JsonPropertyName("stepSize")] public decimal? StepSize { get; init; }

    [JsonPropertyName("minNotional")] public decimal? MinNotional { get; init; }

    [JsonPropertyName("maxNotional")] public decimal? MaxNotional { get; init; }

    [JsonPropertyName("multiplierUp")] public decimal? MultiplierUp { get; init; }

    [JsonPropertyName("multiplierDown")] public decimal? MultiplierDown { get; init; }

    [JsonPropertyName("bidMultiplierUp")] public decimal? BidMultiplierUp { get; init; }

    [JsonPropertyName("bidMultiplierDown")] public decimal? BidMultiplierDown { get; init; }

    [JsonPropertyName("askMultiplierUp")] public decimal? AskMultiplierUp { get; init; }

    [JsonPropertyName("askMultiplierDown")] public decimal? AskMultiplierDown { get; init; }

    [JsonPropertyName("maxNumOrders")] public int? MaxOrders { get; init; }

    [JsonPropertyName("maxNumAlgoOrders")] public int? MaxAlgoOrders { get; init; }

    [JsonPropertyName("maxNumOrderLists")] public int? MaxOrderLists { get; init; }

    [JsonPropertyName("maxNumOrderAmends")] public int? MaxOrderAmends { get; init; }
}

/// <summary>The exchange's clock.</summary>
internal sealed record WireTime
{
    [JsonPropertyName("serverTime")] public long? ServerTime { get; init; }
}
