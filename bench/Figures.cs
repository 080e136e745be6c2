using System.Globalization;
using System.Text.Json.Serialization;

namespace Executor.Bench;

/// <summary>What one bench measured; the unit is part of each name.</summary>
public sealed record Figures(string Bench, string Machine, SortedDictionary<string, double> Values)
{
    /// <summary>Figures of this machine.</summary>
    public static Figures Of(string bench, params (string Name, double Value)[] values) => new(
        bench,
        string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {Environment.OSVersion}"),
        new SortedDictionary<string, double>(values.ToDictionary(pair => pair.Name, pair => pair.Value), StringComparer.Ordinal));

    /// <summary>The value below which <paramref name="share"/> of <paramref name="sorted"/> lies (nearest rank).</summary>
    public static double Percentile(IReadOnlyList<double> sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
}

/// <summary>Words of the form name=value behind the bench's name.</summary>
public sealed record BenchOptions(IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The value of <paramref name="name"/>, or <paramref name="otherwise"/>.</summary>
    public string Text(string name, string otherwise) => Values.GetValueOrDefault(name, otherwise);

    /// <summary>The whole number of <paramref name="name"/>, or <paramref name="otherwise"/>.</summary>
    public int Number(string name, int otherwise) => Values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}

[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(Figures))]
internal sealed partial class FiguresJson : JsonSerializerContext;
