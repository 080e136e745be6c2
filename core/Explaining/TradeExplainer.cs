using System.Collections.Immutable;
using Executor.Core.Journal;
using Executor.Core.Positions;

namespace Executor.Core.Explaining;

/// <summary>Goes through the journal of a trade and computes again what was decided: the plan, the guard of Plan B, the stops, the profit.</summary>
public static class TradeExplainer
{
    /// <summary>Explains the trade; its steps are empty when the journal does not know it.</summary>
    public static Explanation Explain(ExplanationInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ImmutableArray<JournalEvent> events =
        [
            .. input.Journal.Where(happened => happened.TradeKey == input.TradeKey)
                .DistinctBy(happened => (happened.Sequence, happened.Name)).OrderBy(happened => happened.Sequence),
        ];
        var gaps = new List<string>();
        var open = events.FirstOrDefault(happened => happened.Name == "OPEN") is { } opened ? new Figures(opened) : null;
        if (open is null && !events.IsEmpty)
        {
            gaps.Add("The plan: the journal does not begin with the trade.");
        }

        if (input.Record is null)
        {
            gaps.Add("Executions: the trade is not in the ledger (yet), so that profit and R are not computed again.");
        }

        var side = PositionSideExtensions.TryParse(open?.Text("side"), out var recorded) ? recorded : input.Record?.Side ?? PositionSide.Long;
        var stops = new StopChecks(side, open?.Number("sl") ?? input.Record?.Plan.Stop, open?.Number("tick"), gaps);
        return new Explanation
        {
            Symbol = input.Symbol,
            TradeKey = input.TradeKey,
            Steps = [.. events.Select(happened => Step(happened, input, stops, gaps))],
            Gaps = [.. gaps.Distinct(StringComparer.Ordinal)],
        };
    }

    private static ExplainedStep Step(JournalEvent happened, ExplanationInput input, StopChecks stops, List<string> gaps)
    {
        var figures = new Figures(happened);
        switch (happened.Name)
        {
            case "OPEN":
                OpenCheck.Compare(figures, input.Bars, gaps);
                break;
            case "ENTRY_TIMEOUT":
                GuardCheck.Compare(figures);
                break;
            case "FILLED" or "ENTRY_TIMEOUT_PARTIAL_FILLED" or "ENTRY_TIMEOUT_LATE_FILL":
                stops.Entered(figures);
                if (input.Record is { } filled)
                {
                    figures.Compare("executedQty", filled.Money.EntryQuantity, $"executions of the entry");
                    figures.Compare("entry_actual", filled.Money.EntryPrice, $"{filled.Money.EntryQuote} over {filled.Money.EntryQuantity}");
                }

                break;
            case "STOP_RESTS":
                stops.Rests(figures);
                break;
            case "TP1_BE_PLACE_ERROR" or "TRAIL_SL_UPDATE_ERROR" or "EXIT_REPLACE_HALF_DONE" or "EXITS_PLACE_ERROR" or "EXITS_RETRY_FAIL":
                stops.Refused();
                break;
            case "TP1_DONE_SL_TO_BE":
                stops.BreakEven(figures);
                break;
            case "TRAIL_SL_UPDATED":
                stops.Trailed(figures);
                break;
            case "TRADE_CLOSED" when input.Record is { } record:
                ClosedCheck.Compare(figures, record);
                break;
        }

        return new ExplainedStep(happened, RuleTexts.Of(happened.Name), figures.Compared);
    }
}
