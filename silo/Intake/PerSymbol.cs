namespace Executor.Silo.Intake;

/// <summary>Keeps the work of one symbol going and its failures to itself.</summary>
internal static class PerSymbol
{
    /// <summary>Runs <paramref name="work"/> until it is stopped; what it throws is logged, and it is begun again after a pause.</summary>
    public static async Task RunAsync(
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
}
