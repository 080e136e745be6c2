using System.Collections.Immutable;
using Executor.Core.Journal;
using Executor.GrainInterfaces;

namespace Executor.Grains.Fleet;

/// <summary>What the emergency modes mean, as functions from state to state. A wish that is fulfilled already changes nothing.</summary>
internal static class FleetRules
{
    /// <summary>No entries, unless something stronger is in force.</summary>
    public static FleetState Pause(FleetState state, string reason, string by, DateTimeOffset now) => state.Mode switch
    {
        FleetMode.Paused or FleetMode.Asleep => state,
        FleetMode.Running => Note(
            state with { Mode = FleetMode.Paused, Change = new ModeChange(now, by, reason) },
            now, JournalLevel.Warning, "FLEET_PAUSED", $"No entries until {by} or somebody else wakes the fleet: {reason}.", ("reason", reason), ("by", by)),
    };

    /// <summary>No entries, and signals are answered so.</summary>
    public static FleetState Sleep(FleetState state, string reason, string by, DateTimeOffset now) => state.Mode switch
    {
        FleetMode.Asleep => state,
        FleetMode.Running or FleetMode.Paused => Note(
            state with { Mode = FleetMode.Asleep, Change = new ModeChange(now, by, reason) },
            now, JournalLevel.Warning, "SLEEP_MODE_ACTIVE", $"Asleep: signals are not acted on, positions stay protected. {reason}.", ("reason", reason), ("by", by)),
    };

    /// <summary>Back to running. The cooldown of a shutdown stays.</summary>
    public static FleetState Wake(FleetState state, string by, DateTimeOffset now)
    {
        if (state.Mode == FleetMode.Running)
            return state;
        var slept = state.Change?.At;
        return Note(
            state with { Mode = FleetMode.Running, Change = new ModeChange(now, by, "WAKE_UP"), Shutdown = null },
            now, JournalLevel.Info, "WAKE_UP",
            state.CooldownUntil is { } until && until > now ? $"Woken by {by}; no entry before {until:O}." : $"Woken by {by}.",
            ("by", by), ("slept_since", slept?.ToString("O")));
    }

    /// <summary>Sleep first, then the first phase. A shutdown under way goes on; one without flattening can be given it later.</summary>
    public static FleetState BeginShutdown(FleetState state, bool flatten, string reason, string by, DateTimeOffset now)
    {
        if (state.Shutdown is { } present && (present.Flatten || !flatten))
            return state;
        var phase = state.Shutdown is { Phase: ShutdownPhase.Done } ? ShutdownPhase.Flattening : ShutdownPhase.Reconciling;
        var begun = Note(
            state with { Shutdown = new FleetShutdown(phase, flatten, state.Shutdown?.StartedAt ?? now, reason, state.Shutdown?.Findings ?? []) },
            now, JournalLevel.Alarm, "EMERGENCY_SHUTDOWN_START",
            flatten ? $"{by} wants every position closed: {reason}." : $"{by} wants no more entries; positions stay protected: {reason}.",
            ("reason", reason), ("flatten", flatten ? "true" : "false"), ("by", by));
        return Sleep(begun, reason, by, now);
    }

    /// <summary>Every symbol has been looked at once.</summary>
    public static FleetState Reconciled(FleetState state, ImmutableArray<SymbolFinding> findings, TimeSpan cooldown, DateTimeOffset now)
    {
        if (state.Shutdown is not { Phase: ShutdownPhase.Reconciling } shutdown)
            return state;
        var open = Open(findings);
        var reconciled = Note(
            state with { Shutdown = shutdown with { Phase = ShutdownPhase.Flattening, Findings = findings } },
            now, JournalLevel.Info, "EMERGENCY_RECONCILE", $"{findings.Length} symbol(s) looked at, {findings.Length - open.Count} proven flat.",
            ("symbols", Text(findings.Length)), ("flat", Text(findings.Length - open.Count)), ("open", string.Join(',', open)));
        return shutdown.Flatten && open.Count > 0 ? reconciled : Complete(reconciled, cooldown, now);
    }

    /// <summary>A round of closing and proving has ended.</summary>
    public static FleetState Flattened(FleetState state, ImmutableArray<SymbolFinding> findings, TimeSpan cooldown, DateTimeOffset now)
    {
        if (state.Shutdown is not { Phase: ShutdownPhase.Flattening } shutdown)
            return state;
        var (open, before) = (Open(findings), Open(shutdown.Findings));
        var next = state with { Shutdown = shutdown with { Findings = findings } };
        if (open.Count == 0)
            return Complete(next, cooldown, now);
        var isTold = open.SequenceEqual(before)
            && state.Journal.Any(entry => entry.Name == "EMERGENCY_BLOCKED_ACTIVE_ORDERS" && entry.At >= shutdown.StartedAt);
        if (isTold)
            return Same(shutdown.Findings, findings) ? state : next;
        var why = findings.Where(finding => !finding.IsFlat).Select(finding => $"{finding.Symbol}: {string.Join(' ', finding.Reasons)}");
        return Note(
            next, now, JournalLevel.Alarm, "EMERGENCY_BLOCKED_ACTIVE_ORDERS", $"Not proven flat, tried again: {string.Join("; ", why)}",
            ("active_orders", string.Join(',', open)), ("reason", shutdown.Reason));
    }

    /// <summary>What became of the copy of all states.</summary>
    public static FleetState Backup(FleetState state, string path, string? problem, DateTimeOffset now) => problem is null
        ? Note(state, now, JournalLevel.Info, "EMERGENCY_BACKUP_SAVED", $"All states are copied to {path}.", ("path", path))
        : Note(state, now, JournalLevel.Warning, "EMERGENCY_BACKUP_FAILED", $"The states could not be copied to {path}: {problem}", ("path", path), ("error", problem));

    private static FleetState Complete(FleetState state, TimeSpan cooldown, DateTimeOffset now)
    {
        var shutdown = state.Shutdown!;
        var open = Open(shutdown.Findings);
        return Note(
            state with { Shutdown = shutdown with { Phase = ShutdownPhase.Done }, CooldownUntil = now + cooldown },
            now, open.Count == 0 ? JournalLevel.Info : JournalLevel.Warning, "EMERGENCY_SHUTDOWN_COMPLETE",
            open.Count == 0 ? "Every symbol is flat, as the exchange shows." : $"Still there, protected and managed: {string.Join(", ", open)}.",
            ("reason", shutdown.Reason), ("open", string.Join(',', open)), ("cooldown_until", (now + cooldown).ToString("O")));
    }

    private static List<string> Open(ImmutableArray<SymbolFinding> findings) => [.. findings.Where(finding => !finding.IsFlat).Select(finding => finding.Symbol)];

    private static bool Same(ImmutableArray<SymbolFinding> one, ImmutableArray<SymbolFinding> other) => one.Length == other.Length
        && one.Zip(other).All(pair => pair.First.Symbol == pair.Second.Symbol && pair.First.IsFlat == pair.Second.IsFlat
            && pair.First.Status == pair.Second.Status && pair.First.Reasons.SequenceEqual(pair.Second.Reasons));

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The state with one more event in its journal.</summary>
    public static FleetState Note(
        FleetState state, DateTimeOffset now, JournalLevel level, string name, string reason, params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        var list = ImmutableArray.CreateBuilder<JournalField>(fields.Length);
        foreach (var (fieldName, value) in fields)
        {
            if (value is not null)
                list.Add(new JournalField(fieldName, value));
        }

        var entry = new JournalEvent
        {
            Sequence = state.JournalSequence + 1,
            At = now,
            Name = name,
            Level = level,
            Reason = reason,
            Fields = list.DrainToImmutable(),
        };
        var kept = state.Journal.Length < FleetState.JournalDepth ? state.Journal : state.Journal[1..];
        return state with { JournalSequence = entry.Sequence, Journal = kept.Add(entry) };
    }
}
