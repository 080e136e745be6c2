using System.Text;
using CsCheck;
using Executor.Core.Market;

namespace Executor.Core.Tests.Market;

public sealed class FeedFormatTests
{
    private const string Row = "2025-01-29T00:01:00Z,2131,14.270520,0.006697,8.018910,6.251610,101327.43,101333.01,101351.99,101297.29";

    [Fact]
    public void TryParseRow_GoodRow_GivesExactPrices()
    {
        Assert.True(FeedFormat.TryParseRow(Encoding.UTF8.GetBytes(Row), out var bar, out var reason));

        Assert.Equal(new Bar(new DateTimeOffset(2025, 1, 29, 0, 1, 0, TimeSpan.Zero), 101351.99m, 101297.29m, 101333.01m), bar);
        Assert.Equal(string.Empty, reason);
    }

    [Theory]
    [InlineData("2025-01-29T00:01:00Z", "2025-01-29 00:01:00")]
    [InlineData("2025-01-29T00:01:00Z", "2025-01-29T01:01:00+01:00")]
    [InlineData("101297.29", "101297.29\r")]
    [InlineData("101297.29", " 101297.29")]
    [InlineData("101297.29", "1.0129729E5")]
    [InlineData("14.270520", "-14.270520")]
    [InlineData("101297.29", "101297.2900000000000000000000")]
    public void TryParseRow_OtherSpelling_GivesTheSameBar(string part, string other)
    {
        var changed = Encoding.UTF8.GetBytes(Row.Replace(part, other, StringComparison.Ordinal));

        Assert.True(FeedFormat.TryParseRow(changed, out var bar, out _));
        Assert.True(FeedFormat.TryParseRow(Encoding.UTF8.GetBytes(Row), out var plain, out _));
        Assert.Equal(plain, bar);
    }

    [Theory]
    [InlineData("101297.29", "nan", "LowPrice must be a number, is 'nan'")]
    [InlineData("2131", "", "Trades must be a number, is ''")]
    [InlineData("14.270520", "1.2.3", "TotalQty must be a number, is '1.2.3'")]
    [InlineData("0.006697", ".", "AvgSize must be a number, is '.'")]
    [InlineData("2025-01-29T00:01:00Z", "soon", "Timestamp must be an ISO-8601 time, is 'soon'")]
    [InlineData("2025-01-29T00:01:00Z", "2025-02-30T00:01:00Z", "Timestamp must be an ISO-8601 time, is '2025-02-30T00:01:00Z'")]
    [InlineData("101297.29", "101340", "HiPrice >= ClosePrice >= LowPrice > 0 must hold, found 101351.99, 101333.01, 101340")]
    [InlineData("101351.99", "101333.00", "HiPrice >= ClosePrice >= LowPrice > 0 must hold, found 101333.00, 101333.01, 101297.29")]
    [InlineData("101297.29", "0", "HiPrice >= ClosePrice >= LowPrice > 0 must hold, found 101351.99, 101333.01, 0")]
    [InlineData("2025-01-29T00:01:00Z", "0001-01-01T00:00:00Z", "Timestamp must lie in the years 2000 to 2100, is '0001-01-01T00:00:00Z'")]
    [InlineData("2025-01-29T00:01:00Z", "1999-12-31 23:59:59", "Timestamp must lie in the years 2000 to 2100, is '1999-12-31 23:59:59'")]
    [InlineData("2025-01-29T00:01:00Z", "2101-01-01T00:00:00Z", "Timestamp must lie in the years 2000 to 2100, is '2101-01-01T00:00:00Z'")]
    [InlineData("101351.99", "1000000000000000", "prices must be at least 0.00000001 and below 1000000000000000, found 1000000000000000 and 101297.29")]
    [InlineData("101297.29", "0.000000009", "prices must be at least 0.00000001 and below 1000000000000000, found 101351.99 and 0.000000009")]
    public void TryParseRow_BadCell_SaysWhichAndWhy(string part, string bad, string expected)
    {
        var row = Encoding.UTF8.GetBytes(Row.Replace(part, bad, StringComparison.Ordinal));

        Assert.False(FeedFormat.TryParseRow(row, out var bar, out var reason));

        Assert.Equal(expected, reason);
        Assert.Equal(default, bar);
    }

    [Theory]
    [InlineData("2025-01-29T00:01:00Z", "2000-01-01T00:00:00Z")]
    [InlineData("2025-01-29T00:01:00Z", "2100-12-31T23:59:59Z")]
    [InlineData("101351.99", "999999999999999.99")]
    [InlineData("101297.29", "0.00000001")]
    public void TryParseRow_CellAtItsBound_IsTaken(string part, string bound) => Assert.True(
        FeedFormat.TryParseRow(Encoding.UTF8.GetBytes(Row.Replace(part, bound, StringComparison.Ordinal)), out _, out _));

    [Theory]
    [InlineData(",1", "10 cells are needed, found 11")]
    [InlineData(",", "10 cells are needed, found 11")]
    public void TryParseRow_ExtraCell_IsRefused(string extra, string expected)
    {
        Assert.False(FeedFormat.TryParseRow(Encoding.UTF8.GetBytes(Row + extra), out _, out var reason));

        Assert.StartsWith(expected, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParseRow_RowCutAnywhere_IsRefusedUnlessOnlyTheLastCellIsShorter()
    {
        var lastCell = Row.LastIndexOf(',') + 1;
        for (var length = 0; length <= lastCell; length++)
        {
            Assert.False(FeedFormat.TryParseRow(Encoding.UTF8.GetBytes(Row[..length]), out _, out var reason));
            Assert.NotEmpty(reason);
        }
    }

    [Fact]
    public void TryParseRow_GoodRow_AllocatesNothing()
    {
        var row = Encoding.UTF8.GetBytes(Row);
        var good = FeedFormat.TryParseRow(row, out _, out _) ? 1 : 0;
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var turn = 0; turn < 999; turn++)
        {
            good += FeedFormat.TryParseRow(row, out _, out _) ? 1 : 0;
        }

        var after = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal((1000, before), (good, after));
    }

    [Fact]
    public void TryParseRow_AnyPrice_IsReadLikeDecimalParse() => Gen.Select(Gen.Long[10_000_000_000, 999_999_999_999_999_999], Gen.Int[3, 18]).Sample(
        (mantissa, scale) =>
        {
            var price = mantissa * new decimal(1, 0, 0, false, (byte)scale);
            var text = Executor.Core.Arithmetic.NumberText.Plain(price);
            var row = Encoding.UTF8.GetBytes($"2025-01-29T00:01:00Z,1,1,1,1,0,{text},{text},{text},{text}");
            Assert.True(FeedFormat.TryParseRow(row, out var bar, out _));
            Assert.Equal((price, price, price), (bar.High, bar.Low, bar.Close));
        });

    [Fact]
    public void TryParseRow_AnyBytes_NeverThrows() => Gen.Byte.Array[0, 120].Sample(bytes =>
    {
        if (!FeedFormat.TryParseRow(bytes, out _, out var reason))
        {
            Assert.NotEmpty(reason);
        }
    });

    [Theory]
    [InlineData(FeedFormat.Header, true)]
    [InlineData("\uFEFF" + FeedFormat.Header, true)]
    [InlineData("Timestamp , Trades,TotalQty,AvgSize,BuyQty,SellQty,AvgPrice,ClosePrice,HiPrice,LowPrice\r", true)]
    [InlineData("Timestamp,Trades,TotalQty,AvgSize,BuyQty,SellQty,AvgPrice,ClosePrice,LowPrice,HiPrice", false)]
    [InlineData(FeedFormat.Header + ",X", false)]
    [InlineData("", false)]
    public void TryCheckHeader_AnyLine_TellsTheTenNamesInOrder(string line, bool expected)
    {
        Assert.Equal(expected, FeedFormat.TryCheckHeader(Encoding.UTF8.GetBytes(line), out var problem));

        Assert.Equal(expected, problem.Length == 0);
    }
}
