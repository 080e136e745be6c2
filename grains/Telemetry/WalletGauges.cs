using System.Diagnostics.Metrics;
using Executor.GrainInterfaces;

namespace Executor.Grains.Telemetry;

/// <summary>What gauges see of a wallet, on the silo that follows it.</summary>
/// <param name="View">The newest view.</param>
internal sealed record WalletSight(Func<WalletEventsView> View);

/// <summary>Gauges of the wallets that are followed from this silo.</summary>
internal static class WalletGauges
{
    public static void Add(Meter meter, Living<WalletSight> wallets)
    {
        meter.CreateObservableGauge("executor.wallet.listening", () => wallets.All.Select(wallet =>
            new Measurement<long>(wallet.Value.View().IsListening ? 1 : 0, Wallet(wallet.Key))), "{wallet}", "1 while the events of a wallet are heard.");
    }

    private static KeyValuePair<string, object?> Wallet(string key) => new("wallet", key);
}
