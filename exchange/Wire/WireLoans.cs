using System.Text.Json.Serialization;

namespace Executor.Exchange.Wire;

/// <summary>A page of loans or repayments, newest first.</summary>
internal sealed record WireLoans
{
    [JsonPropertyName("rows")] public IReadOnlyList<WireLoan>? Rows { get; init; }

    [JsonPropertyName("total")] public long? Total { get; init; }
}

/// <summary>One loan or repayment.</summary>
internal sealed record WireLoan
{
    [JsonPropertyName("txId")] public long? TransactionId { get; init; }

    [JsonPropertyName("asset")] public string? Asset { get; init; }

    [JsonPropertyName("amount")] public decimal? Amount { get; init; }

    [JsonPropertyName("principal")] public decimal? Principal { get; init; }

    [JsonPropertyName("interest")] public decimal? Interest { get; init; }

    [JsonPropertyName("status")] public string? Status { get; init; }

    /// <summary><c>MANUAL</c>, or what caused it.</summary>
    [JsonPropertyName("type")] public string? Type { get; init; }

    [JsonPropertyName("timestamp")] public long? Timestamp { get; init; }
}

/// <summary>Answer to a loan or a repayment.</summary>
internal sealed record WireTransaction
{
    [JsonPropertyName("tranId")] public long? Id { get; init; }
}
