using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Executor.Deploy.Tests.Docker;

/// <summary>The images: from known releases, without root, without anything that is not meant to be in them. No engine runs here, so this is all that is checked.</summary>
public sealed partial class DockerfileTests
{
    private static readonly string Text = RepositoryText.Of("deploy", "docker", "Dockerfile");

    [Fact]
    public void Bases_AreOfMicrosoft_WithAReleaseAndNoShellWhereTheSiloRuns()
    {
        var arguments = Argument().Matches(Text).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        var bases = From().Matches(Text).Select(match => match.Groups[1].Value).Where(name => name.Contains('/')).ToList();

        Assert.Equal(["mcr.microsoft.com/dotnet/sdk:${DOTNET_SDK}", "mcr.microsoft.com/dotnet/aspnet:${DOTNET_RUNTIME}"], bases);
        Assert.All(arguments.Values, tag => Assert.Matches(@"^\d+\.\d+", tag));
        Assert.EndsWith("-chiseled", arguments["DOTNET_RUNTIME"], StringComparison.Ordinal);
        Assert.Contains($"<TargetFramework>net{arguments["DOTNET_SDK"].Split('-')[0]}<", RepositoryText.Of("Directory.Build.props"), StringComparison.Ordinal);
    }

    [Fact]
    public void User_IsTheOneOfTheManifests()
    {
        Assert.Equal(["1654"], User().Matches(Text).Select(match => match.Groups[1].Value));
        Assert.Contains("runAsUser: 1654", RepositoryText.Of("deploy", "k8s", "base", "silos.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public void Sources_AreAllThatTheTwoProgramsReference()
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal);
        Collect("silo/Executor.Silo.csproj", wanted);
        Collect("simulator/Executor.Simulator.csproj", wanted);

        var copied = CopiedFolder().Matches(Text).Select(match => match.Groups[1].Value).ToHashSet();
        var allowed = RepositoryText.Of(".dockerignore").Split('\n').Where(line => line.StartsWith('!') && line.EndsWith('/')).Select(line => line[1..^1]).ToHashSet();

        Assert.Equal(wanted.Order(StringComparer.Ordinal), copied.Order(StringComparer.Ordinal));
        Assert.Equal(wanted.Order(StringComparer.Ordinal), allowed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ignored_IsEverythingThatIsNotNamed()
    {
        var rules = RepositoryText.Of(".dockerignore").Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#')).ToList();

        Assert.Equal("*", rules[0]);
        Assert.Superset(new HashSet<string> { "**/bin/", "**/obj/", "**/*.pem", "**/*.key", "**/.env*", "**/appsettings*.json" }, rules.ToHashSet());
    }

    [Fact]
    public void Programs_AreNamedAsTheyAreBuilt()
    {
        Assert.Contains("ENTRYPOINT [\"dotnet\", \"/app/Executor.Silo.dll\"]", Text, StringComparison.Ordinal);
        Assert.Contains("ENTRYPOINT [\"dotnet\", \"/app/Executor.Simulator.dll\"]", Text, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "Executor.Silo.dll")) && File.Exists(Path.Combine(AppContext.BaseDirectory, "Executor.Simulator.dll")));
    }

    private static void Collect(string project, HashSet<string> folders)
    {
        if (!folders.Add(project.Split('/')[0]))
            return;
        foreach (var reference in XDocument.Load(Path.Combine(RepositoryText.Root, project)).Descendants("ProjectReference"))
            Collect(reference.Attribute("Include")!.Value.Replace("../", string.Empty, StringComparison.Ordinal), folders);
    }

    [GeneratedRegex(@"^ARG (\w+)=(\S+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Argument();

    [GeneratedRegex(@"^FROM (\S+) AS ", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex From();

    [GeneratedRegex(@"^USER (\S+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex User();

    [GeneratedRegex(@"^COPY ([a-z-]+)/ \1/$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex CopiedFolder();
}
