using System.Globalization;
using System.Text;
using CsCheck;
using Executor.Core.Market;

namespace Executor.Core.Tests.Market;

public sealed class IsoTimestampTests
{
    [Theory]
    [InlineData("2025-01-13T20:00:37Z", "2025-01-13T20:00:37.0000000")]
    [InlineData("2025-01-13 22:00:37+02:00", "2025-01-13T20:00:37.0000000")]
    [InlineData("2025-01-13T15:30:00-04:30", "2025-01-13T20:00:00.0000000")]
    [InlineData("2025-01-13T20:00:00+0030", "2025-01-13T19:30:00.0000000")]
    [InlineData("2025-01-13T20:00:00+01", "2025-01-13T19:00:00.0000000")]
    [InlineData("2025-01-13T20:00", "2025-01-13T20:00:00.0000000")]
    [InlineData("2025-01-13", "2025-01-13T00:00:00.0000000")]
    [InlineData(" 2025-01-13T23:59:59.9999999999Z ", "2025-01-13T23:59:59.9999999")]
    [InlineData("2024-02-29T12:00:00Z", "2024-02-29T12:00:00.0000000")]
    public void TryParse_IsoForms_GiveUtc(string text, string expected)
    {
        Assert.True(IsoTimestamp.TryParse(Encoding.UTF8.GetBytes(text), out var time));

        Assert.Equal(TimeSpan.Zero, time.Offset);
        Assert.Equal(expected, time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2025-02-29")]
    [InlineData("2025-01-13T24:00:00Z")]
    [InlineData("2025-01-13T20:00:60Z")]
    [InlineData("2025-01-13T20")]
    [InlineData("2025-01-13T20:00:00.Z")]
    [InlineData("2025-01-13T20:00:00+1:00")]
    [InlineData("2025-01-13T20:00:00Zjunk")]
    [InlineData("0000-01-01")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("20:05")]
    public void TryParse_OtherTexts_AreRefused(string text) => Assert.False(IsoTimestamp.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void TryParse_AnyBytes_NeverThrows() => Gen.Byte.Array[0, 40].Sample(bytes =>
    {
        var isTime = IsoTimestamp.TryParse(bytes, out var time);
        Assert.True(isTime || time == default);
    });
}
