using System.Collections.Immutable;

namespace Executor.GrainInterfaces;

/// <summary>What an entry would add to the portfolio.</summary>
[GenerateSerializer, Immutable, Alias("Executor.EntryReservation")]
public sealed record EntryReservation
{
    /// <summary>Traded pair.</summary>
    [Id(0)] public required string Symbol { get; init; }

    /// <summary>Key of the trade, unique within the symbol.</summary>
    [Id(1)] public required string TradeKey { get; init; }

    /// <summary>Planned entry price times quantity, quote asset; 0 or more.</summary>
    [Id(2)] public required decimal Notional { get; init; }

    /// <summary>Lost when the stop executes at its level, quote asset; 0 or more.</summary>
    [Id(3)] public required decimal Risk { get; init; }
}

/// <summary>Answer to a reservation.</summary>
[GenerateSerializer, Immutable, Alias("Executor.ReservationAnswer")]
public sealed record ReservationAnswer
{
    /// <summary>Skip reason: <c>max_open_positions</c>, <c>max_total_notional</c>, <c>max_total_risk</c>, <c>daily_loss_stop</c>; null: granted.</summary>
    [Id(0)] public string? Reason { get; init; }

    /// <summary>The numbers behind it; null when granted.</summary>
    [Id(1)] public string? Detail { get; init; }
}

/// <summary>A trade that has ended.</summary>
[GenerateSerializer, Immutable, Alias("Executor.TradeClosure")]
public sealed record TradeClosure
{
    /// <summary>Traded pair.</summary>
    [Id(0)] public required string Symbol { get; init; }

    /// <summary>Key of the trade.</summary>
    [Id(1)] public required string TradeKey { get; init; }

    /// <summary>Realised profit in quote, after fees taken in quote and interest; negative for a loss.</summary>
    [Id(2)] public required decimal Profit { get; init; }

    /// <summary>When it ended, UTC.</summary>
    [Id(3)] public required DateTimeOffset ClosedAt { get; init; }
}

/// <summary>Limits of the portfolio, and what counts towards them.</summary>
[GenerateSerializer, Immutable, Alias("Executor.PortfolioView")]
public sealed record PortfolioView
{
    /// <summary>MAX_OPEN_POSITIONS; null: no limit.</summary>
    [Id(0)] public int? MaxOpenPositions { get; init; }

    /// <summary>MAX_TOTAL_NOTIONAL, quote; null: no limit.</summary>
    [Id(1)] public decimal? MaxTotalNotional { get; init; }

    /// <summary>MAX_TOTAL_RISK, quote; null: no limit.</summary>
    [Id(2)] public decimal? MaxTotalRisk { get; init; }

    /// <summary>DAILY_LOSS_STOP, quote; null: no limit.</summary>
    [Id(3)] public decimal? DailyLossStop { get; init; }

    /// <summary>Entries and trades that count at present; empty while no limit is set.</summary>
    [Id(4)] public ImmutableArray<EntryReservation> Reservations { get; init; } = [];

    /// <summary>Realised profit of the present UTC day, quote.</summary>
    [Id(5)] public decimal ProfitToday { get; init; }
}
