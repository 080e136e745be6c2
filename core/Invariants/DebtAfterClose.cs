namespace Executor.Core.Invariants;

/// <summary>I13: after a close on a margin account nothing is owed. In stages: wait, ask, warn, report an error, halt.</summary>
internal static class DebtAfterClose
{
    private const string Id = "I13";

    /// <summary>Begins, keeps or ends the watch, and asks when it is time.</summary>
    public static void Watch(InvariantScan scan)
    {
        var facts = scan.Facts;
        if (facts.Margin is null || !facts.IsClosed)
        {
            Set(scan, null);
            return;
        }

        var episode = Episode(scan);
        Set(scan, episode);
        if (facts.Now < episode.NextQuestionAt)
        {
            return;
        }

        if (scan.Settings.AsksForDebt)
        {
            Set(scan, episode with { NextQuestionAt = facts.Now + scan.Settings.DebtSpacing });
            scan.AsksForDebt = true;
        }
        else if (!episode.IsUnavailable)
        {
            Set(scan, episode with { IsUnavailable = true });
            scan.Report(InvariantFinding.Warn(Id, "Debt after a close is not asked for: I13_EXCHANGE_CHECK is off.", Figures(scan, episode)) with { Kind = "unavailable" });
        }
    }

    /// <summary>Takes in the answer to the question that <see cref="Watch"/> asked.</summary>
    public static void Take(InvariantScan scan, DebtAnswer answer)
    {
        if (scan.Memory.Debt is not { } episode)
        {
            return;
        }

        switch (answer)
        {
            case DebtAnswer.Clear:
                Set(scan, null);
                scan.IsDebtCleared = true;
                break;
            case DebtAnswer.Owed owed:
                TakeDebt(scan, episode, owed.Details);
                break;
            case DebtAnswer.Unavailable unavailable when !episode.IsUnavailable:
                Set(scan, episode with { IsUnavailable = true });
                scan.Report(InvariantFinding.Warn(
                    Id, "The exchange cannot be asked for debt after a close.", [.. Figures(scan, episode), ("error", unavailable.Reason)]) with { Kind = "unavailable" });
                break;
            case DebtAnswer.Unavailable:
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"{answer.GetType().Name} is not an answer.");
        }
    }

    private static void TakeDebt(InvariantScan scan, DebtEpisode episode, string debts)
    {
        (string Name, object? Value)[] details = [.. Figures(scan, episode), ("exchange_details", debts)];
        if (!episode.IsWarned)
        {
            Set(scan, episode = episode with { IsWarned = true });
            scan.Report(InvariantFinding.Warn(Id, $"The position is closed and the account still owes {debts}.", details));
        }

        if (!episode.IsEscalated && scan.Facts.Now - episode.SeenAt >= scan.Settings.DebtGrace + scan.Settings.DebtEscalation)
        {
            Set(scan, episode with { IsEscalated = true });
            var finding = InvariantFinding.Error(Id, $"The account still owes {debts} long after the close.", details);
            scan.Report(finding);
            scan.HaltReason = scan.Settings.HaltsOnDebt ? finding.Message : null; // also when the throttle holds the alarm back
        }
    }

    /// <summary>The watch over this close: the one under way, or a new one. A close whose time is known and that is another than the one
    /// under way begins anew.</summary>
    private static DebtEpisode Episode(InvariantScan scan)
    {
        var facts = scan.Facts;
        var closedAt = facts.Position?.ClosedAt;
        var id = $"{facts.Symbol}:{(closedAt ?? facts.Now).UtcDateTime:O}";
        return scan.Memory.Debt is { } known && (closedAt is null || known.Id == id)
            ? known
            : new DebtEpisode(id, facts.Now, facts.Now + scan.Settings.DebtGrace);
    }

    private static (string Name, object? Value)[] Figures(InvariantScan scan, DebtEpisode episode) =>
    [
        ("symbol", scan.Facts.Symbol), ("trade_mode", "margin"), ("is_isolated", scan.Facts.Margin?.IsIsolated),
        ("close_seen_s", episode.SeenAt), ("age_s", scan.Facts.Now - episode.SeenAt),
    ];

    private static void Set(InvariantScan scan, DebtEpisode? episode)
    {
        if (scan.Memory.Debt != episode)
        {
            scan.Memory = scan.Memory with { Debt = episode };
        }
    }
}
