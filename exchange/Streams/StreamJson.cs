using System.Text.Json.Serialization;
using Executor.Exchange.Streams.Account;
using Executor.Exchange.Streams.Market;
using Executor.Exchange.Wire;

namespace Executor.Exchange.Streams;

/// <summary>Reads what connections say. Names differ by case alone, so case counts; numbers may be texts, fields may be missing or more than are known.</summary>
[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowReadingFromString, Converters = [typeof(WireAmounts), typeof(WireLists)])]
[JsonSerializable(typeof(WireStreamError))]
[JsonSerializable(typeof(WireEventHead))]
[JsonSerializable(typeof(WireExecution))]
[JsonSerializable(typeof(WirePosition))]
[JsonSerializable(typeof(WireMarginLevel))]
[JsonSerializable(typeof(WireSubscription))]
[JsonSerializable(typeof(IReadOnlyList<WireSubscription>))]
[JsonSerializable(typeof(WireListenToken))]
[JsonSerializable(typeof(IReadOnlyList<WireRateLimit>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(WireBookTicker))]
[JsonSerializable(typeof(WireAggregateTrade))]
[JsonSerializable(typeof(WireKlineEvent))]
internal sealed partial class StreamJson : JsonSerializerContext;

/// <summary>A refusal on a connection.</summary>
internal sealed record WireStreamError
{
    [JsonPropertyName("code")] public int? Code { get; init; }

    [JsonPropertyName("msg")] public string? Message { get; init; }

    [JsonPropertyName("data")] public WireStreamErrorData? Data { get; init; }
}

/// <summary>What a refusal for too many requests adds.</summary>
internal sealed record WireStreamErrorData
{
    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    [JsonPropertyName("retryAfter")] public long? RetryAfter { get; init; }
}

/// <summary>How much of a limit is used.</summary>
internal sealed record WireRateLimit
{
    [JsonPropertyName("rateLimitType")] public string? Type { get; init; }

    [JsonPropertyName("interval")] public string? Interval { get; init; }

    [JsonPropertyName("intervalNum")] public int? IntervalCount { get; init; }

    [JsonPropertyName("count")] public long? Used { get; init; }
}

/// <summary>What every event has.</summary>
internal sealed record WireEventHead
{
    [JsonPropertyName("e")] public string? Type { get; init; }

    /// <summary>Declared as nothing in particular, since some events carry no time.</summary>
    [JsonPropertyName("E")] public long? At { get; init; }
}
