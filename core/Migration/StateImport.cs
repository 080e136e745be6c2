using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Executor.Core.Exchange;
using Executor.Core.Journal;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Migration;

/// <summary>
/// Reads the state file of the original. What the file and the exchange both know is left to the exchange: the position is stored as
/// taken over and looks before it sends anything.
/// </summary>
/// <remarks>Source: behaviour of the original, section 14. Rules: docs/migration.md.</remarks>
public static class StateImport
{
    private const string AfterShutdown = "EMERGENCY";

    /// <summary>Reads <paramref name="json"/>; whatever is wrong with it stands in the result.</summary>
    /// <param name="json">The file, UTF-8.</param>
    /// <param name="settings">How the symbol will be traded.</param>
    /// <param name="rules">What the exchange allows.</param>
    /// <param name="at">Time of the import, UTC; the original must have been stopped before.</param>
    public static ImportResult Read(ReadOnlyMemory<byte> json, SymbolSettings settings, SymbolRules rules, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(rules);
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(json.Span));
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(new FieldLedger(document.RootElement), fingerprint, settings, rules, at)
                : Unreadable("is no JSON object", fingerprint, settings.Symbol);
        }
        catch (JsonException broken)
        {
            return Unreadable(
                $"is no JSON (line {(broken.LineNumber ?? 0) + 1}, byte {(broken.BytePositionInLine ?? 0) + 1}; NaN and Infinity are none): take a copy that is whole",
                fingerprint,
                settings.Symbol);
        }
    }

    private static ImportResult Unreadable(string why, string fingerprint, string symbol) => new()
    {
        Symbol = symbol,
        Fingerprint = fingerprint,
        State = null,
        Signals = null,
        Fields = [new ImportedField("$", FieldOutcome.Refused, string.Empty, why)],
    };

    private static ImportResult Read(FieldLedger file, string fingerprint, SymbolSettings settings, SymbolRules rules, DateTimeOffset at)
    {
        var (status, read) = new PositionImport(file, settings, rules, at).Read();
        var trade = new MarginImport(file, settings, rules).Apply(read);
        var signals = MemoryImport.Read(file, settings);
        var hold = ReadHold(file, at);
        var closed = ReadLastClosed(file);
        var cooldown = file.UnixTime("cooldown_until");
        var locked = file.UnixTime("lock_until");
        foreach (var (path, why) in IgnoredFields.Everywhere)
        {
            file.Ignore(path, why);
        }

        foreach (var (path, why) in IgnoredFields.OfPosition)
        {
            file.Ignore($"position.{path}", why);
        }

        var state = PositionState.Empty(settings.Symbol) with
        {
            Status = status,
            Trade = trade,
            LockUntil = locked,
            CooldownUntil = cooldown,
            Answers = trade is null ? [] : [new SignalAnswer(trade.SignalKey, trade.OpenedAt, trade.Key, null, null)],
            Hold = hold,
            LastTradeSecond = trade is null ? 0 : OriginalOrderIds.SecondOf(trade.Key) ?? trade.OpenedAt.ToUnixTimeSeconds(),
            InspectAt = trade is null ? null : at,
            DueLook = trade is null ? DueLook.None : DueLook.Everything,
            Import = new ImportMark(fingerprint, at, trade?.Key),
        };
        return new ImportResult
        {
            Symbol = settings.Symbol,
            Fingerprint = fingerprint,
            State = file.HasRefusals ? null : WithJournal(state, signals.Count, closed, at),
            Signals = file.HasRefusals ? null : signals,
            Fields = file.Close(),
        };
    }

    private static Hold? ReadHold(FieldLedger file, DateTimeOffset at)
    {
        foreach (var told in (string[])["sleep_mode.wake_file", "sleep_mode.woke_up_at"])
        {
            file.Ignore(told, "waking is the operator's word here");
        }

        var isAsleep = file.Flag("sleep_mode.active");
        var since = file.UnixTimeOrIso("sleep_mode.since") ?? at;
        var reason = file.Text("sleep_mode.reason") ?? "no reason given";
        if (file.Has("halt"))
        {
            file.Change("halt", "halted until an operator releases the symbol");
            return new Hold(HoldKind.Halted, "IMPORTED_HALT", "The original had halted the symbol.", at);
        }

        file.Ignore("halt", "not halted");
        if (!isAsleep)
        {
            return null;
        }

        file.Change("sleep_mode.active", "paused until an operator releases the symbol");
        return new Hold(HoldKind.Paused, "IMPORTED_SLEEP", $"The original was asleep: {reason}", since);
    }

    /// <summary>The last close in words. A closed trade here has executions and money, which the file does not tell: it stays a journal entry.</summary>
    private static string? ReadLastClosed(FieldLedger file)
    {
        const string path = "last_closed";
        if (!file.Has(path))
        {
            file.Ignore(path, "no trade has closed");
            return null;
        }

        var (reason, time) = (file.Text($"{path}.reason") ?? "unknown", file.Text($"{path}.ts") ?? "unknown");
        file.Ignore(path, "kept as words in the journal: the file tells neither executions nor money");
        if (reason.StartsWith(AfterShutdown, StringComparison.Ordinal))
        {
            file.Change($"{path}.reason", "the original was shut down in an emergency and closed nothing itself (W61): see on the exchange what is left");
        }

        return $"{reason} at {time}";
    }

    private static PositionState WithJournal(PositionState state, int signals, string? closed, DateTimeOffset at)
    {
        var fields = ImmutableArray.CreateBuilder<JournalField>();
        fields.Add(new JournalField("status", state.Status.ToString()));
        fields.Add(new JournalField("fingerprint", state.Import!.Fingerprint));
        if (closed is not null)
        {
            fields.Add(new JournalField("last_closed", closed));
        }

        var imported = new JournalEvent
        {
            Sequence = 1,
            At = at,
            Name = "STATE_IMPORTED",
            TradeKey = state.Trade?.Key,
            Reason = $"Taken over from the original's state file with {signals} signal(s) seen; the exchange is looked at before anything is sent.",
            Fields = fields.ToImmutable(),
        };
        return state with { JournalSequence = imported.Sequence, Journal = [imported] };
    }
}
