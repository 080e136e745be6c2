using System.Text.Json;
using Executor.Core.Exchange;
using Executor.Core.Invariants;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Tests.Vectors;

/// <summary>Reads the original's state into the facts that the invariants judge. Whatever cannot be read is missing, as it was for the original.</summary>
internal static class RecordedState
{
    public static InvariantFacts Facts(JsonElement settings, JsonElement state, DateTimeOffset now, JsonElement? feedTime)
    {
        var position = state.Maybe("position") is { ValueKind: JsonValueKind.Object } found ? Position(found) : null;
        var isOpen = position?.Status is PositionStatus.Open or PositionStatus.OpenFilled;
        return new InvariantFacts
        {
            Now = now,
            Symbol = settings.Text("SYMBOL"),
            Tick = settings.Number("TICK_SIZE"),
            LotStep = settings.Number("QTY_STEP"),
            MinQuantity = settings.Number("MIN_QTY"),
            Position = position,
            Feed = new FeedFacts
            {
                IsTrailSource = string.Equals(settings.Text("TRAIL_SOURCE"), "AGG", StringComparison.OrdinalIgnoreCase),
                Source = settings.Text("AGG_CSV"),
                ChangedAt = feedTime is { } time ? Time(time.ToDecimal()) : null,
            },
            Margin = string.Equals(settings.Text("TRADE_MODE"), "margin", StringComparison.OrdinalIgnoreCase) ? Margin(settings, state) : null,
            IsClosed = !isOpen || position?.ClosedAt is not null,
        };
    }

    public static bool IsTrue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.Number => value.ToDecimal() != 0m,
        JsonValueKind.String => value.GetString()!.Trim().ToLowerInvariant() is "1" or "true" or "yes" or "y" or "on",
        _ => false,
    };

    public static DateTimeOffset Time(decimal seconds) => DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));

    private static PositionFacts Position(JsonElement position)
    {
        var (orders, prices) = (Part(position, "orders"), Part(position, "prices"));
        return new PositionFacts
        {
            IsLive = position.Maybe("mode") is { ValueKind: JsonValueKind.String } mode && mode.GetString() == "live",
            Status = Status(Word(position, "status")),
            Side = PositionSideExtensions.TryParse(Word(position, "side"), out var side) ? side : null,
            Key = Word(position, "order_id") ?? Word(position, "client_id") ?? Word(position, "opened_at") ?? "NA",
            Quantity = Number(position, "qty"),
            Entry = Number(position, "entry"),
            OrderId = Word(position, "order_id") is "0" ? null : Word(position, "order_id"),
            ClientId = Word(position, "client_id"),
            EntryMode = Word(position, "entry_mode"),
            IsAdopted = Flag(position, "synced"),
            OpenedAt = Moment(position, "opened_s"),
            ClosedAt = Moment(position, "closed_s"),
            Exits = new ExitFacts
            {
                Shape = orders.Shape,
                StopId = Number(orders.Fields, "sl"),
                Target1Id = Number(orders.Fields, "tp1"),
                Target2Id = Number(orders.Fields, "tp2"),
                Legs = [Number(orders.Fields, "qty1"), Number(orders.Fields, "qty2"), Number(orders.Fields, "qty3")],
            },
            Prices = new PriceFacts
            {
                Shape = prices.Shape,
                Entry = Number(prices.Fields, "entry"),
                Stop = Number(prices.Fields, "sl"),
                Target1 = Number(prices.Fields, "tp1"),
                Target2 = Number(prices.Fields, "tp2"),
            },
            IsFirstTargetDone = Flag(position, "tp1_done"),
            IsTrailing = Flag(position, "trail_active"),
            Trail = new TrailFacts
            {
                Quantity = Number(position, "trail_qty"),
                UpdatedAt = Moment(position, "trail_last_update_s"),
                StopPrice = Number(position, "trail_sl_price"),
                IsCancelPending = Number(position, "trail_pending_cancel_sl") > 0m,
                ErrorCode = (int?)Number(position, "trail_last_error_code"),
                ErrorAt = Moment(position, "trail_last_error_s"),
            },
        };
    }

    private static MarginFacts Margin(JsonElement settings, JsonElement state)
    {
        var books = Place(state, "mg_runtime") ?? Place(state, "rt");
        string[] hooks = ["borrow_started", "borrow_done", "after_open_done"];
        return new MarginFacts
        {
            IsIsolated = settings.Maybe("MARGIN_ISOLATED") is { } isolated && IsTrue(isolated),
            BorrowMode = Choice(settings.Text("MARGIN_BORROW_MODE"), ("manual", BorrowMode.Manual), ("auto", BorrowMode.Auto)),
            SideEffect = Choice(settings.Text("MARGIN_SIDE_EFFECT"), ("NO_SIDE_EFFECT", SideEffect.None), ("AUTO_BORROW_REPAY", SideEffect.BorrowAndRepay)),
            ActiveTradeKey = state.Maybe("margin") is { ValueKind: JsonValueKind.Object } margin ? Word(margin, "active_trade_key") : null,
            HookKeys = books is { ValueKind: JsonValueKind.Object } found
                ? [.. hooks.SelectMany(hook => Keys(found.Maybe(hook))).OfType<string>()]
                : [],
        };
    }

    private static T? Choice<T>(string word, params ReadOnlySpan<(string Word, T Value)> known)
        where T : struct
    {
        foreach (var (name, value) in known)
        {
            if (name.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>A place that is there and not empty.</summary>
    private static JsonElement? Place(JsonElement state, string name) => state.Maybe(name) switch
    {
        { ValueKind: JsonValueKind.Object } place when !place.EnumerateObject().Any() => null,
        var place => place,
    };

    private static IEnumerable<string?> Keys(JsonElement? hook) => hook switch
    {
        { ValueKind: JsonValueKind.Object } map => map.EnumerateObject().Select(entry => Text(entry.Name)),
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(Word),
        { ValueKind: JsonValueKind.String } text => [Word(text)],
        _ => [],
    };

    private static (FactShape Shape, JsonElement? Fields) Part(JsonElement position, string name) => position.Maybe(name) switch
    {
        { ValueKind: JsonValueKind.Object } map => (FactShape.Present, map),
        null or { ValueKind: JsonValueKind.False } => (FactShape.Missing, null),
        { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() == 0 => (FactShape.Missing, null),
        { ValueKind: JsonValueKind.String } text when text.GetString() is "" => (FactShape.Missing, null),
        { ValueKind: JsonValueKind.Number } number when number.ToDecimal() == 0m => (FactShape.Missing, null),
        _ => (FactShape.Malformed, null),
    };

    private static PositionStatus Status(string? word) => word?.Trim().ToUpperInvariant() switch
    {
        "PENDING" => PositionStatus.Pending,
        "OPEN" => PositionStatus.Open,
        "OPEN_FILLED" => PositionStatus.OpenFilled,
        "CLOSING" => PositionStatus.Closing,
        _ => PositionStatus.Flat,
    };

    private static bool Flag(JsonElement position, string name) => position.Maybe(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.Number } number => number.ToDecimal() != 0m,
        { ValueKind: JsonValueKind.String } text => text.GetString() is not "",
        _ => false,
    };

    private static DateTimeOffset? Moment(JsonElement position, string name) => Number(position, name) is > 0m and var seconds ? Time(seconds) : null;

    private static decimal? Number(JsonElement? fields, string name) =>
        fields?.Maybe(name) is { } value && value.TryDecimal(out var number) ? number : null;

    private static string? Word(JsonElement fields, string name) => fields.Maybe(name) is { } value ? Word(value) : null;

    private static string? Word(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Text(value.GetString()),
        JsonValueKind.Number when value.ToDecimal() != 0m => value.GetRawText(),
        _ => null,
    };

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
