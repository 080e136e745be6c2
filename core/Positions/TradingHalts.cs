namespace Executor.Core.Positions;

/// <summary>The symbol stops trading with a position open, and starts again (P36).</summary>
internal static class TradingHalts
{
    /// <summary>Raises one alarm when the symbol stops trading with something open, and brings the exits back at once when it trades again.</summary>
    public static void Watch(Draft draft)
    {
        var trade = draft.Trade;
        if (!draft.Rules.IsTrading && trade.NotTradingSince is null && Holdings.Open(trade, draft.Rules) > 0m)
        {
            draft.Trade = trade with { NotTradingSince = draft.Now };
            draft.Alarm(
                "SYMBOL_NOT_TRADING",
                $"{draft.State.Symbol} takes no new orders while {Holdings.Open(trade, draft.Rules)} is open: what rests stays, what is missing is placed as soon as it trades again.",
                ("qty", Holdings.Open(trade, draft.Rules)),
                ("coverage", Coverage.Of(trade, draft.Rules)));
        }
        else if (draft.Rules.IsTrading && trade.NotTradingSince is { } since)
        {
            draft.Trade = trade with { NotTradingSince = null };
            draft.Note("SYMBOL_TRADING_AGAIN", $"It trades again after {(draft.Now - since).TotalSeconds} s.", ("seconds", draft.Now - since));
            foreach (var slot in trade.Slots.Where(slot => slot.RetryAt is not null))
            {
                draft.SetSlot(slot with { RetryAt = null });
            }

            draft.InspectBy(draft.Now);
        }
    }
}
