using System.Collections.Immutable;

namespace Executor.ScenarioTests.Board;

/// <summary>A fault scenario.</summary>
/// <param name="Id">P and two digits.</param>
/// <param name="Happens">What happens.</param>
/// <param name="Asserted">What is asserted, on the exchange's books unless the journal is named.</param>
public sealed record ScenarioEntry(string Id, string Happens, string Asserted);

/// <summary>The scenarios that are lived end to end; each has at least one test.</summary>
public static class ScenarioCatalog
{
    /// <summary>In the order of their ids.</summary>
    public static ImmutableArray<ScenarioEntry> All { get; } =
    [
        new("P01", "An order is taken and its answer is lost (cut, -1007, page of a gateway, nothing can be asked for a while); it fills",
            "one entry; found by its client order id and protected; never taken for refused; the symbol counts as taken meanwhile; one alarm (I18) once it lasts"),
        new("P02", "The same, and a naive repetition would double it; or it never arrived; or it arrives late",
            "one entry; sent again only after two denials and after the window of its signature, under the same id"),
        new("P03", "The executor is killed at each request, after the exchange carried it out or before it arrived",
            "one entry, one set of exits, the stop moved to the entry; styles oco and legs"),
        new("P04", "Executions are told twice, 0.7 s late, or out of order",
            "each counts once; what is open only grows while the entry fills; profit is that of the exchange's executions"),
        new("P05", "The stop is being moved and the new one is refused, or price is past its level when it is sent",
            "the old level is back at once, or never left, or the quantity leaves at market; windows journalled, none above 5 s"),
        new("P06", "Queries deny orders that exist: an entry and an exit whose answers were lost, all exits after a restart",
            "nothing is sent or placed twice; nothing counts as absent"),
        new("P07", "A stop-limit triggers and price has run past its limit, with nothing or a part of it executed",
            "the grace passes between trigger and fallback; what is left leaves at market, each leg once"),
        new("P08", "Nobody lives while the market falls: after the protection, and between a resting entry and its fill (bracket)",
            "the stops on the exchange have sold everything; nothing is sent by the next start"),
        new("P09", "The first target fills with its sibling stop live; styles oco, legs, bracket",
            "stops cover exactly what is left; all sales together are what was held"),
        new("P10", "Restart of four symbols: as it was, a stop gone, an order of a later owner, flat",
            "each reconciles by itself; the unclear one is quarantined with its reason and stays protected; the flat one trades"),
        new("P11", "Orders by the name of an earlier trade execute and rest during the next one",
            "counted for no trade; the position keeps its quantity and its stops; the next entry is quarantined, the stranger not touched"),
        new("P12", "The owner cancels a stop or a target, sells a part or all, by hand",
            "restore: the stop is back, what was sold is adopted; adopt: the target stays away, its stop is back; halt: hands off until the release"),
        new("P13", "The user data stream is connected and says nothing",
            "sweeps find every execution; stop moved, position closed, nothing missed"),
        new("P14", "Commission is taken in base with nothing else to sell; less is held than was received",
            "exits for what was received, none refused; -2010 is answered by reading and planning anew, a bounded number of times"),
        new("P15", "What is left of a stop, or what filled of an entry, is too small for legs or for an order",
            "three, two or one legs that can be sold alone; the rest is written off as dust; the trade ends"),
        new("P16", "The entry fills in parts and stalls; styles oco, legs, bracket",
            "each part is under a stop within 2 s, resized with the next; the rest of the entry is cancelled"),
        new("P17", "A stop would be refused by a filter: too far from the market, or the rules changed while nobody lived",
            "no entry is sent; the filter is named in the answer, the journal or the quarantine"),
        new("P18", "The market close is too large for one order, refused, or expires on an empty book",
            "leaves in parts until the executions say zero; the stop is back between two tries; an alarm once it lasts"),
        new("P19", "429 and then 418 between entry and stop; others use up the weight of the address",
            "Retry-After is honoured; the protection follows at once after it; entries stop first, protection goes on"),
        new("P20", "The clock of the exchange is off by seconds, ahead or behind (-1021)",
            "the offset is read again, the refused request is sent once more and carried out once"),
        new("P21", "A loan is refused, its answer lost, a repayment fails, interest accrues, the proceeds do not cover the debt; long and short",
            "no entry without its loan, no loan twice; the trade is not finished before the debt is zero, interest included"),
        new("P22", "A second executor on the same data; orders of a second program on the symbol",
            "the second one does not start and sends nothing; foreign orders are seen, one alarm, not touched"),
        new("P23", "Signals are old, grow old before they can be sent, come again, or were written while nobody lived",
            "nothing is sent for an old one; a repetition gets the first answer; the gap is reported"),
        new("P24", "Paused, asleep or held, and killed; stopped between decision and order",
            "still stopped after the restart, nothing entered, the open position managed; the decided order is not sent"),
        new("P25", "Executions lag the decisions; a webhook endpoint hangs",
            "what is in flight counts as exposure; trading goes on while the webhooks wait, and they arrive in the end"),
        new("P26", "Price gaps 5 % through entry, stop and targets",
            "one clean exit, no order left, the ledger equals the exchange"),
        new("P27", "Both targets fill in one instant, are told the other way round, or the second fills first",
            "legs settle by themselves, the runner trails, no exit for what is gone"),
        new("P28", "Every call answers 5xx for long",
            "nothing is assumed and nothing changed, one alarm, recovers by itself"),
        new("P29", "Tick or lot step change under a live position; the market takes no new orders",
            "rules are read again, orders follow them; entries are refused with the reason"),
        new("P30", "The storage cannot be written for a while",
            "nothing is entered or sent without its intent, the exits go on protecting, recovers by itself"),
        new("P31", "The target of a list executes in part and the exchange expires its stop",
            "what is left is under a stop again at once, or leaves when price has passed it"),
        new("P32", "The exits of a bracket are rejected as its entry fills",
            "an oco for what is held takes their place at once"),
        new("P33", "cancelReplace cancels the old stop and refuses the new one (-2021)",
            "a stop rests again at once, or the quantity leaves at market"),
        new("P34", "Events of every order come before the answer that created it",
            "nothing is lost, nothing counts twice"),
        new("P35", "The stream is cut, announces its shutdown, or its token expires, with executions in the gap; spot and margin",
            "each counts once"),
        new("P36", "The market halts or takes cancels only with a position open",
            "one alarm, no entries, protection is back as soon as it is allowed"),
        new("P37", "The exchange liquidates the margin account; long and short",
            "detected, trading on the account halts, alarm; the ledger has the exchange's own orders"),
    ];
}
