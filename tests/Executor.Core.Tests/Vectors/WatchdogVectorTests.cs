using System.Text.Json;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Positions.Watchdogs;

namespace Executor.Core.Tests.Vectors;

/// <summary>The recorded judgements of stops and targets. The original's state is taken apart here: where it kept a quantity or a price, and
/// which orders it wanted gone.</summary>
public sealed class WatchdogVectorTests
{
    private const string RestOfMinimum = "a_rest_equal_to_the_minimum_is_flattened_with_quantity_0";

    private static readonly string[] Managed = ["OPEN", "OPEN_FILLED"];
    private static readonly string[] GoneStates = ["CANCELED", "REJECTED", "EXPIRED", "MISSING"];

    [Fact]
    [Trait("Suite", "vectors")]
    public void EveryCase_OfTheWatchdogs_GivesTheSamePlan() => new VectorRun("watchdog.json", Tolerance.OfVectors)
        .Replaces(RestOfMinimum, (one, ours) => QuantityOf(ours) == 0.001m ? null : "the rest can be sold and is not")
        .Replaces("quantity_equal_to_the_minimum_is_never_protected", (one, ours) => QuantityOf(ours) == 0.001m || IsClockStarted(ours) ? null : "not watched")
        .Replaces("side_case_matters_in_the_partial_branch_only", (one, ours) => PlanOf(ours)?["side"] is string side
            && side == (one.Input.GetProperty("position").Text("side") == "long" ? "SELL" : "BUY") ? null : "the side is another one")
        .Replaces("unknown_order_size_flattens_0_and_still_marks_tp1_done", (one, ours) => QuantityOf(ours) == 0.06m ? null : "not the rest of the leg")
        .Replaces("unknown_leg_size_flattens_0_and_still_marks_tp1_done", (one, ours) => PlanOf(ours) is null ? null : "acted on a leg of unknown size")
        .Check(Answer);

    private static Outcome Answer(VectorCase one)
    {
        one.Settings.MustHaveOnly(one.Name, "QTY_STEP", "MIN_QTY", "MIN_NOTIONAL", "SL_WATCHDOG_GRACE_SEC");
        one.Input.MustHaveOnly(one.Name, "fn", "position", "now", "price", "sl_order", "tp1_order", "tp2_order");
        var recorded = new Recorded(one);
        return one.Input.Text("fn") == "sl" ? StopAnswer(recorded) : TargetAnswer(recorded);
    }

    private static Outcome StopAnswer(Recorded recorded)
    {
        var (row, changes) = (recorded.Row("sl_order"), new Outcome());
        if (!recorded.IsManaged || recorded.Order("sl") is null)
        {
            return new Outcome { ["plan"] = null, ["pos_changes"] = changes };
        }

        var stop = new StopWatch
        {
            Side = recorded.Side,
            Quantity = Positive(Number(row, "origQty")) ?? recorded.QuantityByFlags,
            Executed = Number(row, "executedQty") ?? 0m,
            StopPrice = Positive(Number(row, "stopPrice")) ?? Positive(recorded.Field("trail_sl_price")) ?? Positive(recorded.Price("sl")),
            IsFilled = Status(row) == "FILLED",
            HasActed = recorded.Flag("sl_watchdog_fired"),
            ReachedAt = recorded.Field("sl_watchdog_first_trigger_s") is { } second ? Time(second) : null,
        };
        var finding = StopWatchdog.Judge(stop, recorded.Now.Price, Time(recorded.Now.Second), recorded.Grace, recorded.Rules);
        if (finding.ReachedAt != stop.ReachedAt || (stop.IsFilled && finding.ReachedAt is null))
        {
            changes["sl_watchdog_first_trigger_s"] = finding.ReachedAt is { } at ? (decimal)(at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerSecond : null;
        }

        return new Outcome { ["plan"] = StopPlan(recorded, row, finding), ["pos_changes"] = changes };
    }

    private static Outcome? StopPlan(Recorded recorded, JsonElement? row, StopFinding finding)
    {
        var events = new List<object?>();
        var isPartial = finding.Verdict == StopVerdict.Partial;
        if (isPartial)
        {
            events.Add(new Outcome { ["name"] = "SL_PARTIAL_DETECTED", ["executedQty"] = Number(row, "executedQty"), ["order_id"] = recorded.RawOrder("sl") });
        }

        var rest = finding.Rest;
        var plan = finding.Verdict switch
        {
            StopVerdict.Fine or StopVerdict.Reached => null,
            StopVerdict.Partial or StopVerdict.Slipped when rest.IsDust => recorded.Dust("DUST_REMAINDER", "SL_DUST_REMAINDER", rest),
            StopVerdict.Partial or StopVerdict.Slipped => recorded.Flatten(isPartial ? "SL_PARTIAL_FALLBACK" : "SL_WATCHDOG", rest),
        };
        if (plan is null)
        {
            return null;
        }

        events.Add(rest.IsDust
            ? new Outcome
            {
                ["name"] = "SL_DUST_REMAINDER",
                ["qty_raw"] = rest.Raw,
                ["qty_quantized"] = rest.Quantity,
                ["notional_raw"] = rest.Notional,
                ["min_notional"] = recorded.Rules.MinNotional,
                ["min_qty"] = recorded.Rules.MinQuantity,
                ["price_now"] = recorded.Now.Price,
            }
            : new Outcome { ["name"] = "SL_MARKET_FALLBACK" });
        plan["cancel_order_ids"] = recorded.ExitIds();
        plan["set_fired_on_success"] = true;
        plan["events"] = events;
        return plan;
    }

    private static Outcome TargetAnswer(Recorded recorded)
    {
        var nothing = new Outcome { ["plan"] = null, ["pos_changes"] = new Outcome() };
        if (!recorded.IsManaged || recorded.Flag("sl_done"))
        {
            return nothing;
        }

        var (firstRow, secondRow) = (recorded.Row("tp1_order"), recorded.Row("tp2_order"));
        var isPartial = Number(firstRow, "executedQty") is > 0m;
        var first = recorded.Order("tp1") is null || recorded.Flag("tp1_done") || firstRow is null || Status(firstRow) == "FILLED"
            ? TargetWatch.None
            : new TargetWatch(
                StateOf(firstRow),
                recorded.Price("tp1"),
                (isPartial ? Positive(Number(firstRow, "origQty")) : null) ?? recorded.Leg("qty1") ?? 0m,
                Number(firstRow, "executedQty") ?? 0m);
        if (first.State == TargetState.Gone && first.Quantity <= 0m)
        {
            first = TargetWatch.None; // a leg whose size nobody knows is not sold
        }

        var second = recorded.Order("tp2") is null || recorded.Flag("tp2_done") || recorded.Flag("tp2_synthetic") || secondRow is null
            ? TargetWatch.None
            : new TargetWatch(StateOf(secondRow), recorded.Price("tp2"), (recorded.Leg("qty2") ?? 0m) + (recorded.Leg("qty3") ?? 0m), 0m);
        var finding = TargetWatchdog.Judge(recorded.Side, first, second, recorded.Now.Price, recorded.Rules);
        nothing["plan"] = finding.Verdict switch
        {
            TargetVerdict.Fine => null,
            TargetVerdict.FirstPartial => FirstPlan(recorded, finding.Rest, "TP1_PARTIAL", new Outcome
            {
                ["name"] = "TP1_PARTIAL_DETECTED",
                ["executedQty"] = first.Executed,
                ["order_id"] = recorded.RawOrder("tp1"),
            }),
            TargetVerdict.FirstCrossed => FirstPlan(recorded, finding.Rest, "TP1_MISSING", new Outcome
            {
                ["name"] = "TP1_MISSING_PRICE_CROSSED",
                ["order_id"] = recorded.RawOrder("tp1"),
                ["tp1_price"] = first.Price,
                ["price_now"] = recorded.Now.Price,
            }),
            TargetVerdict.SecondUncertain => SecondGate(recorded, secondRow, "TP2_MISSING_GATE_UNCERTAIN", null),
            TargetVerdict.SecondNotInZone => SecondGate(recorded, secondRow, "TP2_MISSING_NOT_IN_ZONE", second.Price),
            TargetVerdict.SecondCrossed => SecondTrails(recorded, secondRow, second),
        };
        return nothing;
    }

    private static Outcome FirstPlan(Recorded recorded, Remainder rest, string stem, Outcome detected)
    {
        var isPartial = stem == "TP1_PARTIAL";
        var plan = rest.IsDust
            ? recorded.Dust($"{stem}_DUST", isPartial ? "TP1_PARTIAL_DUST" : "TP1_MISSING_PRICE_CROSSED_DUST", rest)
            : recorded.Flatten(isPartial ? "TP1_PARTIAL_FALLBACK" : "TP1_MISSING_PRICE_CROSSED", rest);
        plan["cancel_order_ids"] = new List<object?> { recorded.Order("tp1") };
        plan["set_tp1_done"] = true;
        plan["init_be_state_machine"] = true;
        plan["events"] = new List<object?>
        {
            detected,
            rest.IsDust
                ? new Outcome { ["name"] = $"{stem}_DUST", ["qty_raw"] = rest.Raw, ["qty_quantized"] = rest.Quantity }
                : new Outcome { ["name"] = isPartial ? "TP1_MARKET_FALLBACK_PARTIAL" : "TP1_MARKET_FALLBACK" },
        };
        return plan;
    }

    private static Outcome SecondGate(Recorded recorded, JsonElement? row, string name, decimal? target)
    {
        var plan = new Outcome { ["action"] = name, ["reason"] = name, ["qty"] = 0m, ["tp2_status"] = Status(row), ["price_now"] = recorded.Now.Price };
        var seen = new Outcome { ["name"] = name, ["order_id"] = recorded.RawOrder("tp2"), ["status"] = Status(row) };
        if (target is { } price)
        {
            plan["tp2_price"] = seen["tp2_price"] = price;
            seen["price_now"] = recorded.Now.Price;
        }

        plan["events"] = new List<object?> { seen };
        return plan;
    }

    private static Outcome SecondTrails(Recorded recorded, JsonElement? row, TargetWatch second) => new()
    {
        ["action"] = "ACTIVATE_SYNTHETIC_TRAILING",
        ["reason"] = "TP2_MISSING",
        ["qty"] = 0m,
        ["cancel_order_ids"] = new List<object?> { recorded.Order("tp2") },
        ["set_tp2_synthetic"] = true,
        ["activate_trail"] = true,
        ["trail_qty"] = second.Quantity,
        ["tp2_status"] = Status(row),
        ["price_now"] = recorded.Now.Price,
        ["tp2_price"] = second.Price,
        ["require_price_gate"] = true,
        ["events"] = new List<object?>
        {
            new Outcome { ["name"] = "TP2_MISSING_SYNTHETIC_TRAILING", ["order_id"] = recorded.RawOrder("tp2"), ["trail_qty"] = second.Quantity },
        },
    };

    private static TargetState StateOf(JsonElement? row) => GoneStates.Contains(Status(row)) ? TargetState.Gone : TargetState.Resting;

    private static string? Status(JsonElement? row) => row?.Maybe("status")?.GetString()?.ToUpperInvariant();

    private static decimal? Number(JsonElement? element, string name) => element?.Maybe(name) is { } found && found.TryDecimal(out var number) ? number : null;

    private static decimal? Positive(decimal? number) => number is > 0m ? number : null;

    private static DateTimeOffset Time(decimal second) => DateTimeOffset.UnixEpoch.AddTicks((long)(second * TimeSpan.TicksPerSecond));

    private static Outcome? PlanOf(Outcome ours) => (Outcome?)ours["plan"];

    private static decimal? QuantityOf(Outcome ours) => (decimal?)PlanOf(ours)?["qty"];

    private static bool IsClockStarted(Outcome ours) => ((Outcome)ours["pos_changes"]!).ContainsKey("sl_watchdog_first_trigger_s");

    /// <summary>The state of the original, as far as its watchdogs read it.</summary>
    private sealed class Recorded(VectorCase one)
    {
        private readonly JsonElement position = one.Input.GetProperty("position");

        public bool IsManaged => Managed.Contains(position.Maybe("status")?.GetString()?.ToUpperInvariant());

        public PositionSide Side => PositionSideExtensions.TryParse(position.Maybe("side")?.GetString(), out var side) ? side : PositionSide.Short;

        public (decimal Second, decimal Price) Now => (one.Input.Number("now"), one.Input.Maybe("price") is { } price && price.TryDecimal(out var number) ? number : 0m);

        public TimeSpan Grace => TimeSpan.FromSeconds((double)one.Settings.Number("SL_WATCHDOG_GRACE_SEC"));

        public SymbolRules Rules { get; } = new()
        {
            Symbol = "BTCUSDC",
            BaseAsset = "BTC",
            QuoteAsset = "USDC",
            TickSize = 0.01m,
            LotStep = one.Settings.Maybe("QTY_STEP")?.ToDecimal() ?? 0m,
            MinQuantity = one.Settings.Number("MIN_QTY"),
            MinNotional = one.Settings.Number("MIN_NOTIONAL"),
        };

        /// <summary>What was open by the flags: the legs that had not closed, else the whole.</summary>
        public decimal QuantityByFlags => (Flag("tp2_done"), Flag("tp1_done")) switch
        {
            (true, _) => Leg("qty3"),
            (false, true) => Positive((Leg("qty2") ?? 0m) + (Leg("qty3") ?? 0m)),
            (false, false) => null,
        } ?? Field("qty") ?? 0m;

        public JsonElement? Row(string name) => one.Input.Maybe(name) is { ValueKind: JsonValueKind.Object } row ? row : null;

        public bool Flag(string name) => position.Maybe(name)?.GetBoolean() ?? false;

        public decimal? Field(string name) => Number(position, name);

        public decimal? Price(string name) => Number(position.Maybe("prices"), name);

        public decimal? Leg(string name) => Positive(Number(position.Maybe("orders"), name));

        public decimal? Order(string name) => Positive(Number(position.Maybe("orders"), name));

        /// <summary>The id as it was written, a text or a number.</summary>
        public object? RawOrder(string name) => position.Maybe("orders")?.Maybe(name) switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { } number => number.ToDecimal(),
            null => null,
        };

        /// <summary>All exits: the stop, its predecessor, then whatever begins with <c>tp</c>; each once.</summary>
        public List<object?> ExitIds() =>
        [
            .. new[] { "sl", "sl_prev" }
                .Concat(position.GetProperty("orders").EnumerateObject().Select(order => order.Name).Where(name => name.StartsWith("tp", StringComparison.OrdinalIgnoreCase)))
                .Select(Order)
                .Where(id => id is not null)
                .Distinct()
                .Cast<object?>(),
        ];

        public Outcome Flatten(string reason, Remainder rest) => new()
        {
            ["action"] = "MARKET_FLATTEN",
            ["reason"] = reason,
            ["qty"] = rest.Quantity,
            ["side"] = Side.ExitSide() == OrderSide.Sell ? "SELL" : "BUY",
        };

        public Outcome Dust(string action, string reason, Remainder rest) => new()
        {
            ["action"] = action,
            ["reason"] = reason,
            ["qty"] = 0m,
            ["dust_qty_raw"] = rest.Raw,
            ["dust_qty_quantized"] = rest.Quantity,
            ["dust_notional_raw"] = rest.Notional,
            ["min_notional"] = Rules.MinNotional,
            ["min_qty"] = Rules.MinQuantity,
            ["price_now"] = Now.Price,
        };
    }
}
