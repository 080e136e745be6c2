using System.Text;
using CsCheck;
using Executor.Core.Positions;
using Executor.Core.Signals;

namespace Executor.Core.Tests.Signals;

public sealed class SignalParserTests
{
    private const string Good =
        """{"action":"PEAK","source":"DeltaScout","kind":"long","ts":"2025-01-13T20:00:37Z","price":95000.04}""";

    [Fact]
    public void Parse_GoodLine_KeepsTimeAndPriceExactly()
    {
        var signal = Accepted(Good);

        Assert.Equal("PEAK|2025-01-13T20:00|long|95000.0", signal.Key);
        Assert.Equal(PositionSide.Long, signal.Side);
        Assert.Equal(new DateTimeOffset(2025, 1, 13, 20, 0, 37, TimeSpan.Zero), signal.Time);
        Assert.Equal(95000.04m, signal.Price);
    }

    [Theory]
    [InlineData("Long", PositionSide.Long)]
    [InlineData(" LONG ", PositionSide.Long)]
    [InlineData("Short", PositionSide.Short)]
    public void W34_KindInAnyCase_OpensTheSideItNames(string kind, PositionSide expected) =>
        Assert.Equal(expected, Accepted(Good.Replace("long", kind, StringComparison.Ordinal)).Side);

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("\"nan\"")]
    [InlineData("\"Infinity\"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1e400")]
    [InlineData("1e-400")]
    [InlineData("[]")]
    [InlineData("\"n/a\"")]
    public void W35_PriceThatIsNoPositiveNumber_IsInvalidAndDoesNotThrow(string price) =>
        Assert.IsType<SignalParseResult.Invalid>(Parse(Good.Replace("95000.04", price, StringComparison.Ordinal)));

    [Theory]
    [InlineData("[\"PEAK\"]")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("\"PEAK\"")]
    [InlineData("{\"action\":\"PEAK\"")]
    [InlineData("Traceback (most recent call last):")]
    [InlineData("{}{}")]
    public void W35_LineThatIsNotOneObject_IsInvalidAndDoesNotThrow(string line) => Assert.IsType<SignalParseResult.Invalid>(Parse(line));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"not-a-time\"")]
    [InlineData("\"2025-13-01T00:00:00Z\"")]
    [InlineData("\"13/01/2025 20:05\"")]
    [InlineData("\"1736798431\"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("1736798431.5")]
    public void W35_TimeThatIsNone_IsInvalidAndDoesNotThrow(string time) =>
        Assert.IsType<SignalParseResult.Invalid>(Parse(Good.Replace("\"2025-01-13T20:00:37Z\"", time, StringComparison.Ordinal)));

    [Theory]
    [InlineData("1736798437")]
    [InlineData("1736798437000")]
    [InlineData("1736798437000000000")]
    public void Parse_TimeAsNumber_TellsItsUnitByItsSize(string time) => Assert.Equal(
        new DateTimeOffset(2025, 1, 13, 20, 0, 37, TimeSpan.Zero),
        Accepted(Good.Replace("\"2025-01-13T20:00:37Z\"", time, StringComparison.Ordinal)).Time);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("""{"event":"DELTA_MAX","ts":"2025-01-13 20:00:37"}""")]
    [InlineData("""{"action":"INIT_MAX"}""")]
    [InlineData("""{"action":"PEAK","source":"ManualDesk","kind":"long","ts":"2025-01-13T20:00:37Z","price":95000.04}""")]
    public void Parse_LineForOthers_IsIgnored(string line) => Assert.IsType<SignalParseResult.Ignored>(Parse(line));

    [Fact]
    public void Parse_OtherSourceWithoutStrictSource_IsAccepted()
    {
        var line = Encoding.UTF8.GetBytes(Good.Replace("DeltaScout", "ManualDesk", StringComparison.Ordinal));

        Assert.IsType<SignalParseResult.Accepted>(SignalParser.Parse(line, strictSource: false, 1));
    }

    [Fact]
    public void Parse_EscapedFieldNamesAndTexts_AreRead() =>
        Assert.Equal(PositionSide.Long, Accepted(WithKind("\"k\\u0069nd\":\"l\\u006fng\"")).Side);

    [Fact]
    public void Parse_HalfASurrogatePair_IsInvalid() =>
        Assert.IsType<SignalParseResult.Invalid>(Parse(WithKind("\"kind\":\"\\ud800\"")));

    [Fact]
    public void Parse_AnyBytes_NeverThrows() => Gen.Byte.Array[0, 300].Sample(
        bytes => Assert.NotNull(SignalParser.Parse(bytes, true, 1)));

    [Fact]
    public void Parse_DamagedGoodLine_NeverThrows() => Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Byte, Gen.Int[0, Good.Length])
        .Sample((index, value, length) =>
        {
            var line = Encoding.UTF8.GetBytes(Good);
            line[index] = value;
            Assert.NotNull(SignalParser.Parse(line.AsSpan(0, length), true, 1));
        });

    [Fact]
    public void Parse_SameEventSpelledDifferently_HasTheSameKey() => Gen
        .Select(Gen.Shuffle(Enumerable.Range(0, 5).ToArray()), Gen.Int[0, 3], Gen.Int[-14, 14], Gen.Bool)
        .Sample((order, blanks, offset, inCapitals) =>
        {
            var local = new DateTimeOffset(2025, 1, 13, 20, 0, 37, TimeSpan.Zero).ToOffset(TimeSpan.FromHours(offset));
            var blank = new string(' ', blanks);
            string[] fields =
            [
                "\"action\":\"PEAK\"",
                $"\"source\"{blank}:\"DeltaScout\"",
                $"\"kind\":{blank}\"{blank}{(inCapitals ? "LONG" : "long")}\"",
                $"\"ts\":\"{local:yyyy-MM-dd'T'HH:mm:ss.fffzzz}\"",
                "\"price\":\"95000.040\"",
            ];
            var line = "{" + string.Join("," + blank, order.Select(index => fields[index])) + "}" + blank;
            Assert.Equal("PEAK|2025-01-13T20:00|long|95000.0", Accepted(line).Key);
        });

    private static string WithKind(string field) => Good.Replace("\"kind\":\"long\"", field, StringComparison.Ordinal);

    private static SignalParseResult Parse(string line) => SignalParser.Parse(Encoding.UTF8.GetBytes(line), true, 1);

    private static Signal Accepted(string line) => Assert.IsType<SignalParseResult.Accepted>(Parse(line)).Signal;
}
