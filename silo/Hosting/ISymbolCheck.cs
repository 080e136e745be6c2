using System.Collections.Immutable;
using Executor.Silo.Configuration;

namespace Executor.Silo.Hosting;

/// <summary>Can the exchange that this silo trades on take a further symbol?</summary>
internal interface ISymbolCheck
{
    /// <summary>What stands against it, each with what to do; empty: nothing. Changes nothing.</summary>
    /// <param name="setup">The symbol.</param>
    /// <param name="others">Who is there already.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<ImmutableArray<string>> ProblemsOfAsync(SymbolSetup setup, ImmutableArray<SymbolSetup> others, CancellationToken cancellationToken);
}
