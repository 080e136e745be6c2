using System.Text.RegularExpressions;
using Executor.Silo.Configuration;
using Microsoft.Extensions.Configuration;

namespace Executor.Deploy.Tests.Docker;

/// <summary>The cluster in one compose file: pinned, closed to other machines, and with settings that a silo takes.</summary>
public sealed partial class ComposeTests
{
    public static TheoryData<string> Services { get; } = [.. ComposeFile.Services.Keys];

    public static TheoryData<string> Silos { get; } = [.. ComposeFile.Services.Values.Where(service => service.IsSilo).Select(service => service.Name)];

    [Fact]
    public void File_HasTheStoresTheSilosAndThoseWhoWatch() => Assert.Equal(
        ["azurite", "grafana", "otel-collector", "prometheus", "redis", "silo-1", "silo-2", "silo-3", "simulator", "tempo"], ComposeFile.Services.Keys);

    [Theory]
    [MemberData(nameof(Services))]
    public void Service_IsPinned_AndCannotGainRights(string name)
    {
        var service = ComposeFile.Services[name];

        Assert.Matches(Image(), service.Text("image"));
        Assert.Equal("true", service.Text("read_only"));
        Assert.Equal(["ALL"], service.List("cap_drop"));
        Assert.Equal(["no-new-privileges:true"], service.List("security_opt"));
        Assert.NotEmpty(service.Text("mem_limit"));
        Assert.False(service.Values.ContainsKey("privileged"));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Ports_ArePublishedOnLoopbackAlone(string name) =>
        Assert.All(ComposeFile.Services[name].List("ports"), port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Services))]
    public void Files_ThatAreMountedExist_AndAreNotWritten(string name)
    {
        foreach (var parts in ComposeFile.Services[name].List("volumes").Where(volume => volume.StartsWith('.')).Select(volume => volume.Split(':')))
        {
            Assert.True(Path.Exists(Path.Combine(ComposeFile.Folder, parts[0])), $"{parts[0]} does not exist.");
            Assert.Equal("ro", parts[2]);
        }
    }

    [Theory]
    [MemberData(nameof(Silos))]
    public void Silo_TakesItsSettings_AndItsPortsArePublishedAndItsOwn(string name)
    {
        var service = ComposeFile.Services[name];
        Assert.Empty(service.Environment.Keys.Select(FrameworkVariables.Objection).OfType<string>());
        Assert.Equal("service:simulator", service.Text("network_mode"));
        Assert.Contains(service.List("volumes"), volume => volume.EndsWith($":{service.Environment["EXECUTOR_DATA_DIR"]}", StringComparison.Ordinal));

        var settings = Settings(service);

        Assert.Equal("simulator", settings.Mode);
        Assert.Contains($"127.0.0.1:{settings.Http.Port}:{settings.Http.Port}", ComposeFile.Services["simulator"].List("ports"));
        Assert.Contains($"simulator:{settings.Metrics!.Port}", RepositoryText.Of("deploy", "prometheus", "prometheus.yml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Silos_ShareAnAddress_SoThatNoTwoTakeOnePort()
    {
        var ports = ComposeFile.Services.Values.Where(service => service.IsSilo).Select(Settings)
            .SelectMany(settings => new[] { settings.Http.Port, settings.Metrics!.Port, settings.Storage.SiloPort })
            .Append(9090);

        Assert.Equal(ports.Distinct(), ports);
    }

    [Fact]
    public void SecretsOfPeople_AreAskedFor_AndNotInTheFile()
    {
        var asked = ComposeFile.Services.Values.SelectMany(service => service.Environment).Where(pair => pair.Key is "OPERATOR_KEY" or "GF_SECURITY_ADMIN_PASSWORD");

        Assert.All(asked, pair => Assert.Matches(@"^\$\{[A-Z_]+:\?.+\}$", pair.Value));
        Assert.All(RepositoryText.Of("deploy", "docker", ".env.example").Split('\n').Where(line => line.Contains('=')), line => Assert.EndsWith("=", line, StringComparison.Ordinal));
    }

    private static SiloSettings Settings(ComposeFile.Service service)
    {
        var read = SiloSettingsReader.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(service.Environment.Select(pair => KeyValuePair.Create(pair.Key, (string?)(pair.Key == "OPERATOR_KEY" ? "0123456789abcdef" : pair.Value))))
            .Build());
        Assert.Empty(read.Problems.Select(problem => problem.ToString()));
        return read.Settings!;
    }

    [GeneratedRegex(@"^[a-z0-9./-]+:v?\d+\.\d+\.\d+[a-z0-9.-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Image();
}
