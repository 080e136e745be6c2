namespace Executor.Core.Positions;

/// <summary>
/// The one number of safety: quantity under live stops over open quantity. It is 1 but for windows; each window is journalled with its
/// cause and its length.
/// </summary>
public static class Coverage
{
    /// <summary>Coverage of <paramref name="trade"/>, 0 to 1; 1 when nothing is open.</summary>
    public static decimal Of(Trade trade, Exchange.SymbolRules rules)
    {
        ArgumentNullException.ThrowIfNull(trade);
        var open = Holdings.Open(trade, rules);
        return open <= 0m ? 1m : Math.Min(1m, Holdings.Covered(trade) / open);
    }

    /// <summary>Opens, changes and ends the window of the trade.</summary>
    internal static void Watch(Draft draft)
    {
        var trade = draft.Trade;
        var uncovered = Math.Max(0m, Holdings.Open(trade, draft.Rules) - Holdings.Covered(trade));
        var window = trade.OpenWindow;
        if ((window?.Quantity ?? 0m) == uncovered)
        {
            return;
        }

        if (window is not null)
        {
            var ended = window with { To = draft.Now };
            trade = trade with { OpenWindow = null };
            if (ended.To > ended.From)
            {
                trade = trade with { Uncovered = trade.Uncovered.Add(ended) };
                draft.Trade = trade;
                draft.Note(
                    UncoveredCauses.WindowEvent,
                    $"{ended.Quantity} was under no stop for {(ended.To - ended.From).TotalSeconds} s: {ended.Cause}.",
                    ("qty", ended.Quantity),
                    ("from", ended.From),
                    ("seconds", ended.To - ended.From),
                    (UncoveredCauses.CauseField, ended.Cause));
                trade = draft.Trade;
            }
        }

        draft.Trade = uncovered > 0m ? trade with { OpenWindow = new UncoveredWindow(draft.Now, draft.Now, uncovered, Cause(draft)) } : trade;
    }

    private static string Cause(Draft draft)
    {
        var trade = draft.Trade;
        return trade switch
        {
            { CloseReason: { } reason } => $"{UncoveredCauses.Leaving} ({reason})",
            { Entry: not EntryPhase.Done } => UncoveredCauses.EntryFilling,
            _ when draft.State.Status is not (PositionStatus.Open or PositionStatus.Closing) => UncoveredCauses.PlacingExits,
            _ when trade.Legs.Any(leg => leg.Phase == LegPhase.Leaving) => UncoveredCauses.LegLeaving,
            _ when trade.Legs.Any(leg => leg.Phase == LegPhase.TakingProfit) => UncoveredCauses.TakingTarget,
            _ when trade.Legs.Any(leg => leg.Phase == LegPhase.Open && leg.StopPrice != leg.RestedStop) => $"{UncoveredCauses.MovingStop} ({trade.StopCause})",
            _ => UncoveredCauses.MissingExit,
        };
    }
}
