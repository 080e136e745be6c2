using System.Text;

namespace Executor.Fuzz.Mutation;

/// <summary>Values that parsers have broken on: bounds of number types, words that are no numbers, wrong types, text that is no text.</summary>
internal static class HostileValues
{
    /// <summary>JSON values, and some that look like ones.</summary>
    public static IReadOnlyList<byte[]> Json { get; } =
    [
        .. new[]
        {
            "null", "true", "false", "0", "-0", "-1", "1", "1e5", "1e400", "-1e400", "1E-400", "1e28", "0.1e-28", "2147483647", "2147483648", "-2147483649",
            "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616", "79228162514264337593543950335",
            "79228162514264337593543950336", "-79228162514264337593543950335", "0.0000000000000000000000000001", "0.00000000000000000000000000001",
            "253402300799999", "253402300800000", "253402300799999999", "-62135596800001", "99999999999999999", "1764000000321000", "NaN", "Infinity", "-Infinity",
            "\"NaN\"", "\"Infinity\"", "\"\"", "\" \"", "\" 1\"", "\"1,5\"", "\"1e5\"", "\"0x1F\"", "\"-0.00000000\"", "\"-1\"", "\"79228162514264337593543950335\"",
            "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\n\\r\\t\"", "\"<script>\"", "\"%s%n\"", "\"../..\"", "\"BTCUSDT\"", "\"btcusdt\"", "\"SUCCESS\"", "\"FAILURE\"",
            "\"NOT_ATTEMPTED\"", "\"TRADE\"", "\"FILLED\"", "\"CANCELED\"", "\"TAKE_PROFIT_LIMIT\"", "\"executionReport\"", "\"eventStreamTerminated\"", "\"serverShutdown\"",
            "-1003", "-1007", "-1013", "-1015", "-1021", "-1121", "-2010", "-2011", "-2013", "-2021", "-2022",
            "{}", "[]", "[null]", "[[]]", "[{}]", "{\"a\":1}", "{\"\":\"\"}", "[1,2,3]", "undefined", "'x'", "//", "/*",
        }.Select(Encoding.UTF8.GetBytes),
        [(byte)'"', .. Enumerable.Repeat((byte)'A', 5_000), (byte)'"'],
        [.. Enumerable.Repeat((byte)'9', 400)],
        [(byte)'"', .. Enumerable.Repeat((byte)'9', 400), (byte)'"'],
        [(byte)'"', 0xC0, 0xAF, 0xFE, 0xFF, (byte)'"'],
        [(byte)'"', 0xED, 0xA0, 0x80, (byte)'"'],
        [.. Enumerable.Repeat((byte)'[', 200)],
        [.. Enumerable.Repeat((byte)'[', 100), .. Enumerable.Repeat((byte)']', 100)],
    ];

    /// <summary>Values of parameters, headers and parts of paths.</summary>
    public static IReadOnlyList<string> Text { get; } =
    [
        "", "0", "-1", "1", "-0", "0.0", "00", "1e5", "1E-05", "NaN", "Infinity", "0.00000001", "0.000000001", "99999999999999999999.99999999999999999999",
        "79228162514264337593543950335", "79228162514264337593543950336", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "2147483648",
        "100000000000000", "0.0000000000000000000000000001", "253402300800000", "1764000000321", "18446744073709551616", "1,5", " 1", "+1", ".5", "5.", "0x1F", "\u0661", "null", "true", "TRUE", "false",
        "BUY", "SELL", "LIMIT", "MARKET", "STOP_LOSS", "STOP_LOSS_LIMIT", "TAKE_PROFIT", "TAKE_PROFIT_LIMIT", "LIMIT_MAKER", "GTC", "IOC", "FOK", "FULL", "ACK", "RESULT",
        "MARGIN_BUY", "AUTO_REPAY", "AUTO_BORROW_REPAY", "BORROW", "REPAY", "ALLOW_FAILURE", "STOP_ON_FAILURE", "ONLY_NEW", "ONLY_PARTIALLY_FILLED", "EXPIRE_BOTH",
        "BTCUSDT", "btcusdt", "ETHBTC", "NOPE", "USDT", "BTC", "[\"BTCUSDT\"]", "[", "[]", "[1]", "[null]", "[\"BTCUSDT\",\"BTCUSDT\"]", "{}", "%", "%ZZ", "%00", "%FF%FE", "%F0%9F%98%80",
        "\u0000", "\uFFFD", "\uD83D\uDE00", "<script>alert(1)</script>", "' OR 1=1 --", "../../etc/passwd", "a&b=c", "a=b", "#", "?", "1m", "1M", "1s", "7m", "MICROSECOND",
        new string('A', 36), new string('A', 37), new string('9', 300), new string('A', 5_000), new string('[', 300),
    ];
}
