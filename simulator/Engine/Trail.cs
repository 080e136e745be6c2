using Executor.Core.Exchange;

namespace Executor.Simulator.Engine;

/// <summary>
/// A stop that follows the price: it triggers when the price has come back from its extreme by a share. Source: Binance spot API, trailing
/// stops.
/// </summary>
/// <param name="side">Direction of the order: a sale follows the highest trade, a purchase the lowest.</param>
/// <param name="delta">Distance in hundredths of a percent, above 0.</param>
/// <param name="activationPrice">Following starts when this price trades; null: with the next trade.</param>
/// <param name="startsBelow">True when the activation price is reached from above.</param>
internal sealed class Trail(OrderSide side, int delta, decimal? activationPrice, bool startsBelow)
{
    private const decimal PartsOfWhole = 10_000m;

    public decimal? Extreme { get; private set; }

    public DateTimeOffset? Since { get; private set; }

    /// <summary>The price that triggers now; null before following began.</summary>
    public decimal? TriggerPrice => Extreme is not { } extreme ? null : side switch
    {
        OrderSide.Sell => extreme * (1m - (delta / PartsOfWhole)),
        OrderSide.Buy => extreme * (1m + (delta / PartsOfWhole)),
    };

    /// <summary>One trade of the market; true when it triggers. The extreme moves first.</summary>
    public bool Follow(decimal price, DateTimeOffset at)
    {
        if (Extreme is not { } extreme)
        {
            if (activationPrice is { } start && (startsBelow ? price > start : price < start))
                return false;
            (Extreme, Since) = (price, at);
            return false;
        }
        Extreme = side switch
        {
            OrderSide.Sell => Math.Max(extreme, price),
            OrderSide.Buy => Math.Min(extreme, price),
        };
        return side switch
        {
            OrderSide.Sell => price <= TriggerPrice,
            OrderSide.Buy => price >= TriggerPrice,
        };
    }

    public void Restore(decimal? extreme, DateTimeOffset? since) => (Extreme, Since) = (extreme, since);
}
