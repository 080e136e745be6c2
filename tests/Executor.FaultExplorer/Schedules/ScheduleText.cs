using System.Collections.Immutable;
using System.Globalization;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;

namespace Executor.FaultExplorer.Schedules;

/// <summary>A schedule as text, one thing a line: <c>name value</c>, <c>act KIND SIZE SECONDS</c>, <c>strike AT FAULT VALUE</c>; # begins a remark.</summary>
internal static class ScheduleText
{
    public static string Write(Schedule schedule) => string.Join('\n',
    [
        $"seed {schedule.Seed}",
        $"style {schedule.Style}",
        $"account {schedule.Account}",
        $"side {schedule.Side}",
        $"borrow {schedule.Borrow}",
        $"entry {schedule.Entry}",
        $"stop {schedule.Stop}",
        Line("notional", schedule.Notional),
        Line("held-before", schedule.HeldBefore),
        $"partial-fills {schedule.PartialFills}",
        $"failsafe {schedule.Failsafe}",
        $"trail-confirm {schedule.TrailConfirm}",
        $"amend-allowed {schedule.AmendAllowed}",
        $"manual {schedule.Manual}",
        .. schedule.Acts.Select(act => string.Create(CultureInfo.InvariantCulture, $"act {act.Kind} {act.Size} {act.Seconds}")),
        .. schedule.Strikes.Select(strike => $"strike {strike.At} {strike.Fault} {strike.Value}"),
        string.Empty,
    ]);

    /// <exception cref="FormatException">A line is none of these.</exception>
    public static Schedule Read(string text)
    {
        var schedule = new Schedule { Seed = 0 };
        var acts = ImmutableArray.CreateBuilder<Act>();
        var strikes = ImmutableArray.CreateBuilder<Strike>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#'))
        {
            var words = line.Split(' ');
            switch (words)
            {
                case ["act", var kind, var size, var seconds]:
                    acts.Add(new Act(Enum.Parse<ActKind>(kind), decimal.Parse(size, CultureInfo.InvariantCulture), int.Parse(seconds, CultureInfo.InvariantCulture)));
                    break;
                case ["strike", var at, var fault, var value]:
                    strikes.Add(new Strike(int.Parse(at, CultureInfo.InvariantCulture), Enum.Parse<Fault>(fault), int.Parse(value, CultureInfo.InvariantCulture)));
                    break;
                case [var name, var value]:
                    schedule = Set(schedule, name, value);
                    break;
                default:
                    throw new FormatException($"'{line}' is no line of a schedule.");
            }
        }

        return schedule with { Acts = acts.ToImmutable(), Strikes = strikes.ToImmutable() };
    }

    private static Schedule Set(Schedule schedule, string name, string value) => name switch
    {
        "seed" => schedule with { Seed = int.Parse(value, CultureInfo.InvariantCulture) },
        "style" => schedule with { Style = Enum.Parse<ExitStyle>(value) },
        "account" => schedule with { Account = Enum.Parse<TradingAccount>(value) },
        "side" => schedule with { Side = Enum.Parse<PositionSide>(value) },
        "borrow" => schedule with { Borrow = Enum.Parse<BorrowMode>(value) },
        "entry" => schedule with { Entry = Enum.Parse<EntryMode>(value) },
        "stop" => schedule with { Stop = Enum.Parse<StopKind>(value) },
        "notional" => schedule with { Notional = decimal.Parse(value, CultureInfo.InvariantCulture) },
        "held-before" => schedule with { HeldBefore = decimal.Parse(value, CultureInfo.InvariantCulture) },
        "partial-fills" => schedule with { PartialFills = bool.Parse(value) },
        "failsafe" => schedule with { Failsafe = bool.Parse(value) },
        "trail-confirm" => schedule with { TrailConfirm = bool.Parse(value) },
        "amend-allowed" => schedule with { AmendAllowed = bool.Parse(value) },
        "manual" => schedule with { Manual = Enum.Parse<ManualChangePolicy>(value) },
        _ => throw new FormatException($"'{name}' is no setting of a schedule."),
    };

    private static string Line(string name, decimal value) => string.Create(CultureInfo.InvariantCulture, $"{name} {value}");
}
