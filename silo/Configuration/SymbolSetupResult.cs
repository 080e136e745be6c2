using System.Collections.Immutable;
using Executor.Core.Settings;

namespace Executor.Silo.Configuration;

/// <summary>Settings of one symbol.</summary>
/// <param name="Setup">The settings; null when there is any problem.</param>
/// <param name="Problems">All problems at once.</param>
public sealed record SymbolSetupResult(SymbolSetup? Setup, ImmutableArray<SettingProblem> Problems);
