using System.Text;
using k8s.Models;

namespace Executor.Deploy.Tests.Kubernetes;

/// <summary>The variables that a silo of an overlay finds when it starts.</summary>
internal static class SiloEnvironment
{
    /// <summary>Stands for what is only known on the node or in a secret that is made by hand.</summary>
    public const string PodAddress = "10.1.2.3";

    /// <summary>Names and values; a secret that is not in the overlay has the value that <paramref name="handMade"/> gives for its name and key.</summary>
    public static Dictionary<string, string> Of(Manifest manifest, Func<string, string, string> handMade)
    {
        var silo = manifest.Silos.Pod.Containers.Single();
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in silo.EnvFrom.SelectMany(source => manifest.MapOf(source.ConfigMapRef.Name)))
            variables[name] = value;
        foreach (var variable in silo.Env)
            variables[variable.Name] = Value(manifest, variable, handMade);
        return variables;
    }

    /// <summary>The content of one key of a secret of the overlay, whose name may end in the hash of its content; null: it is not there.</summary>
    public static string? Secret(Manifest manifest, string name, string key) =>
        manifest.All<V1Secret>().FirstOrDefault(secret => secret.Metadata.Name == name || secret.Metadata.Name.StartsWith($"{name}-", StringComparison.Ordinal))?.Data is { } data && data.TryGetValue(key, out var bytes)
            ? Encoding.UTF8.GetString(bytes)
            : null;

    private static string Value(Manifest manifest, V1EnvVar variable, Func<string, string, string> handMade) => variable switch
    {
        { Value: { } text } => text,
        { ValueFrom.FieldRef.FieldPath: "status.podIP" } => PodAddress,
        { ValueFrom.FieldRef.FieldPath: "metadata.name" } => "executor-0",
        { ValueFrom.SecretKeyRef: { } reference } => Secret(manifest, reference.Name, reference.Key) ?? handMade(reference.Name, reference.Key),
        _ => throw new InvalidOperationException($"{variable.Name} comes from a place that the tests do not know."),
    };
}
