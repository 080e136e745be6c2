namespace Executor.Core.Positions;

/// <summary>Keeps a symbol from opening anything, until an operator releases it.</summary>
internal static class Holds
{
    /// <summary>Begins <paramref name="hold"/>, unless one as grave or graver is in force.</summary>
    public static void Begin(Draft draft, Hold hold)
    {
        if (draft.State.Hold is { } present && present.Kind >= hold.Kind)
        {
            return;
        }

        draft.State = draft.State with { Hold = hold };
        draft.Alarm("SYMBOL_HELD", $"{hold.Kind}: {hold.Detail}", ("kind", hold.Kind), ("reason", hold.Reason));
    }

    /// <summary>Why no entry may be sent now; null: one may. Exits are never kept back by it.</summary>
    public static string? WhyEntriesAreOff(Draft draft) => draft switch
    {
        { State.Hold: { } hold } => $"{hold.Kind} ({hold.Reason})",
        { Context.Gate: { Reason: { } reason, Detail: var detail } } => detail is null ? reason : $"{reason}: {detail}",
        _ => null,
    };

    /// <summary>True when somebody has taken over by hand: nothing at all is sent, and nothing is decided that would have to be.</summary>
    public static bool AreHandsOff(Draft draft) => AreHandsOff(draft.State);

    /// <inheritdoc cref="AreHandsOff(Draft)"/>
    public static bool AreHandsOff(PositionState state) => state.Hold is { IsHandsOff: true };

    /// <summary>Ends whatever hold is in force.</summary>
    public static void End(Draft draft, string by)
    {
        if (draft.State.Hold is not { } hold)
        {
            return;
        }

        draft.State = draft.State with { Hold = null };
        draft.InspectBy(draft.Now);
        draft.Note("SYMBOL_RELEASED", $"Released by {by} after {(draft.Now - hold.Since).TotalSeconds} s.", ("kind", hold.Kind), ("reason", hold.Reason), ("by", by));
        if (hold.IsHandsOff && draft.State.Trade is not null)
        {
            draft.State = draft.State with { DueLook = DueLook.Everything };
            ManualChanges.Released(draft);
        }
    }
}
