using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.Core.Invariants;

/// <summary>Runs the invariants around the decisions of a position: on their cadence, and on each look at the exchange.</summary>
internal static class InvariantWatch
{
    private const string DebtStuck = "I13_MARGIN_DEBT_STUCK";

    /// <summary>True while the cadence of the invariants is wanted: a trade is under way, or the debt of the last one is still watched.</summary>
    public static bool IsWanted(PositionState state, SymbolSettings settings) =>
        settings.Invariants.IsEnabled && (state.Trade is not null || DebtWatch.IsOpen(state, settings));

    /// <summary>Judges what <paramref name="input"/> has led to.</summary>
    /// <returns>A question to the exchange that no other request asks; null: none.</returns>
    public static ExchangeRequest? After(Draft draft, PositionInput input) => input switch
    {
        _ when !draft.Settings.Invariants.IsEnabled => null,
        PositionInput.Tick { Cadence: Cadence.Invariants } => OnTick(draft),
        PositionInput.Answered { Request.Command: ExchangeCommand.Inspect, Reply: var reply } => OnLook(draft, reply),
        _ => null,
    };

    /// <summary>Remembers a refused trailing stop for I10.</summary>
    public static void TrailRefused(Draft draft, int code)
    {
        if (draft.State.Trade is { Trail: not null, StopCause: StopCause.Trail } trade)
        {
            draft.State = draft.State with
            {
                Invariants = draft.State.Invariants with { LastTrailRefusal = new TrailRefusal(trade.Key, code, draft.Now) },
            };
        }
    }

    private static ExchangeRequest? OnTick(Draft draft)
    {
        var scan = Scan(draft);
        RecordedInvariants.Run(scan);
        OwnRecords.Run(scan, draft);
        Finish(draft, scan);
        if (!scan.AsksForDebt)
        {
            return null;
        }

        if (draft.State.Trade is null)
        {
            return new ExchangeRequest(0, new ExchangeCommand.Inspect(draft.State.Symbol, [], TradesSince: null) { Account = draft.Settings.Account });
        }

        draft.InspectBy(draft.Now);
        return null;
    }

    private static ExchangeRequest? OnLook(Draft draft, ExchangeReply reply)
    {
        var scan = Scan(draft);
        if (scan.Facts.IsClosed && scan.Memory.Debt is { } episode && draft.Now - episode.SeenAt >= scan.Settings.DebtGrace)
        {
            scan.Run("I13", s => DebtAfterClose.Take(s, DebtWatch.Read(draft, reply)));
        }

        if (reply is ExchangeReply.Inspected { View: var view })
        {
            LookRecords.Run(scan, draft, view);
        }

        Finish(draft, scan);
        if (draft.State.Trade is not null && scan.IsToBeConfirmed)
        {
            draft.InspectBy(draft.Now + Requests.DoubtSpacing);
        }

        return null;
    }

    private static InvariantScan Scan(Draft draft) =>
        new(LiveFacts.Of(draft), draft.Settings.Invariants, InvariantRules.InForce, draft.State.Invariants);

    private static void Finish(Draft draft, InvariantScan scan)
    {
        scan.Forget();
        if (scan.IsDebtCleared)
        {
            scan.Memory = scan.Memory with { DebtFreeTrade = DebtWatch.TradeOf(draft.State, draft.Settings)?.Key };
        }

        if (scan.Memory != draft.State.Invariants)
        {
            draft.State = draft.State with { Invariants = scan.Memory };
        }

        foreach (var finding in scan.Findings)
        {
            Tell(draft, scan, finding);
        }

        if (scan.HaltReason is { } reason)
        {
            Holds.Begin(draft, new Hold(HoldKind.Halted, DebtStuck, reason, draft.Now));
        }
        else if (scan.IsDebtCleared && draft.Settings.Invariants.ForgetsClearedDebt && draft.State.Hold?.Reason == DebtStuck)
        {
            Holds.End(draft, "I13_CLEAR_STATE_ON_EXCHANGE_CLEAR");
        }
    }

    private static void Tell(Draft draft, InvariantScan scan, InvariantFinding finding)
    {
        (string Name, object? Value)[] fields =
        [
            (InvariantEvents.IdField, finding.Id), ("severity", InvariantFinding.Text(finding.Severity)), ("pos_key", scan.PositionKey), .. finding.Details,
        ];
        switch (finding.Severity)
        {
            case InvariantSeverity.Warn:
                draft.Warn(InvariantEvents.Name, finding.Message, fields);
                break;
            case InvariantSeverity.Error:
                draft.Alarm(InvariantEvents.Name, finding.Message, fields);
                break;
        }
    }
}
