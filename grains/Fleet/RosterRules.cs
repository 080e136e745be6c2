using System.Collections.Immutable;
using Executor.Core.Journal;
using Executor.GrainInterfaces;

namespace Executor.Grains.Fleet;

/// <summary>
/// Who is traded: what silos are configured with and what was added at run time, less what was taken out at run time. A word at run time holds until the
/// opposite is said at run time; settings never overrule it.
/// </summary>
internal static class RosterRules
{
    /// <summary>Who changes the roster by starting a silo with other settings, for the journal.</summary>
    private const string Settings = "SYMBOLS";

    /// <summary>The traded symbols, in order.</summary>
    public static ImmutableArray<string> Traded(FleetState state) =>
    [
        .. state.Configured.Union(Names(state.Added), StringComparer.Ordinal).Except(Names(state.Removed), StringComparer.Ordinal),
    ];

    /// <summary>Why nothing of a symbol is entered; null: it is traded, or nobody has told the fleet any symbol yet.</summary>
    public static string? WhyNotTraded(FleetState state, string symbol)
    {
        if ((state.Configured.IsEmpty && state.Added.IsEmpty) || Traded(state).Contains(symbol, StringComparer.Ordinal))
            return null;
        return Find(state.Removed, symbol) is { } taken
            ? $"{symbol} was taken out of the roster by {taken.By} at {taken.At:O}: {taken.Reason}."
            : $"{symbol} is not on the roster.";
    }

    /// <summary>A silo has started with these symbols.</summary>
    public static FleetState Configure(FleetState state, ImmutableArray<string> symbols, DateTimeOffset now)
    {
        ImmutableArray<string> configured = [.. symbols.Distinct(StringComparer.Ordinal)];
        var next = Moved(state, configured.SequenceEqual(state.Configured) ? state : state with { Configured = configured });
        return state.Configured.IsEmpty ? next : Told(state, next, Settings, "a silo was started with other settings", now);
    }

    /// <summary>A symbol is traded from now on.</summary>
    public static FleetState Add(FleetState state, string symbol, string reason, string by, DateTimeOffset now)
    {
        if (Traded(state).Contains(symbol, StringComparer.Ordinal))
            return state;
        var next = Moved(state, state with { Added = Without(state.Added, symbol).Add(new RosterChange(symbol, now, by, reason)), Removed = Without(state.Removed, symbol) });
        return Told(state, next, by, reason, now);
    }

    /// <summary>Nothing of a symbol is entered any more.</summary>
    public static FleetState Remove(FleetState state, string symbol, string reason, string by, DateTimeOffset now)
    {
        if (!Traded(state).Contains(symbol, StringComparer.Ordinal))
            return state;
        var next = Moved(state, state with { Added = Without(state.Added, symbol), Removed = Without(state.Removed, symbol).Add(new RosterChange(symbol, now, by, reason)) });
        return Told(state, next, by, reason, now);
    }

    /// <summary>Symbols that were leaving are flat.</summary>
    public static FleetState Release(FleetState state, IReadOnlyCollection<string> flat) =>
        state with { Leaving = [.. state.Leaving.Except(flat, StringComparer.Ordinal)] };

    /// <summary>Every symbol that the fleet knows.</summary>
    public static ImmutableArray<RosterSymbol> View(FleetState state)
    {
        var traded = Traded(state);
        var gone = Names(state.Removed).Except(state.Leaving, StringComparer.Ordinal);
        return
        [
            .. traded.Select(symbol => Of(symbol, RosterStanding.Traded, Find(state.Added, symbol))),
            .. state.Leaving.Select(symbol => Of(symbol, RosterStanding.Leaving, Find(state.Removed, symbol))),
            .. gone.Select(symbol => Of(symbol, RosterStanding.Out, Find(state.Removed, symbol))),
        ];

        RosterSymbol Of(string symbol, RosterStanding standing, RosterChange? change) => new()
        {
            Symbol = symbol,
            Standing = standing,
            IsConfigured = state.Configured.Contains(symbol, StringComparer.Ordinal),
            ChangedAt = change?.At,
            ChangedBy = change?.By,
            Reason = change?.Reason,
        };
    }

    /// <summary>Whoever was traded and is not any more leaves; whoever is again does not.</summary>
    private static FleetState Moved(FleetState before, FleetState after)
    {
        ImmutableArray<string> leaving = [.. Traded(before).Union(before.Leaving, StringComparer.Ordinal).Except(Traded(after), StringComparer.Ordinal)];
        return leaving.SequenceEqual(after.Leaving) ? after : after with { Leaving = leaving };
    }

    private static FleetState Told(FleetState before, FleetState after, string by, string reason, DateTimeOffset now)
    {
        var (was, has) = (Traded(before), Traded(after));
        foreach (var symbol in has.Except(was, StringComparer.Ordinal))
        {
            after = FleetRules.Note(
                after, now, JournalLevel.Warning, "ROSTER_SYMBOL_ADDED", $"{symbol} is traded from now on; added by {by}: {reason}.",
                ("symbol", symbol), ("by", by), ("reason", reason));
        }

        foreach (var symbol in was.Except(has, StringComparer.Ordinal))
        {
            after = FleetRules.Note(
                after, now, JournalLevel.Warning, "ROSTER_SYMBOL_REMOVED",
                $"Nothing of {symbol} is entered from now on, and its position is managed until it is flat; taken out by {by}: {reason}.",
                ("symbol", symbol), ("by", by), ("reason", reason));
        }

        return after;
    }

    private static IEnumerable<string> Names(ImmutableArray<RosterChange> changes) => changes.Select(change => change.Symbol);

    private static RosterChange? Find(ImmutableArray<RosterChange> changes, string symbol) => changes.FirstOrDefault(change => change.Symbol == symbol);

    private static ImmutableArray<RosterChange> Without(ImmutableArray<RosterChange> changes, string symbol) => changes.RemoveAll(change => change.Symbol == symbol);
}
