using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Executor.Deploy.Tests.Observing;

/// <summary>A query of a panel or a rule, as far as names go; whether it can be read at all is for promtool to say.</summary>
internal static partial class Query
{
    private static readonly ImmutableArray<string> AnyLabel = ["instance", "job", "le"];

    /// <summary>What is wrong with the names and labels of a query; empty: nothing.</summary>
    public static IEnumerable<string> Problems(string query, IReadOnlySet<string> recorded)
    {
        foreach (Match selector in Selector().Matches(Texts().Replace(query, "\"\"")))
        {
            var name = selector.Groups["name"].Value;
            if (recorded.Contains(name) || name is "up" or "ALERTS")
                continue;
            if (!Figure.Series.TryGetValue(name, out var figure))
            {
                yield return $"{name} is not in docs/telemetry.md";
                continue;
            }

            foreach (Match label in Label().Matches(selector.Groups["labels"].Value))
            {
                if (!figure.Attributes.Contains(label.Groups[1].Value) && !AnyLabel.Contains(label.Groups[1].Value))
                    yield return $"{name} has no attribute {label.Groups[1].Value}";
            }
        }
    }

    /// <summary>Names of figures that a query uses.</summary>
    public static IEnumerable<string> Names(string query) =>
        Selector().Matches(Texts().Replace(query, "\"\"")).Select(match => match.Groups["name"].Value);

    /// <summary>The series that a query reads, each with the labels that it asks for.</summary>
    public static IEnumerable<string> Series(string query) => Selector().Matches(query).Select(match => match.Value);

    // The figures of all meters that are collected here begin with one of these; words of the language do not.
    [GeneratedRegex(@"\b(?<name>(?:executor[_:]|orleans_|dotnet_|http_server_)[a-z0-9_:]+|up|ALERTS)\b(?:\{(?<labels>[^}]*)\})?", RegexOptions.CultureInvariant)]
    private static partial Regex Selector();

    [GeneratedRegex(@"([a-z_]+)\s*(?:=~|!~|!=|=)", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"", RegexOptions.CultureInvariant)]
    private static partial Regex Texts();
}
