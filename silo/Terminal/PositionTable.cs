using Executor.Core.Market;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;
using Spectre.Console;

namespace Executor.Silo.Terminal;

/// <summary>The live table.</summary>
internal static class PositionTable
{
    public static Table Of(IEnumerable<(PositionReading Position, Quote? Quote)> rows, string? mode, LiveSettings? live)
    {
        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle($"[{ModeTexts.Style(live)}] {ModeTexts.Word(live)} [/] {ModeTexts.Money(live)}{TerminalTexts.Mode(mode)}") };
        foreach (var heading in new[] { "Symbol", "Status", "Side", "Quantity", "Entry", "Last", "Stop", "Targets", "R", "Coverage", "Debt", "Last result" })
            table.AddColumn(new TableColumn(heading).NoWrap());
        foreach (var (position, quote) in rows)
        {
            if (position.View is { } view)
                table.AddRow([.. Cells(view, quote, position.IsLeaving)]);
            else
                table.AddRow(Markup.Escape(position.Symbol), $"[red]{Markup.Escape(position.Problem ?? "no answer")}[/]");
        }

        return table;
    }

    private static IEnumerable<string> Cells(PositionView view, Quote? quote, bool isLeaving)
    {
        yield return $"[bold]{Markup.Escape(view.Symbol)}[/]";
        yield return Markup.Escape(TerminalTexts.Status(view, isLeaving));
        yield return view.Side ?? "-";
        yield return view.Side is null ? "-" : TerminalTexts.Number(view.OpenQuantity);
        yield return TerminalTexts.Number(view.Entry);
        yield return TerminalTexts.Number(quote?.Last);
        yield return view.Stop is null ? "-" : $"{TerminalTexts.Number(view.Stop)} {Markup.Escape(view.StopCause ?? string.Empty)}";
        yield return view.Targets.IsDefaultOrEmpty ? "-" : string.Join(' ', view.Targets.Select(target => TerminalTexts.Number(target)));
        yield return view.R is { } r ? $"[{(r < 0m ? "red" : "green")}]{TerminalTexts.Rounded(r)}[/]" : "-";
        yield return view.Coverage < 1m ? $"[red]{TerminalTexts.Rounded(view.Coverage)}[/]" : TerminalTexts.Rounded(view.Coverage);
        yield return Markup.Escape(TerminalTexts.Debt(view));
        yield return Markup.Escape(TerminalTexts.LastResult(view));
    }
}
