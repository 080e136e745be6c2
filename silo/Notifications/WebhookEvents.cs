using System.Collections.Frozen;
using Executor.Core.Journal;

namespace Executor.Silo.Notifications;

/// <summary>Which journal events leave as webhooks, and under which name: those of the original (behaviour 13.3), and every alarm.</summary>
internal static class WebhookEvents
{
    private const string Reconciliation = "RECON_";

    private static readonly FrozenSet<string> SameName = FrozenSet.Create(
        StringComparer.Ordinal,
        "OPEN", "FILLED", "ENTRY_TIMEOUT", "ENTRY_TIMEOUT_PARTIAL_FILLED", "ENTRY_TIMEOUT_LATE_FILL", "ENTRY_TIMEOUT_MARKET_ERROR",
        "ENTRY_TIMEOUT_MARKET_NO_OID", "EXITS_PLACED_V15", "TP1_DONE_SL_TO_BE", "TP1_WATCHDOG_SL_TO_BE", "TP1_BE_PLACE_ERROR",
        "TP1_BE_MAX_ATTEMPTS_REACHED", "TP2_DONE", "SL_DONE", "TRAIL_ACTIVATED_AFTER_TP2", "SL_FILLED_MISSING_ID_FALLBACK",
        "TP2_MISSING_NOT_IN_ZONE", "TP2_MISSING_GATE_UNCERTAIN", "TP2_MISSING_GATE_REJECTED", "TRAIL_ACTIVATION_BLOCKED_UNCERTAIN_TP2",
        "TRADE_CLOSED", "POSITION_CLEARED_BY_EXCHANGE", "PREFLIGHT_WARN", "INVARIANT_FAIL");

    /// <summary>The original shows these with a sign in front of the name, and receivers compare the whole text.</summary>
    private static readonly FrozenDictionary<string, string> OtherName = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["SAVE_STATE_FAILURE"] = "\U0001F6A8 SAVE_STATE_FAILURE",
        ["EMERGENCY_SHUTDOWN_START"] = "\U0001F6D1 EMERGENCY_SHUTDOWN_START",
        ["EMERGENCY_BLOCKED_ACTIVE_ORDERS"] = "⚠️ EMERGENCY_BLOCKED",
        ["SLEEP_MODE_ACTIVE"] = "\U0001F4A4 SLEEP_MODE_ACTIVE",
        ["WAKE_UP"] = "✅ WAKE_UP",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Name under which <paramref name="happened"/> leaves; null: it stays.</summary>
    public static string? NameOf(JournalEvent happened) =>
        OtherName.TryGetValue(happened.Name, out var shown) ? shown
        : happened.Level == JournalLevel.Alarm || SameName.Contains(happened.Name) || happened.Name.StartsWith(Reconciliation, StringComparison.Ordinal)
            ? happened.Name
            : null;
}
