using Executor.Core.Market;

namespace Executor.Core.Planning;

/// <summary>Conversion between the quote of the feed and the quote traded.</summary>
/// <remarks>
/// Source: behaviour of the original, section 4.7. It divided BTCUSDC by BTCUSDT whatever it traded (W40); here both quotes come from the
/// caller, and a pair that is its own feed gives exactly 1.
/// </remarks>
public static class QuoteConversion
{
    /// <summary>Traded quote per feed quote: the ratio of the mid prices.</summary>
    /// <param name="traded">Best prices of the traded pair.</param>
    /// <param name="feed">Best prices of the pair of the feed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A mid price is not above 0.</exception>
    public static decimal KEntry(Quote traded, Quote feed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(traded.Mid, nameof(traded));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(feed.Mid, nameof(feed));
        return traded.Mid / feed.Mid;
    }
}
