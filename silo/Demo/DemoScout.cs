using System.Globalization;
using Executor.Silo.Configuration;
using Executor.Silo.Intake;
using Executor.Silo.Paper;

namespace Executor.Silo.Demo;

/// <summary>
/// The invented scout of one symbol: appends PEAK lines to a real signal log, the first a few seconds after the start, later ones every
/// one to three minutes. Now and then one is a short, which spot trading refuses.
/// </summary>
internal sealed class DemoScout(SymbolSetup setup, int place, SiloSettings settings, PaperMarket market, SymbolGates gates, TimeProvider clock)
{
    private const int OneShortIn = 6;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var path = SymbolFiles.Of(setup, settings).SignalLog!;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await gates.SignalsFollowed.WaitAsync(cancellationToken).ConfigureAwait(false);
        var random = new Random((int)((settings.DemoSeed + (ulong)place) % int.MaxValue));
        await Task.Delay(TimeSpan.FromSeconds(2 + (place % 3)), clock, cancellationToken).ConfigureAwait(false);
        var kind = "long";
        while (true)
        {
            await WritePeakAsync(path, kind, cancellationToken).ConfigureAwait(false);
            kind = random.Next(OneShortIn) == 0 ? "short" : "long";
            await Task.Delay(TimeSpan.FromSeconds(random.Next(60, 181)), clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WritePeakAsync(string path, string kind, CancellationToken cancellationToken)
    {
        var price = await market.LastPriceAsync(setup.Symbol, cancellationToken).ConfigureAwait(false);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"ts":"{{clock.GetUtcNow().UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}}","source":"DeltaScout","action":"PEAK","kind":"{{kind}}","price":{{price}}}""");
        await File.AppendAllTextAsync(path, line + "\n", cancellationToken).ConfigureAwait(false);
    }
}
