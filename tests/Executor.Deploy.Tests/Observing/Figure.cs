using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Executor.Deploy.Tests.Observing;

/// <summary>A row of the tables of figures in docs/telemetry.md.</summary>
internal sealed partial record Figure(string Name, string Prometheus, string Instrument, string Unit, ImmutableArray<string> Attributes)
{
    /// <summary>All rows.</summary>
    public static ImmutableArray<Figure> All { get; } = [.. RepositoryText.Of("docs", "telemetry.md").Split('\n').Select(Read).OfType<Figure>()];

    /// <summary>The names under which Prometheus keeps them, by the row they come from.</summary>
    public static FrozenDictionary<string, Figure> Series { get; } =
        All.SelectMany(figure => figure.SeriesNames.Select(name => (name, figure))).ToFrozenDictionary(pair => pair.name, pair => pair.figure, StringComparer.Ordinal);

    /// <summary>True for a meter of this project.</summary>
    public bool IsOurs => Name.StartsWith("executor.", StringComparison.Ordinal);

    /// <summary>The name that follows from name, unit and instrument.</summary>
    public string Rendered
    {
        get
        {
            var name = Name.Replace('.', '_').Replace('-', '_');
            var unit = Unit switch
            {
                "s" => "seconds",
                "ms" => "milliseconds",
                "By" => "bytes",
                "1" or "-" => string.Empty,
                _ when Unit.StartsWith('{') => string.Empty,
                _ => Unit,
            };
            if (unit.Length > 0 && !name.EndsWith($"_{unit}", StringComparison.Ordinal))
                name += $"_{unit}";
            return Instrument is "counter" or "observable counter" ? $"{name}_total" : name;
        }
    }

    private IEnumerable<string> SeriesNames => Instrument == "histogram" ? [$"{Prometheus}_bucket", $"{Prometheus}_sum", $"{Prometheus}_count"] : [Prometheus];

    private static Figure? Read(string line)
    {
        var cells = line.Split('|', StringSplitOptions.TrimEntries);
        return cells.Length == 8 && cells[1].StartsWith('`') && cells[2].StartsWith('`')
            ? new Figure(cells[1].Trim('`'), cells[2].Trim('`'), cells[3], cells[4], [.. Quoted().Matches(cells[5]).Select(match => match.Groups[1].Value)])
            : null;
    }

    [GeneratedRegex("`([^`]+)`", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
