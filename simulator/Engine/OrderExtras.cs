namespace Executor.Simulator.Engine;

/// <summary>What an order of the wire may carry besides the terms that this system sends itself. All of it is echoed by queries.</summary>
public sealed record OrderExtras
{
    /// <summary>An order without any of it.</summary>
    public static readonly OrderExtras None = new();

    /// <summary>Quote amount a market order spends or earns (<c>quoteOrderQty</c>); its base quantity follows from it. Above 0.</summary>
    public decimal? QuoteQuantity { get; init; }

    /// <summary>Part of the quantity that the book shows (<c>icebergQty</c>), base. Above 0.</summary>
    public decimal? IcebergQuantity { get; init; }

    /// <summary>Distance at which the stop follows the price (<c>trailingDelta</c>), in hundredths of a percent. Above 0.</summary>
    public int? TrailingDelta { get; init; }

    /// <summary>Label of the customer's own.</summary>
    public long? StrategyId { get; init; }

    /// <summary>Label of the customer's own, 1000000 or more.</summary>
    public int? StrategyType { get; init; }

    /// <summary>Mode of self-trade prevention; null is the market's default.</summary>
    public string? SelfTradePreventionMode { get; init; }
}
