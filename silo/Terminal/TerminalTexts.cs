using System.Globalization;
using System.Text;
using Executor.Core.Journal;
using Executor.Core.Signals;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;
using Executor.Silo.Journal;

namespace Executor.Silo.Terminal;

/// <summary>Texts of the terminal.</summary>
internal static class TerminalTexts
{
    private const int MostFields = 8;

    /// <summary>The first lines: what this is, and whose money is in it.</summary>
    public static IEnumerable<string> Banner(SiloSettings settings)
    {
        yield return ModeTexts.Banner(settings.Live);
        foreach (var setup in settings.Symbols)
        {
            yield return setup.Inputs switch
            {
                SymbolInputs.Demo => $"{setup.Symbol}: invented market and scout, files in {settings.DataPath("demo", setup.Symbol)}",
                SymbolInputs.Files files => $"{setup.Symbol}: signals {files.SignalLog ?? "over HTTP only"}, feed {files.Feed}",
                SymbolInputs.Exchange exchange => $"{setup.Symbol}: signals {exchange.SignalLog ?? "over HTTP only"}, bars of {setup.BarsOf} from the exchange",
                _ => throw new System.Diagnostics.UnreachableException($"{setup.Inputs.GetType()} has no text."),
            };
        }

        yield return $"HTTP {settings.Http.GetLeftPart(UriPartial.Authority)}  data {settings.DataDirectory}  journal {settings.ExecLog}";
    }

    /// <summary>A journal event.</summary>
    public static TerminalLine Event(JournalEntry entry)
    {
        var text = new StringBuilder($"{entry.Symbol} {entry.Event.Name}");
        foreach (var field in entry.Event.Fields.Take(MostFields))
            text.Append(CultureInfo.InvariantCulture, $" {field.Name}={field.Value}");
        text.Append(CultureInfo.InvariantCulture, $" | {entry.Event.Reason}");
        return new TerminalLine(entry.Event.At, entry.Event.Level, text.ToString());
    }

    /// <summary>Time, attention and text of a line.</summary>
    public static string Plain(TerminalLine line) => string.Create(
        CultureInfo.InvariantCulture, $"{line.At.UtcDateTime:HH:mm:ss.fff} {LevelText(line.Level)}{PlainText.Of(line.Text)}");

    /// <summary>What keeps the whole fleet from entering; nothing while it runs.</summary>
    public static string Mode(string? mode) => mode switch
    {
        "Running" => string.Empty,
        null => ", FLEET NOT REACHED",
        _ => $", fleet {mode.ToUpperInvariant()}",
    };

    /// <summary>All positions in one line.</summary>
    public static string Summary(IEnumerable<PositionReading> readings, string? mode, LiveSettings? live) =>
        $"{ModeTexts.Word(live)} positions{Mode(mode)}: {string.Join("; ", readings.Select(reading => reading.View is { } view ? Summary(view, Status(view, reading.IsLeaving)) : $"{reading.Symbol} NOT REACHED"))}";

    /// <summary>A number as it is, without zeros at its end; a dash for none.</summary>
    public static string Number(decimal? value) => value?.ToString("0.############", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>A number with two decimals; a dash for none.</summary>
    public static string Rounded(decimal? value) => value?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>Why the last trade closed, and with what result; a dash before the first.</summary>
    public static string LastResult(PositionView view) =>
        view.LastCloseReason is { } reason ? $"{reason} {Rounded(view.LastProfit)}" : "-";

    /// <summary>Status, with what keeps the symbol from entering.</summary>
    public static string Status(PositionView view, bool isLeaving) =>
        $"{view.Status}{(view.Hold is { } hold ? $" [{hold}]" : string.Empty)}{(isLeaving ? " [leaving]" : string.Empty)}";

    /// <summary>What the trade owes; a dash for nothing.</summary>
    public static string Debt(PositionView view) => view.DebtAsset is { } asset ? $"{Number(view.Debt)} {asset}" : "-";

    private static string Summary(PositionView view, string status) => view.Side is null
        ? $"{view.Symbol} {status} (last {LastResult(view)})"
        : $"{view.Symbol} {status} {view.Side} {Number(view.OpenQuantity)} @ {Number(view.Entry)}, stop {Number(view.Stop)} {view.StopCause}, "
            + $"targets {string.Join('/', view.Targets.Select(target => Number(target)))}, R {Rounded(view.R)}, coverage {Rounded(view.Coverage)}"
            + (view.DebtAsset is null ? string.Empty : $", owes {Debt(view)}");

    /// <summary>Colour of a line; null: the terminal's own.</summary>
    public static string? StyleOf(JournalLevel level) => level switch
    {
        JournalLevel.Info => null,
        JournalLevel.Warning => "yellow",
        JournalLevel.Alarm => "bold red",
    };

    private static string LevelText(JournalLevel level) => level switch
    {
        JournalLevel.Info => string.Empty,
        JournalLevel.Warning => "WARNING ",
        JournalLevel.Alarm => "ALARM ",
    };
}
