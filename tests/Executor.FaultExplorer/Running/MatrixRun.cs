using System.Collections.Immutable;
using Executor.Core.Exchange;
using Executor.Core.Positions;
using Executor.Core.Settings;
using Executor.FaultExplorer.Driving;
using Executor.FaultExplorer.Schedules;

namespace Executor.FaultExplorer.Running;

/// <summary>
/// One life after the other, each with a crash of every kind at every request x every fault that can strike there, and x every fault at the
/// request after.
/// </summary>
internal static class MatrixRun
{
    private static readonly ImmutableArray<Fault?> Crashes = [null, .. ScheduleGenerator.AllFaults.Where(fault => fault.IsCrash()).Select(fault => (Fault?)fault)];
    private static readonly ImmutableArray<Fault?> OtherFaults = [null, .. ScheduleGenerator.AllFaults.Where(fault => !fault.IsCrash()).Select(fault => (Fault?)fault)];

    /// <summary>The lives without any fault.</summary>
    public static ImmutableArray<(string Name, Schedule Schedule)> Lives { get; } =
    [
        .. from path in MarketPaths.All
           from setting in Settings
           select ($"{path.Name}, {setting.Name}", setting.Schedule with { Acts = path.Acts }),
    ];

    /// <summary>All cells, life by life.</summary>
    public static IEnumerable<Schedule> Cells() => Lives.SelectMany(life => CellsOf(life.Schedule));

    /// <summary>The cells of one life.</summary>
    public static IEnumerable<Schedule> CellsOf(Schedule life)
    {
        var commands = Life.Run(life).Commands;
        for (var at = 1; at <= commands.Count; at++)
        {
            foreach (var strikes in StrikesAt(at, commands[at - 1]))
            {
                yield return life with { Strikes = strikes };
            }
        }
    }

    /// <summary>Lives the cells whose number leaves <paramref name="offset"/> over <paramref name="stride"/>.</summary>
    public static Tally Run(int stride, int offset, int workers, CancellationToken until)
    {
        var tally = new Tally();
        var cells = Cells().Where((_, number) => number % stride == offset);
        Parallel.ForEach(cells, new ParallelOptions { MaxDegreeOfParallelism = workers }, (cell, loop) =>
        {
            if (until.IsCancellationRequested)
            {
                loop.Stop();
                return;
            }

            tally.Add(Life.Run(cell));
        });
        return tally;
    }

    private static IEnumerable<(string Name, Schedule Schedule)> Settings =>
    [
        ("oco", new Schedule { Seed = 1 }),
        ("oco, something held before", new Schedule { Seed = 2, HeldBefore = 0.5m, Stop = StopKind.StopLoss }),
        ("legs", new Schedule { Seed = 3, Style = ExitStyle.Legs }),
        ("oco, borrowed, cross", new Schedule { Seed = 5, Account = TradingAccount.CrossMargin }),
        ("legs, short, isolated", new Schedule { Seed = 6, Style = ExitStyle.Legs, Account = TradingAccount.IsolatedMargin, Side = PositionSide.Short, Entry = EntryMode.LimitThenMarket }),
        ("oco, short, cross, the exchange borrows", new Schedule { Seed = 7, Account = TradingAccount.CrossMargin, Side = PositionSide.Short, Borrow = BorrowMode.Auto }),
        ("legs, partial fills", new Schedule { Seed = 4, Style = ExitStyle.Legs, PartialFills = true, AmendAllowed = false, HeldBefore = 0.5m }),
    ];

    private static IEnumerable<ImmutableArray<Strike>> StrikesAt(int at, ExchangeCommand command)
    {
        foreach (var crash in Crashes.Where(crash => crash is null || crash.Value.CanStrike(command)))
        {
            foreach (var fault in OtherFaults)
            {
                if (fault is not { } mode)
                {
                    if (crash is { } alone)
                    {
                        yield return [new Strike(at, alone, at)];
                    }

                    continue;
                }

                if (mode.CanStrike(command))
                {
                    yield return crash is { } both ? [new Strike(at, both, at), new Strike(at, mode, at)] : [new Strike(at, mode, at)];
                }

                if (crash is { } first)
                {
                    yield return [new Strike(at, first, at), new Strike(at + 1, mode, at)];
                }
            }
        }
    }
}
