using System.Text.Json.Serialization;

namespace Executor.Exchange.Streams.Market;

/// <summary>Event of <c>@bookTicker</c>; it names neither its type nor a time. Source: Binance market streams.</summary>
internal sealed record WireBookTicker
{
    /// <summary>Rises with every change of the book.</summary>
    [JsonPropertyName("u")] public long? UpdateId { get; init; }

    [JsonPropertyName("b")] public decimal? Bid { get; init; }

    [JsonPropertyName("a")] public decimal? Ask { get; init; }

    [JsonPropertyName("B")] public decimal? BidQuantity { get; init; }

    [JsonPropertyName("A")] public decimal? AskQuantity { get; init; }
}

/// <summary>Event of <c>@aggTrade</c>.</summary>
internal sealed record WireAggregateTrade
{
    [JsonPropertyName("E")] public long? EventTime { get; init; }

    /// <summary>Declared so that it is not taken for <see cref="EventTime"/>.</summary>
    [JsonPropertyName("e")] public string? Type { get; init; }

    /// <summary>Rises with every trade.</summary>
    [JsonPropertyName("a")] public long? Id { get; init; }

    [JsonPropertyName("p")] public decimal? Price { get; init; }
}

/// <summary>Event of <c>@kline_1m</c>.</summary>
internal sealed record WireKlineEvent
{
    [JsonPropertyName("E")] public long? EventTime { get; init; }

    [JsonPropertyName("k")] public WireKline? Kline { get; init; }
}

/// <summary>The candle in it.</summary>
internal sealed record WireKline
{
    [JsonPropertyName("t")] public long? OpenTime { get; init; }

    [JsonPropertyName("h")] public decimal? High { get; init; }

    [JsonPropertyName("l")] public decimal? Low { get; init; }

    [JsonPropertyName("c")] public decimal? Close { get; init; }

    [JsonPropertyName("x")] public bool? IsClosed { get; init; }
}
