using System.Collections.Immutable;

namespace Executor.Grains.Portfolio;

/// <summary>What counts towards the limits of the portfolio.</summary>
public sealed record PortfolioState
{
    /// <summary>Entries and trades under way; one a symbol at most.</summary>
    public ImmutableArray<Reservation> Reservations { get; init; } = [];

    /// <summary>Number of the newest reservation.</summary>
    public long LastNumber { get; init; }

    /// <summary>The UTC day of <see cref="Closed"/>.</summary>
    public DateOnly Day { get; init; }

    /// <summary>Trades that closed on <see cref="Day"/>, each once.</summary>
    public ImmutableArray<ClosedToday> Closed { get; init; } = [];
}

/// <summary>A place in the portfolio.</summary>
/// <param name="Number">Running number: a place that was given again has another one.</param>
/// <param name="Symbol">Traded pair.</param>
/// <param name="TradeKey">Key of the trade.</param>
/// <param name="Notional">Quote; 0 or more.</param>
/// <param name="Risk">Quote; 0 or more.</param>
public sealed record Reservation(long Number, string Symbol, string TradeKey, decimal Notional, decimal Risk);

/// <summary>A trade that closed on the present day.</summary>
/// <param name="Symbol">Traded pair.</param>
/// <param name="TradeKey">Key of the trade.</param>
/// <param name="Profit">Realised, quote.</param>
public sealed record ClosedToday(string Symbol, string TradeKey, decimal Profit);
