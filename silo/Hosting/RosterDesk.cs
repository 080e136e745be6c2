using System.Collections.Immutable;
using Executor.Core.Settings;
using Executor.GrainInterfaces;
using Executor.Silo.Configuration;

namespace Executor.Silo.Hosting;

/// <summary>What became of a wish to add a symbol.</summary>
/// <param name="Roster">The symbols that the fleet knows now.</param>
/// <param name="Problems">Why it was not added; empty: it is traded.</param>
internal sealed record Addition(ImmutableArray<RosterSymbol> Roster, ImmutableArray<string> Problems);

/// <summary>Adds symbols at run time, after it has made sure that they can be traded.</summary>
internal sealed class RosterDesk(SiloSettings settings, Roster roster, ISymbolCheck check, IGrainFactory grains)
{
    private const int LongestSymbol = 20;

    /// <summary>Adds a symbol; one that is traded stays so.</summary>
    public async Task<Addition> AddAsync(string symbol, string reason, string by, CancellationToken cancellationToken)
    {
        var fleet = grains.GetGrain<IFleetGrain>(0);
        var known = await fleet.GetSymbolsAsync(cancellationToken);
        if (known.Any(each => each.Symbol == symbol && each.Standing == RosterStanding.Traded))
            return new Addition(known, []);
        var others = known.Where(each => each.Standing != RosterStanding.Out && each.Symbol != symbol)
            .Select(each => roster.Find(each.Symbol)?.Setup ?? settings.SetupOf(each.Symbol).Setup).OfType<SymbolSetup>();
        var problems = await ProblemsOfAsync(symbol, [.. others], cancellationToken);
        return problems.IsEmpty ? new Addition(await fleet.AddSymbolAsync(symbol, reason, by, cancellationToken), []) : new Addition(known, problems);
    }

    private async Task<ImmutableArray<string>> ProblemsOfAsync(string symbol, ImmutableArray<SymbolSetup> others, CancellationToken cancellationToken)
    {
        if (symbol.Length > LongestSymbol || !SymbolName.TrySplit(symbol, out _))
            return [$"'{symbol}' is no pair such as BTCUSDC."];
        var read = settings.SetupOf(symbol);
        if (read.Setup is not { } setup)
            return [.. read.Problems.Select(problem => $"{problem}.")];
        ImmutableArray<SettingProblem> shared = [.. SymbolInputsReader.Shared([.. others, setup])];
        return shared.IsEmpty ? await check.ProblemsOfAsync(setup, others, cancellationToken) : [.. shared.Select(problem => $"{problem}.")];
    }
}
