using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Executor.Core.Settings;

/// <summary>Every environment variable of this system and of the original. Source of the table in the README.</summary>
/// <remarks>Source: behaviour of the original, section 2. Each name there is here, so that none has no effect in silence (W57).</remarks>
public static partial class SettingCatalog
{
    /// <summary>Settings that <see cref="SettingsReader"/> reads for each symbol, in the order in which it prints them.</summary>
    public static ImmutableArray<SettingDefinition> PerSymbol { get; } = [.. Trading(), .. Margin()];

    /// <summary>All settings.</summary>
    public static ImmutableArray<SettingDefinition> All { get; } = [.. Hosting(), .. PerSymbol];

    private static FrozenDictionary<string, SettingDefinition> ByName { get; } =
        All.ToFrozenDictionary(definition => definition.Name, StringComparer.Ordinal);

    /// <summary>The setting of that name; null when there is none.</summary>
    public static SettingDefinition? Find(string name) => ByName.GetValueOrDefault(name);
}
