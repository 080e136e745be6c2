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
}
