namespace Executor.Core.Market;

/// <summary>How finely a feed prints its prices: the only hint at the tick of a symbol that no exchange describes.</summary>
public static class PriceDecimals
{
    /// <summary>The most decimals with which a price of <paramref name="bar"/> is written; trailing zeros count. 0 or more.</summary>
    /// <remarks>Of one bar it says little, since 95000.10 is often printed as 95000.1: ask many, and take the most.</remarks>
    public static int Of(in Bar bar) => Math.Max(bar.Close.Scale, Math.Max(bar.High.Scale, bar.Low.Scale));
}
