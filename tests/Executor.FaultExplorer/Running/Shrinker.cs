using Executor.Core.Settings;
using Executor.FaultExplorer.Schedules;

namespace Executor.FaultExplorer.Running;

/// <summary>Makes a failing schedule as small as it gets while the same property breaks: fewer faults, fewer acts, plainer settings.</summary>
internal static class Shrinker
{
    private const int MostLives = 3_000;

    public static LifeReport Shrink(LifeReport failed, Func<Schedule, LifeReport> live)
    {
        var lives = 0;
        var best = failed;
        for (var before = default(LifeReport); !ReferenceEquals(before, best) && lives < MostLives;)
        {
            before = best;
            foreach (var candidate in Smaller(best.Schedule))
            {
                if (++lives > MostLives)
                {
                    break;
                }

                var report = live(candidate);
                if (report.Property == failed.Property)
                {
                    best = report;
                    break;
                }
            }
        }

        return best;
    }

    private static IEnumerable<Schedule> Smaller(Schedule schedule)
    {
        // What the life did not live to see goes first, in large pieces.
        for (var size = schedule.Acts.Length; size >= 1; size /= 2)
        {
            for (var from = schedule.Acts.Length - size; from >= 0; from -= size)
            {
                yield return schedule with { Acts = schedule.Acts.RemoveRange(from, size) };
            }
        }

        for (var index = schedule.Strikes.Length - 1; index >= 0; index--)
        {
            yield return schedule with { Strikes = schedule.Strikes.RemoveAt(index) };
        }

        Schedule[] plainer =
        [
            schedule with { PartialFills = false },
            schedule with { Failsafe = false },
            schedule with { TrailConfirm = false },
            schedule with { AmendAllowed = true },
            schedule with { HeldBefore = 0m },
            schedule with { Notional = 100m },
            schedule with { Manual = ManualChangePolicy.Restore },
        ];
        foreach (var candidate in plainer.Where(candidate => candidate != schedule))
        {
            yield return candidate;
        }

        for (var index = 0; index < schedule.Acts.Length; index++)
        {
            var act = schedule.Acts[index];
            if (act.Seconds > 5)
            {
                yield return schedule with { Acts = schedule.Acts.SetItem(index, act with { Seconds = act.Seconds / 2 }) };
            }
        }
    }
}
