using System.Text.Json.Serialization;

namespace Executor.Exchange.Wire;

/// <summary>Amounts of one asset, of any account.</summary>
internal sealed record WireBalance
{
    [JsonPropertyName("asset")] public string? Asset { get; init; }

    [JsonPropertyName("free")] public decimal? Free { get; init; }

    [JsonPropertyName("locked")] public decimal? Locked { get; init; }

    [JsonPropertyName("borrowed")] public decimal? Borrowed { get; init; }

    [JsonPropertyName("interest")] public decimal? Interest { get; init; }
}

/// <summary>The spot account.</summary>
internal sealed record WireSpotAccount
{
    [JsonPropertyName("balances")] public IReadOnlyList<WireBalance>? Balances { get; init; }
}

/// <summary>The cross margin account.</summary>
internal sealed record WireCrossAccount
{
    [JsonPropertyName("marginLevel")] public decimal? MarginLevel { get; init; }

    [JsonPropertyName("totalLiabilityOfBtc")] public decimal? TotalLiability { get; init; }

    [JsonPropertyName("userAssets")] public IReadOnlyList<WireBalance>? Assets { get; init; }
}

/// <summary>Isolated margin accounts.</summary>
internal sealed record WireIsolatedAccounts
{
    [JsonPropertyName("assets")] public IReadOnlyList<WireIsolatedAccount>? Accounts { get; init; }
}

/// <summary>One isolated margin account.</summary>
internal sealed record WireIsolatedAccount
{
    [JsonPropertyName("symbol")] public string? Symbol { get; init; }

    [JsonPropertyName("marginLevel")] public decimal? MarginLevel { get; init; }

    [JsonPropertyName("baseAsset")] public WireBalance? Base { get; init; }

    [JsonPropertyName("quoteAsset")] public WireBalance? Quote { get; init; }
}
