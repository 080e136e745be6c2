using System.Collections.Immutable;

namespace Executor.Simulator.Server.Requests;

/// <summary>What a caller must show. Source: Binance spot API, endpoint security types.</summary>
public enum Proof
{
    /// <summary>Everybody.</summary>
    Public,

    /// <summary>Whoever names a key.</summary>
    Key,

    /// <summary>Whoever signs.</summary>
    Signature,
}

/// <summary>What a key must be allowed to do.</summary>
public enum Right
{
    /// <summary>Read.</summary>
    Read,

    /// <summary>Place and cancel orders.</summary>
    Trade,

    /// <summary>Borrow, repay, transfer.</summary>
    Loan,
}

/// <summary>Which budget a call is charged to. Source: Binance spot and margin API, limits.</summary>
public enum WeightScope
{
    /// <summary>Of the address, shared by <c>/api</c> and the WebSocket API.</summary>
    Api,

    /// <summary>Of the address, for this SAPI endpoint alone.</summary>
    SapiIp,

    /// <summary>Of the account, for this SAPI endpoint alone.</summary>
    SapiUid,
}

/// <summary>One thing that can be asked for, over HTTP and over the WebSocket API alike.</summary>
public sealed record Endpoint
{
    /// <summary>HTTP method; empty where there is no HTTP form.</summary>
    public string Verb { get; init; } = "";

    /// <summary>Path; empty where there is no HTTP form.</summary>
    public string Path { get; init; } = "";

    /// <summary>Method of the WebSocket API; null where there is none.</summary>
    public string? WebSocketMethod { get; init; }

    /// <summary>What a caller must show.</summary>
    public Proof Proof { get; init; }

    /// <summary>What the key must be allowed to do.</summary>
    public Right Right { get; init; }

    /// <summary>Which budget it is charged to.</summary>
    public WeightScope WeightScope { get; init; }

    /// <summary>What it costs.</summary>
    public Func<ParameterList, int> Weight { get; init; } = _ => 1;

    /// <summary>True when a success costs nothing.</summary>
    public bool IsFreeOnSuccess { get; init; }

    /// <summary>Orders it adds to the count of unfilled orders.</summary>
    public int Orders { get; init; }

    /// <summary>What it knows, besides <c>recvWindow</c>, <c>timestamp</c>, <c>signature</c> and <c>apiKey</c> of signed ones.</summary>
    public ImmutableArray<ParameterSpec> Parameters { get; init; } = [];

    /// <summary>What is mandatory only together with other parameters; null when nothing is missing.</summary>
    public Func<ParameterList, ApiError?> Needs { get; init; } = _ => null;

    /// <summary>Carries it out. Every check of the request itself has passed.</summary>
    public required Func<Call, ApiReply> Handle { get; init; }

    /// <summary>True when it may change orders, balances or debts.</summary>
    public bool IsTrading => Right != Right.Read;

    /// <summary>Name for faults, statistics and logs.</summary>
    public string Name => Path.Length > 0 ? $"{Verb} {Path}" : WebSocketMethod ?? "";
}
