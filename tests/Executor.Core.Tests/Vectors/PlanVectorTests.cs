using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Executor.Core.Arithmetic;
using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.Core.Planning;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.Core.Signals;

namespace Executor.Core.Tests.Vectors;

public sealed class PlanVectorTests
{
    [Fact]
    [Trait("Suite", "vectors")]
    public void EveryCase_OfPlan_GivesTheSameTrade()
    {
        var run = new VectorRun("plan.json", Tolerance.OfVectors);
        run.Follows("entry_is_sent_although_its_exit_plan_will_be_refused")
            .Replaces("kind_not_normalised_anything_but_lowercase_long_opens_a_short", SideIsTheKind)
            .Replaces("one_unreadable_timestamp_empties_the_table", OnlyTheUnreadableRowIsLost)
            .Follows("such_an_event_is_already_refused_by_the_key_rule")
            .Check(Answer);
    }

    private static Outcome Answer(VectorCase one)
    {
        one.Settings.MustHaveOnly(
            one.Name, "TICK_SIZE", "QTY_STEP", "MIN_QTY", "MIN_NOTIONAL", "QTY_USD", "SL_PCT", "SWING_MINS", "TP_R_LIST",
            "ENTRY_OFFSET_USD");
        one.Input.MustHaveOnly(one.Name, "event", "bars", "k_entry");
        if (SignalOf(one, out var time) is not { } signal)
        {
            return new Outcome { ["outcome"] = "refused" };
        }

        var rules = ExitPlanInput.Rules(one.Settings);
        var feed = FeedTable.Load(VectorBars.ToText(one.Name, one.Input.GetProperty("bars")));
        var outcome = TradePlanner.Plan(
            signal, time, feed.Series, one.Input.Number("k_entry"), SettingsOf(one.Settings), rules);
        var shown = outcome switch
        {
            PlanOutcome.Planned planned => ShowPlan(planned.Plan, rules),
            PlanOutcome.Refused { Figures: { } figures } refused => Show(figures, refused.Reason, rules, null, null),
            var other => throw new InvalidDataException($"unknown outcome {other}"),
        };
        var index = time is { } minute ? feed.Series.IndexOfMinute(minute) : -1;
        shown["bars_used"] = feed.Series.Count;
        shown["bar_index"] = feed.Series.Count == 0 ? null : index < 0 ? feed.Series.Count - 1 : index;
        return shown;
    }

    /// <summary>With what the check of the exits says of it: admission refuses the plan then, see AdmissionTests.</summary>
    private static Outcome ShowPlan(TradePlan plan, SymbolRules rules)
    {
        var split = LegSplit.TrySplit(plan.Quantity, rules.LotStep, out var legs, out var error);
        Assert.Equal(legs, plan.Legs);
        var prices = new ExitPrices(plan.Entry, plan.Stop, plan.Target1, plan.Target2);
        var exits = ExitPlanCheck.Check(plan.Side, plan.Quantity, prices, rules) is ExitPlanResult.Refused refused
            ? refused.Error.Category()
            : "ok";
        return Show(FiguresOf(plan), "open", rules, split ? SplitVectorTests.Legs(legs) : SplitVectorTests.Error(error), exits);
    }

    private static Outcome Show(PlanFigures f, string outcome, SymbolRules rules, Outcome? legs, string? exitPlan)
    {
        var isSent = legs is not null && f is { Entry: not null, Quantity: not null };
        return new Outcome
        {
            ["outcome"] = outcome,
            ["side"] = f.Side.Text(),
            ["feed"] = Prices(f.FeedEntry, f.FeedStop, f.FeedTarget1, f.FeedTarget2),
            ["quote"] = f.Entry is null ? null : Prices(f.Entry, f.Stop, f.Target1, f.Target2),
            ["qty"] = f.Quantity,
            ["valid"] = f.Quantity is null ? null : isSent,
            ["order_price"] = isSent ? NumberText.Price(f.Entry ?? 0m, rules.TickSize) : null,
            ["order_qty"] = isSent ? NumberText.Quantity(f.Quantity ?? 0m, rules.LotStep) : null,
            ["legs"] = legs,
            ["exit_plan"] = exitPlan,
        };
    }

    private static Outcome Prices(decimal? entry, decimal? stop, decimal? target1, decimal? target2) =>
        new() { ["entry"] = entry, ["sl"] = stop, ["tp1"] = target1, ["tp2"] = target2 };

    private static PlanFigures FiguresOf(TradePlan plan) => new(plan.Side, plan.FeedEntry)
    {
        FeedStop = plan.FeedStop,
        FeedTarget1 = plan.FeedTarget1,
        FeedTarget2 = plan.FeedTarget2,
        Entry = plan.Entry,
        Stop = plan.Stop,
        Target1 = plan.Target1,
        Target2 = plan.Target2,
        Quantity = plan.Quantity,
    };

    /// <summary>
    /// An event without a readable time is refused by the parser here and never gets as far as the planner. Such cases pin down the
    /// planner's look-up of the bar; they are handed to it with no time.
    /// </summary>
    private static Signal? SignalOf(VectorCase one, out DateTimeOffset? time)
    {
        var fields = one.Input.GetProperty("event");
        fields.MustHaveOnly(one.Name, "kind", "price", "ts");
        var line = JsonNode.Parse(fields.GetRawText())!.AsObject();
        (line["action"], line["source"]) = ("PEAK", "DeltaScout");
        var signal = Parse(line);
        time = signal?.Time;
        if (signal is not null)
        {
            return signal;
        }

        line["ts"] = "2025-01-01T00:00:00Z";
        return Parse(line);
    }

    private static Signal? Parse(JsonObject line) =>
        (SignalParser.Parse(Encoding.UTF8.GetBytes(line.ToJsonString()), true, 1) as SignalParseResult.Accepted)?.Signal;

    /// <summary>With the guard of the feed's age off, as in the original.</summary>
    private static SymbolSettings SettingsOf(JsonElement settings) => new()
    {
        Symbol = "BTCUSDC",
        QuoteNotional = settings.Number("QTY_USD"),
        StopFraction = settings.Number("SL_PCT"),
        SwingRows = settings.Whole("SWING_MINS"),
        TakeProfitMultiples = [.. settings.GetProperty("TP_R_LIST").EnumerateArray().Select(multiple => multiple.ToDecimal())],
        EntryOffset = PriceDistance.Amount(settings.Number("ENTRY_OFFSET_USD")),
        FeedMaxAge = TimeSpan.Zero,
    };

    private static string? SideIsTheKind(VectorCase one, Outcome outcome)
    {
        var kind = one.Input.GetProperty("event").Text("kind").Trim().ToUpperInvariant();
        return kind is not ("LONG" or "SHORT")
            ? outcome["outcome"] is "refused" ? null : "must be refused"
            : outcome["side"] as string == kind ? null : $"the side must be {kind}, got {outcome["side"]}";
    }

    private static string? OnlyTheUnreadableRowIsLost(VectorCase one, Outcome outcome)
    {
        var rows = one.Input.GetProperty("bars").GetProperty("rows").GetArrayLength();
        return outcome["outcome"] is "open" && outcome["bars_used"] as int? == rows - 1
            ? null
            : $"must open on {rows - 1} rows, got {outcome["outcome"]} on {outcome["bars_used"]}";
    }
}
