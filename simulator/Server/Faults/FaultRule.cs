namespace Executor.Simulator.Server.Faults;

/// <summary>When something goes wrong, and how. What is null matches everything, or takes the default of its kind.</summary>
/// <remarks>What has a default is no <c>init</c> property: generated readers of JSON forget the defaults of those.</remarks>
public sealed record FaultRule
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Fault { get; init; }

    /// <summary>
    /// Endpoint it strikes: <c>POST /api/v3/order</c>, a path, or a method of the WebSocket API; <c>trading</c>: whatever may change orders,
    /// balances or debts; <c>queries</c>: all others. For events: the event's type.
    /// </summary>
    public string? Endpoint { get; init; }

    /// <summary>Market it strikes, in capitals.</summary>
    public string? Symbol { get; init; }

    /// <summary>Customer it strikes.</summary>
    public string? Customer { get; init; }

    /// <summary>Chance that a match is struck, above 0 and at most 1.</summary>
    public decimal Probability { get; set; } = 1m;

    /// <summary>Chooses the draws: the same seed and the same requests are struck alike.</summary>
    public ulong Seed { get; set; } = 1;

    /// <summary>Matches that pass before the first can be struck; 0 or more.</summary>
    public int Skip { get; init; }

    /// <summary>How often it strikes; null: without end.</summary>
    public int? Count { get; init; }

    /// <summary>For how long it stands, in milliseconds of the venue's clock; null: without end.</summary>
    public long? DurationMs { get; init; }

    /// <summary>How long it waits, in real milliseconds; what for is in the table of faults.</summary>
    public int? DelayMs { get; init; }

    /// <summary>How old the answer to a query is, in milliseconds of the venue's clock.</summary>
    public int? LagMs { get; init; }

    /// <summary>HTTP status of the answer.</summary>
    public int? Status { get; init; }

    /// <summary>Code of the answer, below 0.</summary>
    public int? Code { get; init; }

    /// <summary>Seconds in <c>Retry-After</c>; null: the header is missing.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>True when the request behind a page of the gateway is carried out.</summary>
    public bool Executed { get; init; }

    /// <summary>What is wrong with the rule, naming the field; null when nothing is.</summary>
    internal string? Error => this switch
    {
        _ when !Enum.IsDefined(Fault) => $"fault: {(int)Fault} is no fault.",
        { Probability: <= 0m or > 1m } => $"probability: must be above 0 and at most 1, is {Probability}.",
        { Skip: < 0 } => $"skip: must be 0 or more, is {Skip}.",
        { Count: <= 0 } => $"count: must be above 0, is {Count}.",
        { DurationMs: <= 0 or > MaxDuration } => $"durationMs: must be above 0 and at most {MaxDuration}, is {DurationMs}.",
        { DelayMs: < 0 or > MaxDelay } => $"delayMs: must be 0 to {MaxDelay}, is {DelayMs}.",
        { LagMs: < 0 or > MaxLag } => $"lagMs: must be 0 to {MaxLag}, is {LagMs}.",
        { Status: < 400 or > 599 } => $"status: must be 400 to 599, is {Status}.",
        { Code: >= 0 } => $"code: must be below 0, is {Code}.",
        { RetryAfterSeconds: < 0 or > MaxRetryAfter } => $"retryAfterSeconds: must be 0 to {MaxRetryAfter}, is {RetryAfterSeconds}.",
        _ => null,
    };

    private const long MaxDuration = 31_536_000_000; // a year
    private const int MaxDelay = 600_000;
    private const int MaxLag = 60_000;
    private const int MaxRetryAfter = 259_200; // three days, the longest ban
}
