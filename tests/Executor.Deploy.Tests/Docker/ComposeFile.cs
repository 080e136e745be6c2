using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Executor.Deploy.Tests.Docker;

/// <summary>deploy/docker/compose.yaml with its references resolved.</summary>
internal static class ComposeFile
{
    /// <summary>Folder that its relative paths begin in.</summary>
    public static string Folder { get; } = Path.Combine(RepositoryText.Root, "deploy", "docker");

    /// <summary>Its services by name.</summary>
    public static ImmutableSortedDictionary<string, Service> Services { get; } = Read();

    private static ImmutableSortedDictionary<string, Service> Read()
    {
        var parser = new MergingParser(new Parser(new StringReader(RepositoryText.Of("deploy", "docker", "compose.yaml"))));
        var document = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(parser)!;
        var services = (Dictionary<object, object>)document["services"];
        return services.ToImmutableSortedDictionary(pair => (string)pair.Key, pair => new Service((string)pair.Key, (Dictionary<object, object>)pair.Value), StringComparer.Ordinal);
    }

    /// <summary>One service.</summary>
    internal sealed record Service(string Name, Dictionary<object, object> Values)
    {
        /// <summary>True for one that runs this project's silo.</summary>
        public bool IsSilo => Name.StartsWith("silo", StringComparison.Ordinal);

        /// <summary>A text; empty: not there.</summary>
        public string Text(string key) => Values.TryGetValue(key, out var value) ? (string)value : string.Empty;

        /// <summary>A list of texts; empty: not there.</summary>
        public ImmutableArray<string> List(string key) => Values.TryGetValue(key, out var value) ? [.. ((List<object>)value).Cast<string>()] : [];

        /// <summary>Variables by name.</summary>
        public ImmutableSortedDictionary<string, string> Environment => Values.TryGetValue("environment", out var value)
            ? ((Dictionary<object, object>)value).ToImmutableSortedDictionary(pair => (string)pair.Key, pair => (string)pair.Value, StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, string>.Empty;
    }
}
