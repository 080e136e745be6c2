using System.Text.Json;
using Executor.Core.Planning;
using Executor.Core.Positions;

namespace Executor.Core.Tests.Vectors;

public sealed class ClientIdsVectorTests
{
    private const string RandomDigits = "<12 random hex>";
    private const string DrawnDigits = "0123456789ab";
    private static readonly byte[] Drawn = [0x01, 0x23, 0x45, 0x67, 0x89, 0xab];
    private static readonly string[] Purposes = ["tp1", "tp2", "sl"];

    [Fact]
    [Trait("Suite", "vectors")]
    public void EveryCase_OfClientIds_GivesTheSameIds()
    {
        var run = new VectorRun("client_ids.json", Tolerance.OfVectors);
        run.Replaces("side_text_hashed_as_given", HashesTheSideInCapitals).Check(Answer);
    }

    private static Outcome Answer(VectorCase one)
    {
        one.Settings.MustHaveOnly(one.Name, "SYMBOL", "TICK_SIZE", "QTY_STEP", "MIN_QTY", "MIN_NOTIONAL");
        one.Input.MustHaveOnly(one.Name, "position", "runs", "reason", "place_fails", "limit_fallback");
        var position = one.Input.GetProperty("position");
        position.MustHaveOnly(
            one.Name, "side", "status", "mode", "qty", "prices", "trade_key", "client_id", "order_id", "exit_client_ids");
        var rules = ExitPlanInput.Rules(one.Settings);
        var plan = ExitPlanInput.Check(position.Text("side"), position.Maybe("qty"), position.Maybe("prices"), rules);
        var isRefused = plan.ContainsKey("error_contains");
        var placed = !isRefused && one.Input.Maybe("place_fails")?.GetBoolean() != true;
        var stored = position.Maybe("exit_client_ids") is { } found && found.EnumerateObject().Any()
            ? Purposes.ToDictionary(purpose => purpose, purpose => found.Text(purpose))
            : null;
        var (shownRuns, draws) = (new List<object?>(), 0);
        for (var run = 0; run < (one.Input.Maybe("runs")?.GetInt32() ?? 1); run++)
        {
            var isFresh = !isRefused && stored is null;
            stored ??= isRefused ? null : Derive(position, one.Settings.Text("SYMBOL"), () => draws++ == 0 ? Drawn : new byte[Drawn.Length]);
            var isRandom = stored is not null && draws > 0;
            var shown = new Outcome
            {
                ["placed"] = placed,
                ["exit_client_ids"] = Show(isRefused ? null : stored),
                ["ids_saved_before_placement"] = isFresh,
                ["status"] = placed ? "OPEN" : position.Text("status"),
            };
            if (isRandom)
            {
                shown["random_suffix"] = true;
            }

            if (isRandom && run > 0)
            {
                shown["same_as_first_run"] = true;
            }

            if (one.Input.Maybe("limit_fallback")?.GetBoolean() == true)
            {
                shown["fallback_orders"] = new Outcome { ["tp1"] = Fallback(stored?["tp1"]), ["tp2"] = Fallback(stored?["tp2"]) };
            }

            shownRuns.Add(shown);
        }

        return new Outcome { ["runs"] = shownRuns };
    }

    /// <summary>As a take-over does it: derived from the key, or drawn once where there is none; the caller stores them.</summary>
    private static Dictionary<string, string> Derive(JsonElement position, string symbol, Func<byte[]> draw)
    {
        Assert.True(PositionSideExtensions.TryParse(position.Text("side"), out var side));
        var key = ClientOrderIds.KeyOf(Identifier(position, "trade_key"), Identifier(position, "client_id"), Identifier(position, "order_id"));
        var suffix = key is null ? ClientOrderIds.SuffixWithoutKey(draw()) : ClientOrderIds.Suffix(key, symbol, side);
        return Purposes.ToDictionary(purpose => purpose, purpose => ClientOrderIds.ExitStem(purpose.ToUpperInvariant(), suffix));
    }

    private static string? Identifier(JsonElement position, string name) => position.Maybe(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number when number.ToDecimal() != 0m => number.GetRawText(),
        _ => null,
    };

    /// <summary>The vectors show drawn digits as a placeholder.</summary>
    private static Outcome? Show(Dictionary<string, string>? ids)
    {
        if (ids is null)
        {
            return null;
        }

        var shown = new Outcome();
        foreach (var (purpose, id) in ids)
        {
            shown[purpose] = id.Replace(DrawnDigits, RandomDigits, StringComparison.Ordinal);
        }

        return shown;
    }

    private static Outcome Fallback(string? id) => new()
    {
        ["client_id"] = ClientOrderIds.LimitFallback(id ?? string.Empty),
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
