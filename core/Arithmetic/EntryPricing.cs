using Executor.Core.Positions;

namespace Executor.Core.Arithmetic;

/// <summary>Price of the entry limit: a little beyond the signal price, so that the order takes at once but with a cap.</summary>
/// <remarks>Source: behaviour of the original, sections 4.3 and 4.7.</remarks>
public static class EntryPricing
{
    /// <summary>The entry in the quote of the signal: at least one tick beyond <paramref name="signalPrice"/>.</summary>
    /// <param name="side">Direction of the position.</param>
    /// <param name="signalPrice">Close of the signal bar, feed quote.</param>
    /// <param name="offset">Wanted distance, feed quote; below one tick it counts as one tick.</param>
    /// <param name="tick">Price tick, above 0.</param>
    public static decimal FeedEntry(PositionSide side, decimal signalPrice, decimal offset, decimal tick)
    {
        var distance = Math.Max(offset, tick);
        return side switch
        {
            PositionSide.Long => Steps.FloorTo(signalPrice + distance, tick),
            PositionSide.Short => Steps.CeilTo(signalPrice - distance, tick),
        };
    }

    /// <summary>The entry in the traded quote, kept at least one tick beyond the converted signal price.</summary>
    /// <param name="side">Direction of the position.</param>
    /// <param name="feedEntry">Entry in the feed quote.</param>
    /// <param name="signalPrice">Close of the signal bar, feed quote.</param>
    /// <param name="kEntry">Traded quote per feed quote, above 0.</param>
    /// <param name="tick">Price tick of the traded pair, above 0.</param>
    public static decimal TradedEntry(PositionSide side, decimal feedEntry, decimal signalPrice, decimal kEntry, decimal tick)
    {
        var entry = SideRounding.ToTick(side, feedEntry * kEntry, tick);
        var signal = signalPrice * kEntry;
        return side switch
        {
            PositionSide.Long => entry < signal + tick ? Steps.CeilTo(signal + tick, tick) : entry,
            PositionSide.Short => entry > signal - tick ? Steps.FloorTo(signal - tick, tick) : entry,
        };
    }
}
