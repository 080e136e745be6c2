using Executor.Core.Exchange;
using Executor.Core.Market;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;
using Executor.Silo.Intake;

namespace Executor.Silo.Live;

/// <summary>Follows the exchange's market of every symbol, and of the pair its feed is quoted in. A symbol in trouble does not stop the others.</summary>
internal sealed class MarketIntake(
    Roster roster, IMarketEvents events, IGrainFactory grains, MarketHistories histories, TimeProvider clock, ILogger<MarketIntake> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        PerSymbol.FollowAsync(roster, _ => true, FollowersOf, clock, logger, stoppingToken);

    private IEnumerable<Func<CancellationToken, Task>> FollowersOf(RosterMember member)
    {
        var (setup, gates) = (member.Setup, member.Gates);
        var wantsBars = setup.Inputs is SymbolInputs.Exchange;
        var markets = new[] { setup.Symbol, setup.BarsOf }.Distinct(StringComparer.Ordinal).ToList();
        var unpriced = markets.Count;
        foreach (var market in markets)
        {
            var givesBars = wantsBars && market == setup.BarsOf;
            var follower = new MarketFollower(
                market, events, grains.GetGrain<IMarketGrain>(market), clock, logger,
                onFirstQuote: () =>
                {
                    if (Interlocked.Decrement(ref unpriced) == 0) // an entry needs the prices of both
                        gates.OpenMarket();
                },
                onHistory: givesBars ? newest => BarsAreThere(setup, gates, newest) : null);
            yield return givesBars ? stopping => histories.WhileAsync(market, follower.History, follower.RunAsync, stopping) : follower.RunAsync;
        }
    }

    private void BarsAreThere(SymbolSetup setup, SymbolGates gates, Bar newest)
    {
        gates.LoadBars();
        logger.MarketFollowed(setup.Symbol, setup.BarsOf, newest.Time);
    }
}
