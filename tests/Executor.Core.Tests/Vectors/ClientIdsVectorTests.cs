using System.Text.Json;
using Executor.Core.Planning;
using Executor.Core.Positions;

namespace Executor.Core.Tests.Vectors;

public sealed class ClientIdsVectorTests
{
    private const string RandomDigits = "<12 random hex>";
    private static readonly string[] Purposes = ["tp1", "tp2", "sl"];

    [Fact]
    [Trait("Suite", "vectors")]
    public void EveryCase_OfClientIds_GivesTheSameIds()
    {
        var run = new VectorRun("client_ids.json", Tolerance.OfVectors);
        run.Replaces("side_text_hashed_as_given", HashesTheSideInCapitals).Check(one => Answer(one, run));
    }

    private static Outcome Answer(VectorCase one, VectorRun run)
    {
        one.Settings.MustHaveOnly(one.Name, "SYMBOL", "TICK_SIZE", "QTY_STEP", "MIN_QTY", "MIN_NOTIONAL");
        one.Input.MustHaveOnly(one.Name, "position", "runs", "reason", "place_fails", "limit_fallback");
        var position = one.Input.GetProperty("position");
        position.MustHaveOnly(
            one.Name, "side", "status", "mode", "qty", "prices", "trade_key", "client_id", "order_id", "exit_client_ids");
        var existing = position.Maybe("exit_client_ids") is { } found && found.EnumerateObject().Any() ? found : (JsonElement?)null;
        var rules = ExitPlanInput.Rules(one.Settings);
        var plan = ExitPlanInput.Check(position.Text("side"), position.Maybe("qty"), position.Maybe("prices"), rules);
        var isRefused = plan.ContainsKey("error_contains");
        var isRandom = existing is null && KeyOf(position) is null && !isRefused;
        if (isRandom)
        {
            run.Deviates("every position has a trade key, so no id is ever drawn at random");
        }

        var placed = !isRefused && one.Input.Maybe("place_fails")?.GetBoolean() != true;
        var ids = isRefused ? null : Ids(existing, position, one.Settings.Text("SYMBOL"));
        var runs = Enumerable.Range(0, one.Input.Maybe("runs")?.GetInt32() ?? 1).Select(number =>
        {
            var shown = new Outcome
            {
                ["placed"] = placed,
                ["exit_client_ids"] = ids,
                ["ids_saved_before_placement"] = !isRefused && existing is null && number == 0,
                ["status"] = placed ? "OPEN" : position.Text("status"),
            };
            if (isRandom)
            {
                shown["random_suffix"] = true;
            }

            if (isRandom && number > 0)
            {
                shown["same_as_first_run"] = true;
            }

            if (one.Input.Maybe("limit_fallback")?.GetBoolean() == true)
            {
                shown["fallback_orders"] = new Outcome { ["tp1"] = Fallback(ids?["tp1"]), ["tp2"] = Fallback(ids?["tp2"]) };
            }

            return (object?)shown;
        });
        return new Outcome { ["runs"] = runs.ToList() };
    }

    private static Outcome Ids(JsonElement? existing, JsonElement position, string symbol)
    {
        var ids = new Outcome();
        foreach (var purpose in Purposes)
        {
            ids[purpose] = existing?.Text(purpose) ?? Derived(purpose.ToUpperInvariant(), position, symbol);
        }

        return ids;
    }

    private static string Derived(string purpose, JsonElement position, string symbol)
    {
        Assert.True(PositionSideExtensions.TryParse(position.Text("side"), out var side));
        return KeyOf(position) is { } key
            ? ClientOrderIds.ExitStem(purpose, ClientOrderIds.Suffix(key, symbol, side))
            : $"EX_{purpose}_{RandomDigits}";
    }

    /// <summary>The first of trade key, client id and order id that is neither missing, empty nor zero.</summary>
    private static string? KeyOf(JsonElement position) => ((string[])["trade_key", "client_id", "order_id"])
        .Select(name => position.Maybe(name))
        .Select(key => key switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Number } number when number.ToDecimal() != 0m => number.GetRawText(),
            _ => null,
        })
        .FirstOrDefault(key => !string.IsNullOrEmpty(key));

    private static Outcome Fallback(object? id) => new()
    {
        ["client_id"] = ClientOrderIds.LimitFallback(id as string ?? string.Empty),
        ["type"] = "LIMIT",
        ["time_in_force"] = "GTC",
    };

    private static string? HashesTheSideInCapitals(VectorCase one, Outcome outcome)
    {
        var position = one.Input.GetProperty("position");
        Assert.True(PositionSideExtensions.TryParse(position.Text("side"), out var side));
        var wanted = "EX_TP1_" + ClientOrderIds.Suffix(position.Text("trade_key"), one.Settings.Text("SYMBOL"), side);
        var first = (outcome["runs"] as List<object?>)?[0] as Outcome;
        var found = (first?["exit_client_ids"] as Outcome)?["tp1"] as string;
        return found == wanted ? null : $"must be {wanted}, got {found}";
    }
}
