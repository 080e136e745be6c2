using System.Collections.Immutable;
using System.Text.Json;

namespace Executor.Core.Tests.Vectors;

/// <summary>Reads a vector file and refuses any shape that it does not know.</summary>
internal static class VectorFile
{
    public static ImmutableArray<VectorCase> Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(VectorFolder.Path, name)));
        var root = document.RootElement.Clone();
        root.MustHaveOnly(name, "description", "schema", "cases");
        ImmutableArray<VectorCase> cases = [.. root.GetProperty("cases").EnumerateArray().Select(ReadCase)];
        Assert.NotEmpty(cases);
        Assert.Equal(cases.Length, cases.Select(one => one.Name).Distinct(StringComparer.Ordinal).Count());
        return cases;
    }

    private static VectorCase ReadCase(JsonElement one)
    {
        var name = one.GetProperty("name").GetString() ?? throw new InvalidDataException("A case has no name.");
        one.MustHaveOnly(name, "name", "settings", "input", "expected", "float_artefact", "artefact", "quirk");
        var artefact = one.TryGetProperty("artefact", out var found) ? ReadArtefact(name, found) : null;
        Assert.Equal(artefact is not null, one.TryGetProperty("float_artefact", out var mark) && mark.GetBoolean());
        return new VectorCase(
            name,
            one.GetProperty("settings"),
            one.GetProperty("input"),
            one.GetProperty("expected"),
            artefact,
            one.TryGetProperty("quirk", out var quirk) ? quirk.GetString() : null);
    }

    private static VectorArtefact ReadArtefact(string name, JsonElement artefact)
    {
        var kind = artefact.Text("kind");
        var outcome = kind switch
        {
            "arithmetic" => "exact",
            "input_noise" => "exact_for_15_digits",
            _ => throw new InvalidDataException($"{name}: unknown artefact '{kind}'."),
        };
        artefact.MustHaveOnly(name, "kind", outcome);
        return new VectorArtefact(kind, artefact.GetProperty(outcome));
    }
}
