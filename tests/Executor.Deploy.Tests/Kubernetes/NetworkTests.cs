using k8s.Models;

namespace Executor.Deploy.Tests.Kubernetes;

/// <summary>Nothing is open that is not named, and what is named leads somewhere.</summary>
public sealed class NetworkTests
{
    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Network_IsClosedForEveryPodInBothDirections(string overlay)
    {
        var closed = (await Manifest.OfAsync(overlay)).All<V1NetworkPolicy>().Single(policy => policy.Metadata.Name == "deny-all").Spec;

        Assert.True(closed.PodSelector.MatchLabels is null && closed.PodSelector.MatchExpressions is null, "Some pods are left out.");
        Assert.Equal(["Ingress", "Egress"], closed.PolicyTypes);
        Assert.True(closed.Ingress is null && closed.Egress is null, "Something is open for all.");
    }

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Openings_NameWhoAndWhichPort_AndThePortIsServed(string overlay)
    {
        var manifest = await Manifest.OfAsync(overlay);
        foreach (var policy in manifest.All<V1NetworkPolicy>())
        {
            var selected = manifest.Workloads.Where(workload => workload.IsSelectedBy(policy.Spec.PodSelector.MatchLabels)).ToList();
            Assert.True(selected.Count > 0, $"{policy.Metadata.Name} is about nobody.");
            foreach (var opening in policy.Spec.Ingress ?? [])
            {
                Assert.True(opening.FromProperty is { Count: > 0 } && opening.Ports is { Count: > 0 }, $"{policy.Metadata.Name} lets anybody in.");
                AssertServed(selected, opening.Ports, policy);
            }

            foreach (var opening in policy.Spec.Egress ?? [])
            {
                Assert.True(opening.To is { Count: > 0 } && opening.Ports is { Count: > 0 }, $"{policy.Metadata.Name} lets out to anywhere.");
                var targets = opening.To.Where(peer => peer is { NamespaceSelector: null, PodSelector: not null })
                    .SelectMany(peer => manifest.Workloads.Where(workload => workload.IsSelectedBy(peer.PodSelector.MatchLabels))).ToList();
                if (targets.Count > 0)
                    AssertServed(targets, opening.Ports, policy);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Ways_AreOpenAtBothEnds(string overlay)
    {
        var manifest = await Manifest.OfAsync(overlay);
        var silos = manifest.Silos;
        foreach (var target in manifest.Workloads)
        {
            var into = Openings(manifest, target, policy => policy.Spec.Ingress?.Where(opening => opening.FromProperty.Any(peer => IsPod(peer, silos))).SelectMany(opening => opening.Ports));
            var outOf = Openings(manifest, silos, policy => policy.Spec.Egress?.Where(opening => opening.To.Any(peer => IsPod(peer, target))).SelectMany(opening => opening.Ports));

            Assert.NotEmpty(into);
            Assert.Equal(into, outOf);
        }
    }

    [Fact]
    public async Task LiveMoney_GoesOutToPublicAddressesByTlsAlone()
    {
        var outside = (await Manifest.OfAsync("prod")).All<V1NetworkPolicy>()
            .SelectMany(policy => policy.Spec.Egress ?? [])
            .Where(opening => opening.To.Any(peer => peer.IpBlock is not null))
            .ToList();

        var opening = Assert.Single(outside);
        Assert.Equal(["443", "9443"], opening.Ports.Select(port => port.Port.Value));
        Assert.Superset(
            new HashSet<string> { "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16" },
            Assert.Single(opening.To).IpBlock.Except.ToHashSet());
    }

    [Fact]
    public async Task Trial_GoesOutToNobody() =>
        Assert.DoesNotContain(
            (await Manifest.OfAsync("dev")).All<V1NetworkPolicy>().SelectMany(policy => policy.Spec.Egress ?? []).SelectMany(opening => opening.To),
            peer => peer.IpBlock is not null);

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Services_FindTheirPods_AtPortsThatThoseName_AndAreReachedFromInsideAlone(string overlay)
    {
        var manifest = await Manifest.OfAsync(overlay);
        foreach (var service in manifest.All<V1Service>())
        {
            var pods = manifest.Workloads.Single(workload => workload.IsSelectedBy(service.Spec.Selector));
            var names = pods.Containers.SelectMany(container => container.Ports ?? []).ToDictionary(port => port.Name, port => port.ContainerPort);

            Assert.Equal("ClusterIP", service.Spec.Type);
            Assert.All(service.Spec.Ports, port => Assert.Equal(port.Port, names[port.TargetPort.Value]));
        }

        Assert.All(manifest.Workloads, workload => Assert.Contains(manifest.All<V1Service>(), service => service.Metadata.Name == workload.StatefulSet!.Spec.ServiceName));
        Assert.Empty(manifest.Objects.Where(item => item is V1Ingress));
    }

    private static bool IsPod(V1NetworkPolicyPeer peer, Workload workload) =>
        peer is { NamespaceSelector: null, PodSelector.MatchLabels: { } labels } && workload.IsSelectedBy(labels);

    private static List<string> Openings(Manifest manifest, Workload workload, Func<V1NetworkPolicy, IEnumerable<V1NetworkPolicyPort>?> of) =>
        [.. manifest.All<V1NetworkPolicy>()
            .Where(policy => policy.Spec.PodSelector.MatchLabels is { } labels && workload.IsSelectedBy(labels))
            .SelectMany(policy => of(policy) ?? [])
            .Select(port => port.Port.Value)
            .Distinct()
            .Order(StringComparer.Ordinal)];

    private static void AssertServed(List<Workload> workloads, IList<V1NetworkPolicyPort> ports, V1NetworkPolicy policy)
    {
        var served = workloads.SelectMany(workload => workload.Containers).SelectMany(container => container.Ports ?? []).Select(port => $"{port.ContainerPort}").ToHashSet();
        Assert.All(ports, port => Assert.True(served.Contains(port.Port.Value), $"{policy.Metadata.Name} opens {port.Port.Value}, which nobody serves."));
    }
}
