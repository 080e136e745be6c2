using System.Collections.Frozen;
using System.Collections.Immutable;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Executor.Deploy.Tests.Observing;

/// <summary>The rules of deploy/prometheus/rules.</summary>
internal static class RuleFiles
{
    /// <summary>Folder of configuration, rules and their tests.</summary>
    public static string Folder { get; } = Path.Combine(RepositoryText.Root, "deploy", "prometheus");

    /// <summary>All rules.</summary>
    public static ImmutableArray<Rule> All { get; } = [.. Files("rules").SelectMany(Read)];

    /// <summary>Those that speak.</summary>
    public static ImmutableArray<Rule> Alerts { get; } = [.. All.Where(rule => rule.Alert is not null)];

    /// <summary>Names that rules record.</summary>
    public static FrozenSet<string> Recorded { get; } = All.Select(rule => rule.Record).OfType<string>().ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Files in a folder beside the configuration.</summary>
    public static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(Folder, folder), "*.yml").Order(StringComparer.Ordinal);

    private static IEnumerable<Rule> Read(string file) => new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build()
        .Deserialize<RuleFile>(File.ReadAllText(file)).Groups.SelectMany(group => group.Rules);

    /// <summary>A file.</summary>
    internal sealed class RuleFile
    {
        public List<Group> Groups { get; set; } = [];
    }

    /// <summary>Rules that are evaluated together.</summary>
    internal sealed class Group
    {
        public string Name { get; set; } = string.Empty;

        public List<Rule> Rules { get; set; } = [];
    }

    /// <summary>One rule: it records, or it speaks.</summary>
    internal sealed class Rule
    {
        public string? Record { get; set; }

        public string? Alert { get; set; }

        public string Expr { get; set; } = string.Empty;

        public string? For { get; set; }

        public Dictionary<string, string> Labels { get; set; } = [];

        public Dictionary<string, string> Annotations { get; set; } = [];
    }
}
