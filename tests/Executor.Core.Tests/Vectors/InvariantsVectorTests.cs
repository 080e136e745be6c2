using System.Text.Json;
using System.Text.Json.Nodes;
using Executor.Core.Invariants;
using Executor.Core.Settings;

namespace Executor.Core.Tests.Vectors;

public sealed class InvariantsVectorTests
{
    private const string Stuck = "I13_MARGIN_DEBT_STUCK";

    /// <summary>What is told in force, step by step, where the recorded behaviour is a quirk.</summary>
    private static readonly Dictionary<string, string> InForce = new(StringComparer.Ordinal)
    {
        ["inv_I6_source_case_001"] = "I6-WARN",
        ["inv_I6_source_case_002"] = "I6-WARN",
        ["inv_I10_throttled_error_001"] = " /  / I10-WARN /  /  / I10-ERROR /  / ",
        ["inv_I10_throttled_error_002"] = " /  / I10-WARN /  /  / I10-ERROR /  / ",
        ["inv_throttle_hides_severity_change_001"] = "I1-WARN / I1-ERROR / ",
        ["inv_I11_mode_case_001"] = "I11-WARN",
        ["inv_I11_effect_case_001"] = "",
        ["inv_I13_debt_default_throttle_001"] = " /  /  / I13-WARN /  /  /  / I13-ERROR /  / ",
        ["inv_I13_kill_throttled_001"] = " / I13-WARN / I13-ERROR / ",
        ["inv_I13_unavailable_then_debt_throttled_001"] = " / I13-WARN / I13-WARN /  / I13-ERROR / ",
        ["inv_I13_last_closed_with_open_position_001"] = " / ",
        ["inv_I13_answer_unusable_001"] = " / I13-WARN /  /  / I13-WARN",
    };

    [Fact]
    [Trait("Suite", "vectors")]
    public void EveryCase_OfInvariants_RaisesTheSameAlarms()
    {
        var run = new VectorRun("invariants.json", Tolerance.OfVectors);
        run.Follows("the_throttle_does_not_know_severity_so_the_ERROR_is_held_back")
            .Follows("the_ERROR_falls_inside_the_throttle_of_the_WARN_and_is_lost_for_good")
            .Follows("the_WARN_about_debt_falls_inside_the_throttle_of_the_unavailable_WARN_and_is_lost");
        string[] replaced =
        [
            "source_name_is_case_sensitive",
            "mode_names_are_case_sensitive_here",
            "an_old_last_closed_entry_counts_as_closed_although_a_position_is_open",
            "an_unusable_answer_ends_the_round_silently_and_is_asked_for_again_at_once",
        ];
        foreach (var quirk in replaced)
        {
            run.Replaces(quirk, (one, outcome) => Told(outcome) is var told && told == InForce.GetValueOrDefault(one.Name) ? null : $"told: {told}");
        }

        run.Check(one => Answer(one, InvariantRules.Recorded));
    }

    [Fact]
    [Trait("Suite", "vectors")]
    public void W52_W53_QuirksOfInvariants_InForce_TellWhatTheOriginalHeldBack()
    {
        var quirks = VectorFile.Read("invariants.json").Where(one => one.Quirk is not null).ToList();

        Assert.All(quirks, one => Assert.Equal(InForce[one.Name], Told(Answer(one, InvariantRules.InForce))));
    }

    private static Outcome Answer(VectorCase one, InvariantRules rules)
    {
        one.Settings.MustHaveOnly(
            one.Name, "INVAR_ENABLED", "INVAR_THROTTLE_SEC", "INVAR_GRACE_SEC", "INVAR_FEED_STALE_SEC", "INVAR_KILL_ON_DEBT", "SYMBOL", "TICK_SIZE", "QTY_STEP",
            "MIN_QTY", "I2_BE_TOLERANCE_USD", "TRAIL_SOURCE", "AGG_CSV", "TRADE_MODE", "MARGIN_ISOLATED", "MARGIN_BORROW_MODE", "MARGIN_SIDE_EFFECT", "I13_GRACE_SEC",
            "I13_ESCALATE_SEC", "I13_EXCHANGE_CHECK", "I13_EXCHANGE_MIN_INTERVAL_SEC", "I13_CLEAR_STATE_ON_EXCHANGE_CLEAR");
        one.Input.MustHaveOnly(one.Name, "steps");
        var settings = Settings(one.Settings);
        var state = new JsonObject();
        var memory = InvariantMemory.Empty;
        var steps = new List<object?>();
        foreach (var step in one.Input.GetProperty("steps").EnumerateArray())
        {
            step.MustHaveOnly(one.Name, "now", "state", "feed_mtime", "exchange_debt");
            if (step.Maybe("state") is { } given)
            {
                state = JsonObject.Create(given)!;
            }

            var facts = RecordedState.Facts(one.Settings, JsonSerializer.SerializeToElement(state), RecordedState.Time(step.Number("now")), step.Maybe("feed_mtime"));
            var scan = new InvariantScan(facts, settings, rules, memory);
            var outcome = settings.IsEnabled ? Run(step, scan, state) : Result(scan, isAsked: false, new Outcome());
            memory = scan.Memory;
            steps.Add(outcome);
        }

        return new Outcome { ["steps"] = steps };
    }

    private static Outcome Run(JsonElement step, InvariantScan scan, JsonObject state)
    {
        RecordedInvariants.Run(scan);
        var isAsked = scan.AsksForDebt;
        if (isAsked)
        {
            DebtAfterClose.Take(scan, DebtOf(step.GetProperty("exchange_debt")));
        }

        scan.Forget();
        return Result(scan, isAsked, StateChanges(step, scan, state));
    }

    private static DebtAnswer DebtOf(JsonElement answer) => answer switch
    {
        _ when answer.Maybe("error") is { } error => new DebtAnswer.Unavailable(error.GetString()!),
        _ when answer.Maybe("unusable") is not null => new DebtAnswer.Unavailable("unusable"),
        _ when answer.Maybe("has_debt") is { } debt && RecordedState.IsTrue(debt) => new DebtAnswer.Owed(answer.Maybe("details")?.GetRawText() ?? "?"),
        _ => new DebtAnswer.Clear(),
    };

    /// <summary>What the original writes into its state; here the halt is a hold of the position, and there are no books beside a trade.</summary>
    private static Outcome StateChanges(JsonElement step, InvariantScan scan, JsonObject state)
    {
        var changes = new Outcome();
        if (scan.IsDebtCleared && scan.Settings.ForgetsClearedDebt && state["margin"] is JsonObject margin
            && margin.Remove("borrowed_assets") | margin.Remove("borrowed_by_trade"))
        {
            changes["margin"] = ToOutcome(JsonSerializer.SerializeToElement(margin));
        }

        if (scan.HaltReason is not null)
        {
            var before = state["halt"] as JsonObject;
            state["halt"] = new JsonObject
            {
                ["reason"] = before?["reason"]?.GetValue<string>() ?? Stuck,
                ["reasons"] = new JsonArray([.. before?["reasons"]?.AsArray().Select(reason => reason!.DeepClone()) ?? [], JsonValue.Create(Stuck)]),
                ["ts"] = step.Number("now"),
                ["symbol"] = scan.Facts.Symbol,
            };
            changes["halt"] = ToOutcome(JsonSerializer.SerializeToElement(state["halt"]));
        }

        return changes;
    }

    private static Outcome Result(InvariantScan scan, bool isAsked, Outcome changes) => new()
    {
        ["emits"] = (List<object?>)
        [
            .. scan.Findings.Select(finding => new Outcome { ["invariant_id"] = finding.Id, ["severity"] = InvariantFinding.Text(finding.Severity) }),
        ],
        ["exchange_calls"] = isAsked
            ? (List<object?>)
            [
                new Outcome
                {
                    ["symbol"] = scan.Facts.Margin!.IsIsolated ? scan.Facts.Symbol : null,
                    ["is_isolated"] = scan.Facts.Margin.IsIsolated,
                },
            ]
            : [],
        ["state_changes"] = changes,
        ["saves"] = changes.ContainsKey("margin") ? 1 : 0,
    };

    private static Outcome ToOutcome(JsonElement map)
    {
        var outcome = new Outcome();
        foreach (var field in map.EnumerateObject())
        {
            outcome[field.Name] = field.Value.ValueKind switch
            {
                JsonValueKind.Object => ToOutcome(field.Value),
                JsonValueKind.Array => field.Value.EnumerateArray().Select(item => (object?)item.GetString()).ToList(),
                JsonValueKind.Number => field.Value.ToDecimal(),
                JsonValueKind.String => field.Value.GetString(),
                JsonValueKind.True or JsonValueKind.False => field.Value.GetBoolean(),
                _ => null,
            };
        }

        return outcome;
    }

    private static InvariantSettings Settings(JsonElement settings) => new()
    {
        IsEnabled = RecordedState.IsTrue(settings.GetProperty("INVAR_ENABLED")),
        Throttle = Seconds(settings, "INVAR_THROTTLE_SEC"),
        Grace = Seconds(settings, "INVAR_GRACE_SEC"),
        FeedStale = Seconds(settings, "INVAR_FEED_STALE_SEC"),
        BreakEvenTolerance = settings.Number("I2_BE_TOLERANCE_USD"),
        HaltsOnDebt = RecordedState.IsTrue(settings.GetProperty("INVAR_KILL_ON_DEBT")),
        DebtGrace = Seconds(settings, "I13_GRACE_SEC"),
        DebtEscalation = Seconds(settings, "I13_ESCALATE_SEC"),
        AsksForDebt = RecordedState.IsTrue(settings.GetProperty("I13_EXCHANGE_CHECK")),
        DebtSpacing = Seconds(settings, "I13_EXCHANGE_MIN_INTERVAL_SEC"),
        ForgetsClearedDebt = RecordedState.IsTrue(settings.GetProperty("I13_CLEAR_STATE_ON_EXCHANGE_CLEAR")),
    };

    private static TimeSpan Seconds(JsonElement settings, string name) => TimeSpan.FromSeconds((double)settings.Number(name));

    private static string Told(Outcome outcome) => string.Join(
        " / ",
        ((List<object?>)outcome["steps"]!).Cast<Outcome>().Select(step =>
            string.Join(' ', ((List<object?>)step["emits"]!).Cast<Outcome>().Select(finding => $"{finding["invariant_id"]}-{finding["severity"]}"))));
}
