using System.Collections.Immutable;

namespace Executor.Core.Settings;

/// <summary>Answer of <see cref="SettingsReader"/>.</summary>
/// <param name="Configuration">The settings; null when there is any problem, so that nothing trades on a guess.</param>
/// <param name="Problems">All problems at once, in the order of the catalogue.</param>
public sealed record SettingsReadResult(SymbolConfiguration? Configuration, ImmutableArray<SettingProblem> Problems);
