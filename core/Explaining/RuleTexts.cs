using System.Collections.Frozen;

namespace Executor.Core.Explaining;

/// <summary>The rules behind the events of a trade, in a sentence each; docs/domain.md has them as tables.</summary>
internal static class RuleTexts
{
    private static readonly FrozenDictionary<string, string> Texts = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["OPEN"] = "A signal that passes every guard opens a trade; all prices and the quantity are planned before anything is sent.",
        ["STATE_IMPORTED"] = "The position was taken over from the original; the exchange is looked at before anything is sent.",
        ["IMPORT_FITTED"] = "Legs that were taken over are brought to what the entry brought in, net of fees.",
        ["BOOT_REHYDRATE"] = "After a change of owner every request under way is of unknown outcome, and the exchange is looked at first.",
        ["FILLED"] = "The entry has ended with an execution; the legs are made from what was received net of fees.",
        ["ENTRY_TIMEOUT"] = "An entry that has not filled in time is cancelled; a market order follows only within the deviation that is allowed.",
        ["ENTRY_TIMEOUT_WAIT_CANCEL"] = "Nothing else is sent while the entry may still fill.",
        ["ENTRY_TIMEOUT_PARTIAL_FILLED"] = "What had filled when the entry was cancelled is the position.",
        ["ENTRY_TIMEOUT_LATE_FILL"] = "An entry that filled while it was being cancelled is the position.",
        ["ENTRY_DONE"] = "An entry that ended with nothing executed leaves the symbol flat and unlocked, without a pause.",
        ["EXITS_PLACED_V15"] = "Everything that should rest does.",
        ["STOP_RESTS"] = "The exchange accepted a stop; a stop only ever tightens.",
        ["TP_REACHED"] = "Style legs: a target at which one can sell now is taken.",
        ["TP1_DONE"] = "The first target closed its leg; the stop moves to the entry price.",
        ["TP2_DONE"] = "The second target closed its leg; what is left trails.",
        ["TP1_DONE_SL_TO_BE"] = "After the first target no open leg may lose: the stop goes to the average entry price, to the tick.",
        ["TRAIL_ACTIVATED_AFTER_TP2"] = "After the second target the stop follows the swings of the feed.",
        ["TRAIL_SL_UPDATED"] = "The trailing stop moves when it improves by at least the step (the first time by a tick).",
        ["SL_WATCHDOG_TRIGGER"] = "Price is beyond a stop that has not filled: its grace begins.",
        ["SL_MARKET_FALLBACK"] = "A stop that does not fill within its grace is replaced by a market order.",
        ["LEG_LEAVES"] = "A leg whose protection is passed by the price leaves at market.",
        ["INTENT_UNKNOWN"] = "A request of unknown outcome is looked for and not sent again until it is proven absent.",
        ["INTENT_RESOLVED"] = "A request of unknown outcome was found on the exchange.",
        ["INTENT_ABSENT"] = "A request that several looks did not show, and no execution explains, never arrived.",
        ["UNCOVERED_WINDOW"] = "Any time with less under stops than is open is written down with its cause.",
        ["SL_DUST_REMAINDER"] = "What the exchange would not take as an order is written off.",
        ["TRADE_CLOSED"] = "Nothing of the trade is open, rests or is owed any more.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The rule; null when the event's own reason says it all.</summary>
    public static string? Of(string eventName) => Texts.GetValueOrDefault(eventName);
}
