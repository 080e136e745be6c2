using Executor.Silo.Configuration;
using k8s.Models;
using Microsoft.Extensions.Configuration;

namespace Executor.Deploy.Tests.Kubernetes;

/// <summary>A silo that starts with what an overlay gives it obeys all of it, and listens where the manifests say.</summary>
public sealed class SettingsTests
{
    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Variables_AreSettingsInForce_OrDocumented(string overlay) =>
        Assert.Empty(SiloEnvironment.Of(await Manifest.OfAsync(overlay), HandMade).Keys.Select(FrameworkVariables.Objection).OfType<string>());

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Secrets_StandInNoMap_AndForLiveMoneyInNoFileAtAll(string overlay)
    {
        var manifest = await Manifest.OfAsync(overlay);
        var silo = manifest.Silos.Pod.Containers.Single();

        Assert.DoesNotContain(manifest.All<V1ConfigMap>().SelectMany(map => map.Data.Keys), FrameworkVariables.IsSecret);
        Assert.DoesNotContain(silo.Env, variable => FrameworkVariables.IsSecret(variable.Name) && variable.ValueFrom?.SecretKeyRef is null);
        Assert.Equal(overlay == "dev", manifest.All<V1Secret>().Any());
    }

    [Theory]
    [InlineData("dev", "simulator")]
    [InlineData("prod", "live")]
    public async Task Settings_AreTakenWithoutAProblemOrAWarningThatMatters(string overlay, string mode)
    {
        using var folder = new TemporaryFolder();
        var settings = Read(await Manifest.OfAsync(overlay), folder);

        Assert.Equal(mode, settings.Mode);
        Assert.Equal(StorageProfile.Azure, settings.Storage.Profile);
        Assert.Equal(SiloEnvironment.PodAddress, settings.Storage.SiloAddress.ToString());
        Assert.All(settings.Warnings, warning => Assert.True(
            warning.StartsWith("The HTTP interface listens on", StringComparison.Ordinal) || warning.StartsWith("EXECUTOR_REDIS is without TLS", StringComparison.Ordinal),
            warning));
    }

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Ports_AreThoseThatTheSettingsName(string overlay)
    {
        using var folder = new TemporaryFolder();
        var manifest = await Manifest.OfAsync(overlay);
        var settings = Read(manifest, folder);

        var ports = manifest.Silos.Pod.Containers.Single().Ports.ToDictionary(port => port.Name, port => port.ContainerPort);

        Assert.Equal(
            new Dictionary<string, int> { ["http"] = settings.Http.Port, ["silo"] = settings.Storage.SiloPort, ["metrics"] = settings.Metrics!.Port }.OrderBy(pair => pair.Key),
            ports.OrderBy(pair => pair.Key));
    }

    [Theory]
    [MemberData(nameof(Manifest.Overlays), MemberType = typeof(Manifest))]
    public async Task Folders_OfTheSettingsAreMounted(string overlay)
    {
        using var folder = new TemporaryFolder();
        var manifest = await Manifest.OfAsync(overlay);
        var silo = manifest.Silos.Pod.Containers.Single();
        var mounts = silo.VolumeMounts.ToDictionary(mount => mount.MountPath, mount => mount);

        Assert.True(mounts[Read(manifest, folder).DataDirectory].ReadOnlyProperty is not true);
        Assert.True(mounts[silo.WorkingDir].ReadOnlyProperty);
        Assert.Contains("appsettings.json", manifest.MapOf(manifest.Silos.Pod.Volumes.Single(volume => volume.Name == mounts[silo.WorkingDir].Name).ConfigMap.Name).Keys);
    }

    /// <summary>As the silo reads them: the file of symbols first, then the environment; files of secrets are put where the test may.</summary>
    private static SiloSettings Read(Manifest manifest, TemporaryFolder folder)
    {
        var variables = SiloEnvironment.Of(manifest, HandMade);
        foreach (var name in variables.Keys.Where(name => name.EndsWith("_FILE", StringComparison.Ordinal)).ToList())
        {
            var key = Path.GetFileName(variables[name]);
            variables[name] = folder.Write(key, SiloEnvironment.Secret(manifest, "executor-binance", key) ?? HandMade("executor-binance", key));
        }

        var file = manifest.All<V1ConfigMap>().Single(map => map.Data.ContainsKey("appsettings.json")).Data["appsettings.json"];
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(folder.Write("appsettings.json", file))
            .AddInMemoryCollection(variables.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build();
        var read = SiloSettingsReader.Read(configuration);
        Assert.Empty(read.Problems.Select(problem => problem.ToString()));
        return read.Settings!;
    }

    /// <summary>Values of the form that the runbook asks for; the private key is that of no account (RFC 8410, a seed of zeros).</summary>
    private static string HandMade(string secret, string key) => (secret, key) switch
    {
        ("executor-secrets", "operator-key") => "0123456789abcdef",
        ("executor-secrets", "redis") => "redis:6379,user=executor,password=not-a-real-one",
        ("executor-binance", "api-key") => new string('k', 64),
        ("executor-binance", "private-key") =>
            $"-----BEGIN PRIVATE KEY-----\n{Convert.ToBase64String([0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20, .. new byte[32]])}\n-----END PRIVATE KEY-----\n",
        _ => throw new InvalidOperationException($"The secret {secret}, {key} is not one that the runbook names."),
    };
}
