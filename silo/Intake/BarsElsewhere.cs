using Executor.GrainInterfaces;

namespace Executor.Silo.Intake;

/// <summary>Waits for the bars of a market whose feed another silo of the cluster follows.</summary>
internal static class BarsElsewhere
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Opens the gate as soon as the market knows bars; returns when it is open, whoever opened it.</summary>
    public static async Task WaitAsync(IMarketGrain market, SymbolGates gates, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (!gates.BarsLoaded.IsCompletedSuccessfully)
        {
            if ((await market.GetSnapshotAsync(1, cancellationToken).ConfigureAwait(false)).Bars.Length > 0)
                gates.LoadBars();
            else
                await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
