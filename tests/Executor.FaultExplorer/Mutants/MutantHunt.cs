using Executor.FaultExplorer.Running;
using Executor.FaultExplorer.Schedules;

namespace Executor.FaultExplorer.Mutants;

/// <summary>Looks for the first schedule that shows a bug.</summary>
internal static class MutantHunt
{
    /// <summary>Schedules that a bug may survive.</summary>
    public const int MostSchedules = 3_000;

    /// <summary>The first life that breaks a property, and its number; null: the bug survived.</summary>
    public static (LifeReport Life, int Number)? Hunt(Mutant mutant)
    {
        for (var number = 1; number <= MostSchedules; number++)
        {
            var life = Life.Run(mutant.Live(ScheduleGenerator.Of(number)), mutant, mutant.StoresBeforeSending);
            if (life.Property is not null)
            {
                return (life, number);
            }
        }

        return null;
    }
}
