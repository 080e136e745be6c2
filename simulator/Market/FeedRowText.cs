using System.Globalization;

namespace Executor.Simulator.Market;

/// <summary>Writes minutes as rows of the ten-column feed file.</summary>
public static class FeedRowText
{
    /// <summary>First line of the file, without line end.</summary>
    public const string Header = "Timestamp,Trades,TotalQty,AvgSize,BuyQty,SellQty,AvgPrice,ClosePrice,HiPrice,LowPrice";

    /// <summary>One row, without line end; prices carry the decimals of <paramref name="tick"/>, quantities six.</summary>
    public static string Format(MinuteSample sample, decimal tick)
    {
        var price = "F" + (tick / 1.000000000000000000000000000000m).Scale.ToString(CultureInfo.InvariantCulture);
        var size = sample.TotalQuantity / sample.Trades;
        return string.Join(
            ',',
            sample.Bar.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            sample.Trades.ToString(CultureInfo.InvariantCulture),
            Text(sample.TotalQuantity, "F6"),
            Text(size, "F6"),
            Text(sample.BuyQuantity, "F6"),
            Text(sample.SellQuantity, "F6"),
            Text(sample.AveragePrice, price),
            Text(sample.Bar.Close, price),
            Text(sample.Bar.High, price),
            Text(sample.Bar.Low, price));
    }

    private static string Text(decimal value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
