using System.Globalization;
using System.Text.RegularExpressions;
using k8s.Models;

namespace Executor.Deploy.Tests.Kubernetes;

/// <summary>However a node, an update or a person takes silos away, owners of positions are left, and those that go may finish.</summary>
public sealed partial class AvailabilityTests
{
    private const int StoragePatienceSeconds = 5;

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Updates_TakeOneSiloAtATime_AndWaitUntilItsPositionsAreBack(string overlay)
    {
        var spec = (await Manifest.OfAsync(overlay)).Silos.StatefulSet!.Spec;

        Assert.True(spec.Replicas >= 3, "Fewer than three silos: one that is cut off is as many as the rest.");
        Assert.Equal("RollingUpdate", spec.UpdateStrategy.Type);
        Assert.True(spec.UpdateStrategy.RollingUpdate?.MaxUnavailable is null, "A StatefulSet replaces one pod at a time unless it is told otherwise.");
        Assert.True(spec.MinReadySeconds >= 30);
    }

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Evictions_TakeOneSiloAtATime(string overlay)
    {
        var manifest = await Manifest.OfAsync(overlay);

        var budget = Assert.Single(manifest.All<V1PodDisruptionBudget>());

        Assert.True(manifest.Silos.IsSelectedBy(budget.Spec.Selector.MatchLabels));
        Assert.Equal("1", budget.Spec.MaxUnavailable.Value);
        Assert.Null(budget.Spec.MinAvailable);
    }

    [Theory]
    [InlineData("dev", false)]
    [InlineData("prod", true)]
    public async Task Silos_StandApart_AndForLiveMoneyNeverTwoOnANode(string overlay, bool isRequired)
    {
        var silos = (await Manifest.OfAsync(overlay)).Silos;
        var apart = silos.Pod.Affinity.PodAntiAffinity;
        var required = apart.RequiredDuringSchedulingIgnoredDuringExecution ?? [];
        var preferred = apart.PreferredDuringSchedulingIgnoredDuringExecution ?? [];

        var term = Assert.Single(isRequired ? required : preferred.Select(weighted => weighted.PodAffinityTerm));
        var spread = Assert.Single(silos.Pod.TopologySpreadConstraints);

        Assert.Equal("kubernetes.io/hostname", term.TopologyKey);
        Assert.True(silos.IsSelectedBy(term.LabelSelector.MatchLabels));
        Assert.Equal(("topology.kubernetes.io/zone", 1), (spread.TopologyKey, spread.MaxSkew));
        Assert.True(silos.IsSelectedBy(spread.LabelSelector.MatchLabels));
    }

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Grace_IsLongerThanTheSilosOwnStop(string overlay)
    {
        var silos = (await Manifest.OfAsync(overlay)).Silos;
        var before = silos.Pod.Containers.Single().Lifecycle.PreStop.Sleep.Seconds;
        var own = ShutdownTimeout().Matches(RepositoryText.OfSources("silo")).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).Max();

        Assert.True(silos.Pod.TerminationGracePeriodSeconds >= before + own + 15, $"{before} s before the stop, {own} s of the silo's own, and no room left.");
    }

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Probes_AskWhatTheyAreFor_AndLetTheSiloAnswer(string overlay)
    {
        var silo = (await Manifest.OfAsync(overlay)).Silos.Pod.Containers.Single();

        Assert.Equal(
            ("/health/live", "/health/live", "/health/ready"),
            (silo.StartupProbe.HttpGet.Path, silo.LivenessProbe.HttpGet.Path, silo.ReadinessProbe.HttpGet.Path));
        Assert.True(silo.ReadinessProbe.TimeoutSeconds > StoragePatienceSeconds, "The silo waits that long for its storage before it says that it is not ready.");
        Assert.True(silo.LivenessProbe.PeriodSeconds * silo.LivenessProbe.FailureThreshold >= 60, "A short stall must not restart a silo.");
        Assert.Contains($"StoragePatience = TimeSpan.FromSeconds({StoragePatienceSeconds})", RepositoryText.Of("silo", "Hosting", "Readiness.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Stores_KeepTheirDisks(string overlay)
    {
        var manifest = await Manifest.OfAsync(overlay);

        foreach (var workload in manifest.Workloads.Where(workload => workload.Name is "executor" or "redis"))
        {
            var retention = workload.StatefulSet!.Spec.PersistentVolumeClaimRetentionPolicy;
            Assert.Equal(("Retain", "Retain"), (retention.WhenDeleted, retention.WhenScaled));
            Assert.Single(workload.StatefulSet.Spec.VolumeClaimTemplates);
        }
    }

    [GeneratedRegex(@"ShutdownTimeout = TimeSpan\.FromSeconds\((\d+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex ShutdownTimeout();
}
