using System.Reflection;
using System.Xml.Linq;
using NetArchTest.Rules;

namespace Executor.Architecture.Tests;

/// <summary>The arrows of docs/architecture.md: references point inward, to core; only the silo sees everything.</summary>
public sealed class ReferenceArrowsTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Executor.Core"] = [],
        ["Executor.GrainInterfaces"] = ["Executor.Core"],
        ["Executor.Grains"] = ["Executor.Core", "Executor.GrainInterfaces"],
        ["Executor.Exchange"] = ["Executor.Core"],
        ["Executor.Simulator"] = ["Executor.Core"],
        ["Executor.Storage"] = ["Executor.Core"],
        ["Executor.Replay"] = ["Executor.Core", "Executor.Simulator"],
        ["Executor.Silo"] = ["Executor.Core", "Executor.Exchange", "Executor.GrainInterfaces", "Executor.Grains", "Executor.Simulator", "Executor.Storage", "Executor.Replay"],
    };

    public static TheoryData<string> Products() => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Products))]
    public void Assembly_ReferencesOnlyWhatItsArrowsAllow(string product)
    {
        var references = Assembly.Load(product).GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("Executor.", StringComparison.Ordinal));

        Assert.Empty(references.Except(Allowed[product]));
    }

    [Theory]
    [MemberData(nameof(Products))]
    public void Project_ReferencesOnlyWhatItsArrowsAllow(string product)
    {
        var file = Directory.EnumerateFiles(Repository.Root, $"{product}.csproj", SearchOption.AllDirectories).Single();

        var references = XDocument.Load(file).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

        Assert.Empty(references.Except(Allowed[product]));
    }

    [Fact]
    public void Core_DependsOnTheBaseClassLibraryAlone()
    {
        var references = Assembly.Load("Executor.Core").GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.All(references, name => Assert.True(name.StartsWith("System.", StringComparison.Ordinal), name));
    }

    [Fact]
    public void Core_DoesNoInputOutput()
    {
        var result = Types.InAssembly(Assembly.Load("Executor.Core"))
            .ShouldNot()
            .HaveDependencyOnAny("System.IO.File", "System.IO.Stream", "System.IO.FileStream", "System.Net", "System.Threading.Timer", "System.Random", "System.TimeProvider", "System.Console")
            .GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }

    [Fact]
    public void Core_HasNoFloatingPointMember()
    {
        var members = Assembly.Load("Executor.Core").GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => field.FieldType == typeof(double) || field.FieldType == typeof(float) || field.FieldType == typeof(double?));

        Assert.Empty(members.Select(field => $"{field.DeclaringType}.{field.Name}"));
    }

    [Fact]
    public void Grains_KnowNeitherTheSimulatorNorTheStorage()
    {
        var result = Types.InAssembly(Assembly.Load("Executor.Grains"))
            .ShouldNot()
            .HaveDependencyOnAny("Executor.Simulator", "Executor.Storage", "Microsoft.Data.Sqlite", "System.Net.Http")
            .GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypeNames ?? []));
    }
}
