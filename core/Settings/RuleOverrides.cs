namespace Executor.Core.Settings;

/// <summary>Trading rules given by hand; null = what the exchange says, or the default of <see cref="SymbolRulesDefaults"/>.</summary>
public sealed record RuleOverrides
{
    /// <summary>TICK_SIZE: price tick, above 0; its written form fixes the decimals of prices.</summary>
    public decimal? TickSize { get; init; }

    /// <summary>QTY_STEP: lot step, base asset, above 0; its written form fixes the decimals of quantities.</summary>
    public decimal? LotStep { get; init; }

    /// <summary>MIN_QTY: least quantity, base asset; 0 or more.</summary>
    public decimal? MinQuantity { get; init; }

    /// <summary>MIN_NOTIONAL: least order value, quote asset; 0 or more.</summary>
    public decimal? MinNotional { get; init; }
}
