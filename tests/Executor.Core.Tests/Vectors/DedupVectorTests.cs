using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Executor.Core.Signals;

namespace Executor.Core.Tests.Vectors;

public sealed class DedupVectorTests
{
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
            .Check(Answer);
    }

    private static Outcome Answer(VectorCase one)
    {
        one.Settings.MustHaveOnly(one.Name, "STRICT_SOURCE", "DEDUP_PRICE_DECIMALS");
        one.Input.MustHaveOnly(one.Name, "event");
        var decimals = one.Settings.Whole("DEDUP_PRICE_DECIMALS");
        var peak = one.Input.GetProperty("event");
        var signal = Parse(one, peak.GetRawText(), decimals);
        if (one.Quirk is not null || PriceOf(peak) is not (<= 0m and var price))
        {
            return new Outcome { ["key"] = signal?.Key };
        }

        // The rule of the key knows no bound on the price. Our admission is stricter: the parser refuses the event.
        Assert.Null(signal);
        var positive = JsonNode.Parse(peak.GetRawText())!.AsObject();
        positive["price"] = 1;
        return new Outcome
        {
            ["key"] = Parse(one, positive.ToJsonString(), decimals) is { } other
                ? EventKey.For(other.Side, other.Time, price, decimals)
                : null,
        };
    }

    private static Signal? Parse(VectorCase one, string line, int decimals) =>
        (SignalParser.Parse(Encoding.UTF8.GetBytes(line), one.Settings.Flag("STRICT_SOURCE"), decimals) as SignalParseResult.Accepted)?.Signal;

    private static decimal? PriceOf(JsonElement peak) =>
        peak.ValueKind == JsonValueKind.Object && peak.Maybe("price") is { } price && price.TryDecimal(out var number) ? number : null;

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
