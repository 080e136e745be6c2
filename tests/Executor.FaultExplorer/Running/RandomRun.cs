using Executor.FaultExplorer.Schedules;

namespace Executor.FaultExplorer.Running;

/// <summary>Lives many drawn schedules.</summary>
internal static class RandomRun
{
    /// <summary>Lives <paramref name="count"/> schedules from <paramref name="seed"/> on, or fewer when <paramref name="until"/> cancels.</summary>
    public static Tally Run(int seed, int count, int workers, CancellationToken until, Tally? into = null)
    {
        var tally = into ?? new Tally();
        Parallel.For(seed, seed + count, new ParallelOptions { MaxDegreeOfParallelism = workers }, (number, loop) =>
        {
            if (until.IsCancellationRequested)
            {
                loop.Stop();
                return;
            }

            tally.Add(Life.Run(ScheduleGenerator.Of(number)));
        });
        return tally;
    }
}
