using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>Whether what an order carries besides its terms is allowed; null when it is.</summary>
internal static class ExtrasChecks
{
    private const int MinTrailingDelta = 10;
    private const int MaxTrailingDelta = 2_000;
    private const int MaxIcebergParts = 100;

    /// <summary>A quote amount must buy at least the smallest lot.</summary>
    public static Refusal? QuoteQuantity(SymbolBook book, NewOrder order, OrderExtras extras) =>
        extras.QuoteQuantity is not null && (order.Quantity <= 0m || order.Quantity < book.Rules.MinQuantity) ? Refusal.TooLittleLiquidity : null;

    /// <summary>TRAILING_DELTA and ICEBERG_PARTS, with the bounds that BTCUSDT carries.</summary>
    public static Refusal? Filters(SymbolBook book, NewOrder order, OrderExtras extras)
    {
        if (extras.TrailingDelta is < MinTrailingDelta or > MaxTrailingDelta)
            return Refusal.Filter("TRAILING_DELTA");
        if (extras.IcebergQuantity is not { } iceberg)
            return null;
        if (iceberg > order.Quantity)
            return Refusal.IcebergExceedsQuantity;
        if (FilterChecks.LotSize(book.Rules, iceberg) is { } refused)
            return refused;
        return decimal.Ceiling(order.Quantity / iceberg) > MaxIcebergParts ? Refusal.Filter("ICEBERG_PARTS") : null;
    }
}
