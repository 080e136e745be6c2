using Executor.Silo.Configuration;
using Executor.Silo.Hosting;
using Executor.Silo.Intake;
using Executor.Silo.Paper;

namespace Executor.Silo.Demo;

/// <summary>Runs market and scout of every symbol that has no files of its own.</summary>
internal sealed class DemoService(SiloSettings settings, Roster roster, PaperMarket market, SteadyTime clock, ILogger<DemoService> logger) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var demos = settings.Symbols.Where(setup => setup.Inputs is SymbolInputs.Demo).Select(setup => setup.Symbol).ToList();
        return PerSymbol.FollowAsync(roster, member => member.Setup.Inputs is SymbolInputs.Demo, WorksOf, clock, logger, stoppingToken);

        IEnumerable<Func<CancellationToken, Task>> WorksOf(RosterMember member)
        {
            var place = Math.Max(0, demos.IndexOf(member.Symbol));
            yield return new DemoMarket(member.Setup, settings, market, member.Gates, clock).RunAsync;
            yield return new DemoScout(member.Setup, place, settings, market, member.Gates, clock).RunAsync;
        }
    }
}
