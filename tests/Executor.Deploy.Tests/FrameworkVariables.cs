using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Executor.Core.Settings;

namespace Executor.Deploy.Tests;

/// <summary>Variables that a deployment may hand to a silo: settings that are in force, and those of libraries that docs/telemetry.md names.</summary>
internal static partial class FrameworkVariables
{
    private static readonly FrozenSet<string> Documented = Name().Matches(RepositoryText.Of("docs", "telemetry.md"))
        .Select(match => match.Groups[1].Value)
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Why a silo would not understand the variable; null: it does.</summary>
    public static string? Objection(string name) => SettingCatalog.Find(name) switch
    {
        { Status: SettingStatus.InForce } => null,
        { Status: var status } => $"{name} is a setting that is {status}",
        null when Documented.Contains(name) => null,
        null => $"{name} is neither a setting nor a variable that docs/telemetry.md names",
    };

    /// <summary>True for a setting whose value must not stand in a file.</summary>
    public static bool IsSecret(string name) => SettingCatalog.Find(name) is { Kind: SettingKind.Secret };

    [GeneratedRegex("`(OTEL_[A-Z_]+|POD_NAME)`", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
