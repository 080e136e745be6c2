using System.Collections.Concurrent;
using System.Collections.Immutable;
using k8s;
using k8s.Models;

namespace Executor.Deploy.Tests.Kubernetes;

/// <summary>What <c>kubectl apply -k</c> would send for one overlay, read strictly: a field that Kubernetes does not know is an error.</summary>
internal sealed class Manifest
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<Manifest>>> Known = new(StringComparer.Ordinal);

    private Manifest(ImmutableArray<object> objects) => Objects = objects;

    /// <summary>The overlays that are kept.</summary>
    public static TheoryData<string> Overlays { get; } = ["dev", "prod"];

    /// <summary>All objects, typed.</summary>
    public ImmutableArray<object> Objects { get; }

    /// <summary>Everything that runs pods.</summary>
    public ImmutableArray<Workload> Workloads => [.. Objects.Select(Workload.Of).OfType<Workload>()];

    /// <summary>The silos.</summary>
    public Workload Silos => Workloads.Single(workload => workload.Name == "executor");

    /// <summary>The overlay, rendered once.</summary>
    public static Task<Manifest> OfAsync(string overlay) => Known.GetOrAdd(overlay, name => new(() => RenderAsync(name))).Value;

    /// <summary>Objects of a text; an unknown field or kind is an exception.</summary>
    public static Manifest Read(string yaml) => new([.. KubernetesYaml.LoadAllFromString(yaml, strict: true)]);

    /// <summary>Objects of one kind.</summary>
    public IEnumerable<T> All<T>() => Objects.OfType<T>();

    /// <summary>Keys and texts of a map of settings.</summary>
    public IDictionary<string, string> MapOf(string name) => All<V1ConfigMap>().Single(map => map.Metadata.Name == name).Data;

    private static async Task<Manifest> RenderAsync(string overlay) =>
        Read(await Tool.RunAsync(RepositoryText.Root, "kubectl", "kustomize", Path.Combine("deploy", "k8s", "overlays", overlay)));
}
