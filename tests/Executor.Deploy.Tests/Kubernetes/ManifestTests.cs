using System.Reflection;
using k8s;
using k8s.Models;

namespace Executor.Deploy.Tests.Kubernetes;

/// <summary>The overlays are what Kubernetes takes, and refer to nothing that is not there.</summary>
public sealed class ManifestTests
{
    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Overlay_IsRenderedAndReadStrictly_WithEveryNamespacedObjectInItsNamespace(string overlay)
    {
        var manifest = await Manifest.OfAsync(overlay);
        var expected = manifest.All<V1Namespace>().Single().Metadata.Name;

        var strays = manifest.Objects
            .Where(item => item is not (V1Namespace or V1PriorityClass))
            .Cast<IKubernetesObject<V1ObjectMeta>>()
            .Where(item => item.Metadata.NamespaceProperty != expected);

        Assert.Empty(strays.Select(item => $"{item.Kind} {item.Metadata.Name}"));
        Assert.Equal(3, manifest.Silos.StatefulSet!.Spec.Replicas);
    }

    [Theory]
    [InlineData("  replicaCount: 3")]
    [InlineData("  template: { spec: { containers: [ { name: a, readynessProbe: { periodSeconds: 1 } } ] } }")]
    public void Read_WhenAFieldIsMisspelt_RefusesIt(string line)
    {
        var yaml = $"apiVersion: apps/v1\nkind: StatefulSet\nmetadata:\n  name: a\nspec:\n{line}\n";

        Assert.ThrowsAny<YamlDotNet.Core.YamlException>(() => Manifest.Read(yaml));
    }

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Objects_AreOfTheKindThatTheyWereReadAs(string overlay)
    {
        foreach (var item in (await Manifest.OfAsync(overlay)).Objects.Cast<IKubernetesObject<V1ObjectMeta>>())
        {
            var described = item.GetType().GetCustomAttribute<KubernetesEntityAttribute>()!;
            var version = described.Group.Length == 0 ? described.ApiVersion : $"{described.Group}/{described.ApiVersion}";
            Assert.Equal((version, described.Kind), (item.ApiVersion, item.Kind));
        }
    }

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Pods_ReferOnlyToMapsSecretsAndAccountsThatExist(string overlay)
    {
        var manifest = await Manifest.OfAsync(overlay);
        var documented = RepositoryText.Of("docs", "operations.md");
        var maps = manifest.All<V1ConfigMap>().Select(map => map.Metadata.Name).ToHashSet();
        var secrets = manifest.All<V1Secret>().Select(secret => secret.Metadata.Name).ToHashSet();
        var accounts = manifest.All<V1ServiceAccount>().Select(account => account.Metadata.Name).ToHashSet();

        foreach (var workload in manifest.Workloads)
        {
            var volumes = workload.Pod.Volumes ?? [];
            Assert.Subset(maps, volumes.Select(volume => volume.ConfigMap?.Name).OfType<string>().ToHashSet());
            Assert.Subset(maps, workload.Containers.SelectMany(container => container.EnvFrom ?? []).Select(source => source.ConfigMapRef?.Name).OfType<string>().ToHashSet());
            Assert.True(workload.Pod.ServiceAccountName is null || accounts.Contains(workload.Pod.ServiceAccountName), $"{workload} has an account that does not exist.");
            var wanted = volumes.Select(volume => volume.Secret?.SecretName)
                .Concat(workload.Containers.SelectMany(container => container.Env ?? []).Select(variable => variable.ValueFrom?.SecretKeyRef?.Name))
                .OfType<string>();
            // The secrets of live money are made by hand, and the runbook says how.
            Assert.All(wanted, name => Assert.True(secrets.Contains(name) || (overlay == "prod" && documented.Contains($"secret generic {name}", StringComparison.Ordinal)), $"{workload} wants the secret {name}."));
        }
    }

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Mounts_HaveTheirVolume_AndEveryVolumeIsMounted(string overlay)
    {
        foreach (var workload in (await Manifest.OfAsync(overlay)).Workloads)
        {
            var volumes = (workload.Pod.Volumes ?? []).Select(volume => volume.Name)
                .Concat((workload.StatefulSet?.Spec.VolumeClaimTemplates ?? []).Select(claim => claim.Metadata.Name));
            var mounts = workload.Containers.SelectMany(container => container.VolumeMounts ?? []).Select(mount => mount.Name);

            Assert.Equal(volumes.Order(StringComparer.Ordinal), mounts.Distinct().Order(StringComparer.Ordinal));
        }
    }
}
