using System.Collections.Immutable;
using System.Globalization;
using Executor.Core.Journal;
using Executor.Grains.Journal;
using Executor.Grains.Telemetry;
using Executor.Grains.Time;

namespace Executor.Grains.Account;

/// <summary>
/// Puts what happens to a wallet into the journal, under the key of the wallet. Nothing of it is stored, so events are numbered by the time: a later
/// activation never repeats a number.
/// </summary>
internal sealed class WalletJournal(string wallet, IJournalSink journal, JournalInstruments counts, SteadyClock clock)
{
    /// <summary>At or below this the exchange calls for more funds; it liquidates at 1.1. Source: Binance margin API, tradeCoeff.</summary>
    public const decimal MarginCall = 1.3m;

    private DateTimeOffset? _interruptedAt;
    private long _last;

    /// <summary>The exchange warned of the level of a margin account.</summary>
    public void Level(decimal level, DateTimeOffset at)
    {
        var isGrave = level <= MarginCall;
        Publish(
            "MARGIN_LEVEL_WARNING", isGrave ? JournalLevel.Alarm : JournalLevel.Warning,
            string.Create(CultureInfo.InvariantCulture, $"The exchange warns: assets are {level} times the debts of this wallet; at 1.1 it liquidates. Transfer funds in or repay."),
            ("margin_level", level.ToString(CultureInfo.InvariantCulture)), ("at", at.ToString("O", CultureInfo.InvariantCulture)));
    }

    /// <summary>Events may be missing from now on; told once until they arrive again.</summary>
    public void Interrupted(string reason)
    {
        if (_interruptedAt is not null)
            return;
        _interruptedAt = clock.UtcNow;
        Publish("WALLET_EVENTS_INTERRUPTED", JournalLevel.Warning, $"What happens to orders is not told for now: {reason} Looks find it.", ("reason", reason));
    }

    /// <summary>Events arrive again, after an interruption.</summary>
    public void Listening()
    {
        if (_interruptedAt is not { } since)
            return;
        _interruptedAt = null;
        var seconds = (clock.UtcNow - since).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        Publish("WALLET_EVENTS_RESUMED", JournalLevel.Info, $"Events of this wallet arrive again after {seconds} s; its positions look.", ("missing_sec", seconds));
    }

    private void Publish(string name, JournalLevel level, string reason, params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var list = ImmutableArray.CreateBuilder<JournalField>(fields.Length);
        foreach (var (field, value) in fields)
            list.Add(new JournalField(field, value));
        var now = clock.UtcNow;
        _last = Math.Max(_last + 1, now.UtcTicks);
        ImmutableArray<JournalEvent> happened =
            [new JournalEvent { Sequence = _last, At = now, Name = name, Level = level, Reason = reason, Fields = list.DrainToImmutable() }];
        journal.Publish(wallet, happened);
        counts.Happened(wallet, happened);
    }
}
