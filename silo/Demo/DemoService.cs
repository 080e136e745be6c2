using System.Collections.Frozen;
using Executor.Silo.Configuration;
using Executor.Silo.Intake;
using Executor.Silo.Paper;

namespace Executor.Silo.Demo;

/// <summary>Runs market and scout of every symbol that has no files of its own.</summary>
internal sealed class DemoService(
    SiloSettings settings, PaperMarket market, FrozenDictionary<string, SymbolGates> gates, SteadyTime clock, ILogger<DemoService> logger)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var demos = settings.Symbols.Where(setup => setup.Inputs is SymbolInputs.Demo).ToList();
        return Task.WhenAll(demos.SelectMany((setup, place) => new[]
        {
            Run(setup, new DemoMarket(setup, settings, market, gates[setup.Symbol], clock).RunAsync),
            Run(setup, new DemoScout(setup, place, settings, market, gates[setup.Symbol], clock).RunAsync),
        }));

        Task Run(SymbolSetup setup, Func<CancellationToken, Task> work) => PerSymbol.RunAsync(setup.Symbol, work, clock, logger, stoppingToken);
    }
}
