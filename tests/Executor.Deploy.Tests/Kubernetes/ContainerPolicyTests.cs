using System.Text.RegularExpressions;
using k8s.Models;

namespace Executor.Deploy.Tests.Kubernetes;

/// <summary>What every container of every overlay has to be.</summary>
public sealed partial class ContainerPolicyTests
{
    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Images_AreOfANumberedRelease(string overlay) =>
        await EachAsync(overlay, (container, _) => Image().IsMatch(container.Image) ? null : $"image {container.Image}");

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Containers_CannotGainRights_AndWriteNothingIntoTheirRoot(string overlay) =>
        await EachAsync(overlay, (container, pod) => container.SecurityContext switch
        {
            not { AllowPrivilegeEscalation: false } => "may gain rights",
            not { ReadOnlyRootFilesystem: true } => "may write into its root",
            { Privileged: true } => "is privileged",
            not { RunAsNonRoot: true } => "may run as root",
            not { Capabilities: { Drop: ["ALL"], Add: null } } => "keeps capabilities",
            { RunAsUser: 0 } => "runs as root",
            { RunAsUser: null } when pod.SecurityContext?.RunAsUser is null or 0 => "runs as the user of its image",
            _ => null,
        });

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Containers_SayWhatTheyNeed_AndTheirMemoryIsLimited(string overlay) =>
        await EachAsync(overlay, (container, _) =>
        {
            var requests = container.Resources?.Requests;
            var limits = container.Resources?.Limits;
            return requests is null || limits is null || !requests.ContainsKey("cpu") ? "is without requests or limits"
                : !requests.TryGetValue("memory", out var wanted) || !limits.TryGetValue("memory", out var most) ? "says not how much memory"
                : most.ToDecimal() < wanted.ToDecimal() ? "asks for more memory than it may have"
                : limits.ContainsKey("cpu") ? "may be throttled: a silo that is misses the probes of the others"
                : !limits.ContainsKey("ephemeral-storage") ? "may fill the disk of its node"
                : null;
        });

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Containers_AreProbedInEveryStateOfTheirLife(string overlay) =>
        await EachAsync(overlay, (container, _) =>
            container.StartupProbe is null ? "has no startup probe"
            : container.LivenessProbe is null ? "has no liveness probe"
            : container.ReadinessProbe is null ? "has no readiness probe"
            : new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe }.Any(probe => probe.PeriodSeconds is null || probe.TimeoutSeconds is null || probe.FailureThreshold is null)
                ? "leaves times of a probe to defaults"
                : null);

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Probes_AskPortsThatTheContainerNames(string overlay) =>
        await EachAsync(overlay, (container, _) =>
        {
            var names = (container.Ports ?? []).Select(port => port.Name).ToHashSet();
            return new[] { container.StartupProbe, container.LivenessProbe, container.ReadinessProbe }
                .Select(probe => probe.HttpGet?.Port.Value ?? probe.TcpSocket?.Port.Value)
                .OfType<string>()
                .FirstOrDefault(port => !names.Contains(port)) is { } unknown ? $"is asked at port {unknown}, which it does not name" : null;
        });

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Pods_ShareNothingWithTheirNode_AndHaveNoTokenOfTheApiServer(string overlay)
    {
        var manifest = await Manifest.OfAsync(overlay);

        Assert.All(manifest.Workloads, workload =>
        {
            var pod = workload.Pod;
            Assert.True(pod.HostNetwork is not true && pod.HostPID is not true && pod.HostIPC is not true, $"{workload} shares a namespace with its node.");
            Assert.True((pod.Volumes ?? []).All(volume => volume.HostPath is null), $"{workload} mounts a path of its node.");
            Assert.True(workload.Containers.SelectMany(container => container.Ports ?? []).All(port => port.HostPort is null), $"{workload} takes a port of its node.");
            Assert.True(pod.AutomountServiceAccountToken is false, $"{workload} mounts a token.");
            Assert.Equal("RuntimeDefault", pod.SecurityContext.SeccompProfile.Type);
            Assert.True(pod.SecurityContext.RunAsNonRoot, $"{workload} may run as root.");
        });
        Assert.All(manifest.All<V1ServiceAccount>(), account => Assert.False(account.AutomountServiceAccountToken));
        Assert.Empty(manifest.Objects.Where(item => item is V1Role or V1ClusterRole or V1RoleBinding or V1ClusterRoleBinding));
    }

    private static async Task EachAsync(string overlay, Func<V1Container, V1PodSpec, string?> objection)
    {
        var manifest = await Manifest.OfAsync(overlay);
        Assert.NotEmpty(manifest.Workloads);
        Assert.Empty(
            from workload in manifest.Workloads
            from container in workload.Containers
            let problem = objection(container, workload.Pod)
            where problem is not null
            select $"{workload}, container {container.Name}: {problem}");
    }

    [GeneratedRegex(@"^[a-z0-9./-]+:v?\d+\.\d+\.\d+[a-z0-9.-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Image();
}
