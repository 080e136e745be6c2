using System.Collections.Immutable;
using Executor.Silo.Configuration;
using Executor.Silo.Hosting;

namespace Executor.Silo.Paper;

/// <summary>On paper a symbol needs a feed: a market is invented for those alone that the demonstration began with.</summary>
internal sealed class PaperSymbolCheck(SiloSettings settings) : ISymbolCheck
{
    public Task<ImmutableArray<string>> ProblemsOfAsync(
        SymbolSetup setup, ImmutableArray<SymbolSetup> others, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<string>>(
        setup.Inputs is SymbolInputs.Files || settings.Symbols.Any(listed => listed.Symbol == setup.Symbol)
            ? []
            : [$"On paper its prices come from a file, and none is set. Set {SettingLookup.SymbolsSection}:{setup.Symbol}:{SettingNames.AggCsv} and start the silo with it."]);
}
