using k8s;
using k8s.Models;

namespace Executor.Deploy.Tests.Kubernetes;

/// <summary>The pod that puts a copy into the volume of Redis does it as Redis would have written it, and is let in where Redis is.</summary>
public sealed class RedisRestoreTests
{
    private const string File = "deploy/k8s/tools/redis-restore.yaml";

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Pod_HasImageUserAndVolumeOfTheRedisThatItStandsInFor(string overlay)
    {
        var redis = (await Manifest.OfAsync(overlay)).Workloads.Single(workload => workload.Name == "redis");
        var pod = Assert.Single(Manifest.Read(RepositoryText.Of(File.Split('/'))).All<V1Pod>());

        var (shell, server) = (Assert.Single(pod.Spec.Containers), Assert.Single(redis.Containers));
        Assert.Equal(server.Image, shell.Image);
        Assert.Equal(KubernetesJson.Serialize(server.SecurityContext), KubernetesJson.Serialize(shell.SecurityContext));
        Assert.Equal(KubernetesJson.Serialize(redis.Pod.SecurityContext), KubernetesJson.Serialize(pod.Spec.SecurityContext));
        var data = Assert.Single(redis.StatefulSet!.Spec.VolumeClaimTemplates).Metadata.Name;
        Assert.Equal($"{data}-{redis.Name}-0", Assert.Single(pod.Spec.Volumes).PersistentVolumeClaim.ClaimName);
        Assert.Equal(server.VolumeMounts.Single(mount => mount.Name == data).MountPath, Assert.Single(shell.VolumeMounts).MountPath);
    }

    [Fact]
    public void Pod_EndsByItself_IsBounded_AndIsNotTakenForRedis()
    {
        var pod = Assert.Single(Manifest.Read(RepositoryText.Of(File.Split('/'))).All<V1Pod>());

        Assert.Equal("Never", pod.Spec.RestartPolicy);
        Assert.InRange(pod.Spec.ActiveDeadlineSeconds ?? 0, 1, 3600);
        Assert.False(pod.Spec.AutomountServiceAccountToken);
        Assert.Contains("memory", pod.Spec.Containers[0].Resources.Limits.Keys);
        Assert.NotEqual("redis", pod.Metadata.Labels["app.kubernetes.io/name"]); // its Service would send silos to it
        Assert.Contains(File, RepositoryText.Of("docs", "operations.md"), StringComparison.Ordinal);
    }
}
