using System.Collections.Immutable;
using k8s.Models;

namespace Executor.Deploy.Tests.Kubernetes;

/// <summary>Something that runs pods.</summary>
internal sealed record Workload(string Kind, string Name, V1ObjectMeta PodMetadata, V1PodSpec Pod)
{
    /// <summary>The whole object, when it is a StatefulSet.</summary>
    public V1StatefulSet? StatefulSet { get; private init; }

    /// <summary>Containers and what starts before them or stays beside them.</summary>
    public ImmutableArray<V1Container> Containers => [.. Pod.Containers, .. Pod.InitContainers ?? []];

    /// <summary>The workload in an object; null: it is none.</summary>
    public static Workload? Of(object item) => item switch
    {
        V1StatefulSet set => new("StatefulSet", set.Metadata.Name, set.Spec.Template.Metadata, set.Spec.Template.Spec) { StatefulSet = set },
        V1Deployment deployment => new("Deployment", deployment.Metadata.Name, deployment.Spec.Template.Metadata, deployment.Spec.Template.Spec),
        V1DaemonSet daemons => new("DaemonSet", daemons.Metadata.Name, daemons.Spec.Template.Metadata, daemons.Spec.Template.Spec),
        V1Job job => new("Job", job.Metadata?.Name ?? string.Empty, job.Spec.Template.Metadata, job.Spec.Template.Spec),
        V1CronJob job => new("CronJob", job.Metadata.Name, job.Spec.JobTemplate.Spec.Template.Metadata, job.Spec.JobTemplate.Spec.Template.Spec),
        _ => null,
    };

    /// <summary>True when a selector of labels finds its pods; an empty one finds all.</summary>
    public bool IsSelectedBy(IDictionary<string, string>? labels) =>
        labels is null || labels.All(label => PodMetadata.Labels.TryGetValue(label.Key, out var value) && value == label.Value);

    public override string ToString() => $"{Kind} {Name}";
}
