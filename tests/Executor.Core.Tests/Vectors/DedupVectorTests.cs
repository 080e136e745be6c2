using System.Globalization;
using System.Text;
using Executor.Core.Positions;
using Executor.Core.Signals;

namespace Executor.Core.Tests.Vectors;

public sealed class DedupVectorTests
{
    private const string NotPositive = "a price that is not above 0 is refused";

    [Fact]
    [Trait("Suite", "vectors")]
    public void EveryCase_OfDedup_GivesTheSameKey()
    {
        var run = new VectorRun("dedup.json", Tolerance.OfVectors);
        run.Replaces("epoch_number_read_as_nanoseconds", (one, outcome) => KeyHasTimeOfNumber(one, outcome))
            .Replaces("unparsable_text_used_as_is", Refused)
            .Replaces("empty_text_becomes_NaT", Refused)
            .Replaces("boolean_price_counts_as_1", Refused)
            .Replaces("non_finite_price_raises", Refused)
            .Check(one => Answer(one, run));
    }

    private static Outcome Answer(VectorCase one, VectorRun run)
    {
        one.Settings.MustHaveOnly(one.Name, "STRICT_SOURCE", "DEDUP_PRICE_DECIMALS");
        one.Input.MustHaveOnly(one.Name, "event");
        var decimals = one.Settings.Whole("DEDUP_PRICE_DECIMALS");
        var line = Encoding.UTF8.GetBytes(one.Input.GetProperty("event").GetRawText());
        var result = SignalParser.Parse(line, one.Settings.Flag("STRICT_SOURCE"), decimals);
        if (result is SignalParseResult.Invalid && one.Expected.Maybe("key") is { } key && PriceOf(one) is { } price and <= 0m)
        {
            run.Deviates(NotPositive);
            return new Outcome { ["key"] = SameEventWithPrice(key.GetString() ?? string.Empty, price, decimals) };
        }

        return new Outcome { ["key"] = (result as SignalParseResult.Accepted)?.Signal.Key };
    }

    private static decimal? PriceOf(VectorCase one) =>
        one.Input.GetProperty("event").Maybe("price") is { } price && price.TryDecimal(out var number) ? number : null;

    /// <summary>The key function itself knows no such bound, so its rounding can still be compared.</summary>
    private static string SameEventWithPrice(string key, decimal price, int decimals)
    {
        var parts = key.Split('|');
        var side = parts[2] == "long" ? PositionSide.Long : PositionSide.Short;
        var time = DateTimeOffset.ParseExact(parts[1], "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return EventKey.For(side, time, price, decimals);
    }

    private static string? Refused(VectorCase one, Outcome outcome) =>
        outcome["key"] is null ? null : $"must be refused, got {outcome["key"]}";

    /// <summary>Seconds, milliseconds and nanoseconds of one moment give one key.</summary>
    private static string? KeyHasTimeOfNumber(VectorCase one, Outcome outcome)
    {
        if (!one.Input.GetProperty("event").GetProperty("ts").TryGetInt64(out var number))
        {
            return Refused(one, outcome);
        }

        var seconds = number.ToString(CultureInfo.InvariantCulture).Length switch
        {
            10 or 11 => number,
            13 or 14 => number / 1_000,
            19 => number / 1_000_000_000,
            _ => -1,
        };
        var minute = DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        return seconds < 0
            ? Refused(one, outcome)
            : (outcome["key"] as string)?.Split('|')[1] == minute ? null : $"the minute must be {minute}, got {outcome["key"]}";
    }
}
