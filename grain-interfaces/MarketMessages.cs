using System.Collections.Immutable;
using Executor.Core.Market;

namespace Executor.GrainInterfaces;

/// <summary>What the market shows at one moment.</summary>
[GenerateSerializer, Immutable, Alias("Executor.MarketSnapshot")]
public sealed record MarketSnapshot
{
    /// <summary>Rows of the feed, oldest first; may be fewer than asked for.</summary>
    [Id(0)] public ImmutableArray<Bar> Bars { get; init; } = [];

    /// <summary>Best prices; null before the first.</summary>
    [Id(1)] public Quote? Quote { get; init; }

    /// <summary>The lower price that the position asked to watch; null: none, or it has been reached.</summary>
    [Id(2)] public decimal? WatchedAtOrBelow { get; init; }

    /// <summary>The upper price that the position asked to watch; null: none, or it has been reached.</summary>
    [Id(3)] public decimal? WatchedAtOrAbove { get; init; }
}

/// <summary>What a sweep found for one symbol.</summary>
[GenerateSerializer, Immutable, Alias("Executor.SweepResult")]
public sealed record SweepResult
{
    /// <summary>The symbol.</summary>
    [Id(0)] public required string Symbol { get; init; }

    /// <summary>Why its position cannot be reached; null when it answered.</summary>
    [Id(1)] public string? Problem { get; init; }
}
