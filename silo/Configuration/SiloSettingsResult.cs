using System.Collections.Immutable;
using Executor.Core.Settings;

namespace Executor.Silo.Configuration;

/// <summary>Answer of <see cref="SiloSettingsReader"/>.</summary>
/// <param name="Settings">The settings; null when there is any problem.</param>
/// <param name="Problems">All problems at once.</param>
public sealed record SiloSettingsResult(SiloSettings? Settings, ImmutableArray<SettingProblem> Problems);
