using System.Collections.Frozen;
using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;
using Executor.Silo.Intake;

namespace Executor.Silo.Live;

/// <summary>Follows the exchange's market of every symbol, and of the pair its feed is quoted in. A symbol in trouble does not stop the others.</summary>
internal sealed class MarketIntake(
    SiloSettings settings, IMarketEvents events, IGrainFactory grains, FrozenDictionary<string, SymbolGates> gates, MarketHistories histories,
    TimeProvider clock, ILogger<MarketIntake> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        return Task.WhenAll(settings.Symbols.SelectMany(setup => Follow(setup, stoppingToken)));
    }

    private IEnumerable<Task> Follow(SymbolSetup setup, CancellationToken stopping)
    {
        var gate = gates[setup.Symbol];
        var wantsBars = setup.Inputs is SymbolInputs.Exchange;
        var markets = new[] { setup.Symbol, setup.BarsOf }.Distinct(StringComparer.Ordinal).ToList();
        var unpriced = markets.Count;
        foreach (var market in markets)
        {
            var follower = new MarketFollower(
                market, events, grains.GetGrain<IMarketGrain>(market), clock, logger,
                onFirstQuote: () =>
                {
                    if (Interlocked.Decrement(ref unpriced) == 0) // an entry needs the prices of both
                        gate.OpenMarket();
                },
                onHistory: wantsBars && market == setup.BarsOf ? newest => BarsAreThere(setup, gate, newest) : null);
            if (wantsBars && market == setup.BarsOf)
                histories.Add(market, follower.History);
            yield return PerSymbol.RunAsync(setup.Symbol, follower.RunAsync, clock, logger, stopping);
        }
    }

    private void BarsAreThere(SymbolSetup setup, SymbolGates gate, Bar newest)
    {
        gate.LoadBars();
        logger.MarketFollowed(setup.Symbol, setup.BarsOf, newest.Time);
    }
}
