namespace Executor.Grains.Portfolio;

/// <summary>Limits over all symbols. Amounts are in quote; the quote assets of all symbols are taken to be worth the same.</summary>
public sealed record PortfolioLimits
{
    /// <summary>No limits.</summary>
    public static PortfolioLimits None { get; } = new();

    /// <summary>MAX_OPEN_POSITIONS: trades under way at once, above 0; null: no limit.</summary>
    public int? MaxOpenPositions { get; init; }

    /// <summary>MAX_TOTAL_NOTIONAL: planned entry price times quantity of all, quote, above 0; null: no limit.</summary>
    public decimal? MaxTotalNotional { get; init; }

    /// <summary>MAX_TOTAL_RISK: lost when every stop executes at its level, quote, above 0; null: no limit.</summary>
    public decimal? MaxTotalRisk { get; init; }

    /// <summary>DAILY_LOSS_STOP: no more entries in a UTC day that has lost this much, realised, quote, above 0; null: no limit.</summary>
    public decimal? DailyLossStop { get; init; }

    /// <summary>True when nothing is limited: entries need no reservation.</summary>
    public bool AreOff => this == None;
}
