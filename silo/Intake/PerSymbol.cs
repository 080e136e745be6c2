using Executor.Silo.Hosting;

namespace Executor.Silo.Intake;

/// <summary>Keeps the work of one symbol going and its failures to itself.</summary>
internal static class PerSymbol
{
    /// <summary>
    /// Has the work of each wanted member of the roster done from when it comes until it goes. One that comes back begins when its former work has
    /// ended; nobody else waits for that.
    /// </summary>
    /// <param name="roster">Who is there.</param>
    /// <param name="isWanted">Whom the work is for.</param>
    /// <param name="worksOf">The work of a member that comes; each piece is kept going for itself.</param>
    /// <param name="clock">Clock of the pauses after failures.</param>
    /// <param name="logger">Where failures are noted.</param>
    /// <param name="stopping">Ends all of it.</param>
    public static async Task FollowAsync(
        Roster roster, Func<RosterMember, bool> isWanted, Func<RosterMember, IEnumerable<Func<CancellationToken, Task>>> worksOf, TimeProvider clock,
        ILogger logger, CancellationToken stopping)
    {
        var running = new Dictionary<string, Run>(StringComparer.Ordinal);
        try
        {
            await foreach (var now in roster.FollowAsync(stopping).ConfigureAwait(false))
            {
                var wanted = now.Members.Where(isWanted).ToDictionary(member => member.Symbol, StringComparer.Ordinal);
                foreach (var (symbol, run) in running)
                {
                    if (wanted.GetValueOrDefault(symbol)?.Gates != run.Gates)
                        await run.Stop.CancelAsync().ConfigureAwait(false);
                }

                foreach (var (symbol, member) in wanted)
                {
                    var before = running.GetValueOrDefault(symbol);
                    if (before is null or { Stop.IsCancellationRequested: true })
                        running[symbol] = Begin(member, before);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Everybody's work ends now.
        }
        finally
        {
            await Task.WhenAll(running.Values.Select(run => run.EndAsync())).ConfigureAwait(false);
        }

        Run Begin(RosterMember member, Run? before)
        {
            var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            return new Run(member.Gates, stop, WorkAsync(member, before, stop.Token));
        }

        async Task WorkAsync(RosterMember member, Run? before, CancellationToken stop)
        {
            if (before is not null)
                await before.EndAsync().ConfigureAwait(false);
            await Task.WhenAll(worksOf(member).Select(work => RunAsync(member.Symbol, work, clock, logger, stop))).ConfigureAwait(false);
        }
    }

    /// <summary>Runs <paramref name="work"/> until it is stopped; what it throws is logged, and it is begun again after a pause.</summary>
    private static async Task RunAsync(
        string symbol, Func<CancellationToken, Task> work, TimeProvider clock, ILogger logger, CancellationToken stopping)
    {
        var backoff = new Backoff(clock);
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // the start of the host waits for nobody's first lines
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await work(stopping).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                logger.SymbolWorkFailed(exception, symbol, work.Method.DeclaringType?.Name ?? work.Method.Name);
                await backoff.WaitAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>The work of one member.</summary>
    /// <param name="Gates">Tell a member from one of the same symbol that came later.</param>
    /// <param name="Stop">Ends it.</param>
    /// <param name="Work">Ends when it has.</param>
    private sealed record Run(SymbolGates Gates, CancellationTokenSource Stop, Task Work)
    {
        public async Task EndAsync()
        {
            await Work.ConfigureAwait(false);
            Stop.Dispose();
        }
    }
}
