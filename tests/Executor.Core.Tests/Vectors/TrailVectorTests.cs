using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Executor.Core.Market;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Tests.Vectors;

public sealed class TrailVectorTests
{
    private const string HalfWritten = "a_half_written_last_cell_is_taken_as_a_number";
    private const int ConfirmRows = 10;

    [Fact]
    [Trait("Suite", "vectors")]
    public void EveryCase_OfTrail_WantsTheSameStop()
    {
        var run = new VectorRun("trail.json", Tolerance.OfVectors);
        run.Replaces("any_side_but_LONG_uses_highs", SideIsRefused)
            .Replaces(HalfWritten, StopOfWholeLines)
            .Replaces("only_lookback_plus_5_lines_are_read", StopOfWholeLines)
            .Check(Answer);
    }

    private static Outcome Answer(VectorCase one)
    {
        one.Settings.MustHaveOnly(
            one.Name, "TRAIL_SWING_LOOKBACK", "TRAIL_SWING_LR", "TRAIL_SWING_BUFFER_USD", "TRAIL_CONFIRM_BUFFER_USD");
        one.Input.MustHaveOnly(one.Name, "position", "file");
        var position = one.Input.GetProperty("position");
        position.MustHaveOnly(
            one.Name, "side", "trail_active", "trail_wait_confirm", "trail_confirmed", "trail_ref_price", "trail_sl_price");
        var sideText = position.Maybe("side")?.GetString();
        if (sideText is not ("LONG" or "SHORT") || !PositionSideExtensions.TryParse(sideText, out var side))
        {
            return Result(null, new Outcome(), []);
        }

        var (changes, events) = (new Outcome(), new List<object?>());
        if (Awaits(position) && !Confirmed(one, side, position, changes, events))
        {
            return Result(null, changes, events);
        }

        var column = side == PositionSide.Long ? FeedColumn.Low : FeedColumn.High;
        if (!TryRead(one, column, one.Settings.Whole("TRAIL_SWING_LOOKBACK"), out var series))
        {
            return new Outcome { ["error"] = "schema_error", ["pos_changes"] = changes, ["events"] = events };
        }

        return Result(TrailingStop.FromSwing(side, series.AsSpan(), SettingsOf(one)), changes, events);
    }

    private static bool Awaits(JsonElement position) =>
        position.Maybe("trail_active") is { ValueKind: JsonValueKind.True }
        && position.Maybe("trail_wait_confirm") is { ValueKind: JsonValueKind.True };

    /// <summary>The original's flags around the rule of confirmation; false while it must be waited.</summary>
    private static bool Confirmed(VectorCase one, PositionSide side, JsonElement position, Outcome changes, List<object?> events)
    {
        if (Positive(position, "trail_ref_price") is not { } reference || Positive(position, "trail_sl_price") is null)
        {
            (changes["trail_wait_confirm"], changes["trail_confirmed"]) = (false, false);
            return true;
        }

        if (!TryRead(one, FeedColumn.Close, ConfirmRows, out var closes) || closes.IsEmpty)
        {
            events.Add("TRAIL_CONFIRM_SKIPPED_NO_AGG");
            return false;
        }

        if (closes[^1] is not { } close || !TrailingStop.Confirms(side, close, reference, one.Settings.Number("TRAIL_CONFIRM_BUFFER_USD")))
        {
            return false;
        }

        (changes["trail_wait_confirm"], changes["trail_confirmed"]) = (false, true);
        events.Add("TRAIL_CONFIRM_BREAK");
        return true;
    }

    private static decimal? Positive(JsonElement position, string name) =>
        position.Maybe(name) is { } price && price.TryDecimal(out var number) && number > 0m ? number : null;

    private static bool TryRead(VectorCase one, FeedColumn column, int rows, out ImmutableArray<decimal?> values)
    {
        var file = one.Input.GetProperty("file");
        file.MustHaveOnly(one.Name, "exists", "text", "no_path");
        var content = Encoding.UTF8.GetBytes(file.Maybe("text")?.GetString() ?? string.Empty);
        return FeedTail.TryRead(content, column, rows, isComplete: one.Quirk != HalfWritten, out values, out _);
    }

    private static SymbolSettings SettingsOf(VectorCase one) => new()
    {
        Symbol = "BTCUSDC",
        TrailSwingRows = one.Settings.Whole("TRAIL_SWING_LOOKBACK"),
        TrailSwingNeighbours = one.Settings.Whole("TRAIL_SWING_LR"),
        TrailSwingBuffer = PriceDistance.Amount(one.Settings.Number("TRAIL_SWING_BUFFER_USD")),
    };

    private static Outcome Result(decimal? stop, Outcome changes, List<object?> events) =>
        new() { ["stop"] = stop, ["pos_changes"] = changes, ["events"] = events };

    private static string? SideIsRefused(VectorCase one, Outcome outcome) =>
        outcome["stop"] is null ? null : $"no stop may be proposed, got {outcome["stop"]}";

    /// <summary>The same by other means: all terminated ten-cell lines, the last n values, the newest strict extreme.</summary>
    private static string? StopOfWholeLines(VectorCase one, Outcome outcome)
    {
        var isLong = one.Input.GetProperty("position").Text("side") == "LONG";
        var lines = one.Input.GetProperty("file").Text("text").Split('\n')[1..^1];
        var cells = lines.Select(line => line.Split(',')).Where(row => row.Length == 10).Select(row => row[isLong ? 9 : 8]);
        var values = cells.Select(cell => decimal.Parse(cell, CultureInfo.InvariantCulture) * (isLong ? 1m : -1m))
            .TakeLast(one.Settings.Whole("TRAIL_SWING_LOOKBACK"))
            .ToArray();
        var width = one.Settings.Whole("TRAIL_SWING_LR");
        var swing = Enumerable.Range(0, values.Length)
            .Where(index => index >= width && index < values.Length - width)
            .Where(index => Enumerable.Range(1, width)
                .All(step => values[index - step] > values[index] && values[index + step] > values[index]))
            .Select(index => (decimal?)values[index])
            .LastOrDefault();
        var wanted = (swing - one.Settings.Number("TRAIL_SWING_BUFFER_USD")) * (isLong ? 1m : -1m);
        return wanted == (decimal?)outcome["stop"] ? null : $"the stop must be {wanted}, got {outcome["stop"]}";
    }
}
