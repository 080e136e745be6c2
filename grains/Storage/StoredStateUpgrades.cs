using System.Text.Json.Nodes;

namespace Executor.Grains.Storage;

/// <summary>What older releases have stored, lifted by one version each. They describe the past: once released they never change.</summary>
public static class StoredStateUpgrades
{
    /// <summary>Version 1 knew the symbols only: the fleet was always running.</summary>
    public static JsonObject FleetFrom1(JsonObject state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Add("Mode", "Running");
        state.Add("Change", null);
        state.Add("CooldownUntil", null);
        state.Add("Shutdown", null);
        state.Add("JournalSequence", 0);
        state.Add("Journal", new JsonArray());
        return state;
    }

    /// <summary>Version 2 traded what silos were configured with, and nothing else.</summary>
    public static JsonObject FleetFrom2(JsonObject state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var configured = state["Roster"];
        state.Remove("Roster");
        state.Add("Configured", configured);
        state.Add("Added", new JsonArray());
        state.Add("Removed", new JsonArray());
        return state;
    }

    /// <summary>Version 1 traded on spot only: no loans, no holds, nothing to deliver, and the invariants were not judged yet.</summary>
    public static JsonObject PositionFrom1(JsonObject state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Add("Undelivered", new JsonArray());
        state.Add("Hold", null);
        state.Add("Import", null);
        state.Add("Invariants", new JsonObject
        {
            ["Alarms"] = new JsonArray(),
            ["TrailErrors"] = new JsonArray(),
            ["LastTrailRefusal"] = null,
            ["Debt"] = null,
            ["DebtFreeTrade"] = null,
            ["Suspicions"] = new JsonArray(),
            ["UnexplainedSince"] = null,
        });
        LiftTrade(state["Trade"]);
        LiftTrade(state["LastClosed"]?["Trade"]);
        foreach (var intent in state["Intents"]!.AsArray())
            LiftCommand(intent!["Command"]!.AsObject());
        return state;
    }

    /// <summary>Version 2 knew one kind of look that nothing may precede.</summary>
    public static JsonObject PositionFrom2(JsonObject state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Add("DueLook", state["IsLookDue"]!.GetValue<bool>() ? "Everything" : "None");
        state.Remove("IsLookDue");
        return state;
    }

    private static void LiftTrade(JsonNode? node)
    {
        if (node is not JsonObject trade)
            return;
        trade.Add("Baseline", null);
        trade.Add("Loan", null);
        trade.Add("ToBorrow", 0);
        trade.Add("Settlement", null);
        trade.Add("ExchangeCanceledAt", null);
        trade.Add("TakenOutside", 0);
        trade.Add("UnexplainedSince", null);
        trade.Add("ForeignStops", new JsonArray());
        trade.Add("EntryList", "None");
        trade.Add("NotTradingSince", null);
        foreach (var leg in trade["Legs"]!.AsArray())
            leg!.AsObject().Add("IsTargetLost", false);
    }

    private static void LiftCommand(JsonObject command)
    {
        command.Add("Account", "Spot");
        foreach (var order in new[] { command["Order"], command["Oco"]?["Above"], command["Oco"]?["Below"] }.OfType<JsonObject>().Where(IsNewOrder))
        {
            order.Add("SideEffect", "None");
            order.Add("AutoRepayAtCancel", false);
        }
    }

    /// <summary>A cancel names its order by ids alone, under the same member.</summary>
    private static bool IsNewOrder(JsonObject order) => order.ContainsKey("Quantity");
}
