using System.Text.Json;
using Executor.Core.Signals;

namespace Executor.Silo.Operator;

/// <summary>Answers of a silo as lines for a person.</summary>
internal static class OperatorTexts
{
    /// <summary>The symbols, the fleet or one position, whichever <paramref name="answer"/> is.</summary>
    public static void Write(TextWriter output, JsonElement answer)
    {
        if (answer.TryGetProperty("symbols", out var symbols))
            WriteRoster(output, symbols);
        else if (answer.TryGetProperty("roster", out _))
            WriteFleet(output, answer);
        else
            WritePosition(output, answer);
    }

    /// <summary>Mode, shutdown and limits.</summary>
    public static void WriteFleet(TextWriter output, JsonElement fleet)
    {
        Line(output, $"mode {Text(fleet, "mode")}{Since(fleet)}");
        if (Text(fleet, "cooldownUntil") is { Length: > 0 } until)
            Line(output, $"no entry before {until}");
        if (fleet.GetProperty("portfolio") is { ValueKind: JsonValueKind.Object } portfolio)
        {
            Line(output, $"today {Text(portfolio, "profitToday")} quote; {portfolio.GetProperty("reservations").GetArrayLength()} place(s) taken; limits: "
                + $"positions {Limit(portfolio, "maxOpenPositions")}, notional {Limit(portfolio, "maxTotalNotional")}, "
                + $"risk {Limit(portfolio, "maxTotalRisk")}, daily loss {Limit(portfolio, "dailyLossStop")}");
        }

        if (fleet.GetProperty("shutdown") is not { ValueKind: JsonValueKind.Object } shutdown)
            return;
        Line(output, $"shutdown {Text(shutdown, "phase")} since {Text(shutdown, "startedAt")}: {Text(shutdown, "reason")}");
        foreach (var report in shutdown.GetProperty("reports").EnumerateArray())
        {
            var reasons = string.Join(' ', report.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()));
            Line(output, $"  {Text(report, "symbol")} {(report.GetProperty("isFlat").GetBoolean() ? "flat" : "NOT FLAT")} {Text(report, "status")} {reasons}".TrimEnd());
        }
    }

    /// <summary>One line a symbol.</summary>
    private static void WriteRoster(TextWriter output, JsonElement symbols)
    {
        foreach (var symbol in symbols.EnumerateArray())
        {
            var source = Text(symbol, "changedAt") is { Length: > 0 } at
                ? $"by {Text(symbol, "changedBy")} at {at}: {Text(symbol, "reason")}{(symbol.GetProperty("isConfigured").GetBoolean() ? " (SYMBOLS lists it)" : string.Empty)}"
                : "by SYMBOLS";
            Line(output, $"{Text(symbol, "symbol")} {Text(symbol, "standing")} {source}");
        }
    }

    /// <summary>One line a position.</summary>
    public static void WritePositions(TextWriter output, JsonElement list)
    {
        var leaving = list.GetProperty("leaving").EnumerateArray().Select(symbol => symbol.GetString()).ToHashSet();
        foreach (var position in list.GetProperty("positions").EnumerateArray())
            WritePosition(output, position, leaving.Contains(Text(position, "symbol")));
        foreach (var problem in list.GetProperty("problems").EnumerateArray())
            Line(output, $"{Text(problem, "symbol")} NOT REACHED {Text(problem, "problem")}");
    }

    /// <summary>True when a shutdown has ended, or none is under way.</summary>
    public static bool IsDone(JsonElement fleet) =>
        fleet.GetProperty("shutdown") is not { ValueKind: JsonValueKind.Object } shutdown || Text(shutdown, "phase") == "Done";

    /// <summary>True when a shutdown has proven every symbol flat.</summary>
    public static bool IsFlat(JsonElement fleet) => fleet.GetProperty("shutdown") is { ValueKind: JsonValueKind.Object } shutdown
        && shutdown.GetProperty("reports").EnumerateArray().All(report => report.GetProperty("isFlat").GetBoolean());

    private static void WritePosition(TextWriter output, JsonElement position, bool isLeaving = false)
    {
        var trade = Text(position, "side") is { Length: > 0 } side
            ? $" {side} {Text(position, "openQuantity")} @ {Text(position, "entry")}, stop {Text(position, "stop")}, coverage {Text(position, "coverage")}"
            : string.Empty;
        var debt = Text(position, "debtAsset") is { Length: > 0 } asset ? $", owes {Text(position, "debt")} {asset}" : string.Empty;
        var hold = Text(position, "hold") is { Length: > 0 } kind ? $" [{kind}: {Text(position, "holdDetail")}]" : string.Empty;
        Line(output, $"{Text(position, "symbol")} {Text(position, "status")}{trade}{debt}{hold}{(isLeaving ? " [leaving]" : string.Empty)}");
    }

    private static string Since(JsonElement fleet) => Text(fleet, "since") is { Length: > 0 } since
        ? $" since {since} by {Text(fleet, "by")}: {Text(fleet, "reason")}"
        : string.Empty;

    private static string Limit(JsonElement portfolio, string name) => Text(portfolio, name) is { Length: > 0 } limit ? limit : "none";

    /// <summary>Empty when the member is missing or null.</summary>
    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : string.Empty;

    /// <summary>What comes over the wire cannot steer a terminal.</summary>
    private static void Line(TextWriter output, string text) => output.WriteLine(PlainText.Of(text));
}
