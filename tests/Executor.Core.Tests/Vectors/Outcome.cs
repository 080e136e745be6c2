using System.Globalization;
using System.Text.Json;

namespace Executor.Core.Tests.Vectors;

/// <summary>Our answer to a case, in the field names of the vectors: texts, decimals, booleans, nulls, lists and nested outcomes.</summary>
internal sealed class Outcome : Dictionary<string, object?>
{
    public Outcome()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>First difference from <paramref name="expected"/>; null when there is none.</summary>
    public string? DifferenceFrom(JsonElement expected, Tolerance tolerance) => Difference("", expected, this, tolerance);

    private static string? Difference(string path, JsonElement expected, object? actual, Tolerance tolerance) =>
        (expected.ValueKind, actual) switch
        {
            (JsonValueKind.Object, Outcome outcome) => DifferenceOfObjects(path, expected, outcome, tolerance),
            (JsonValueKind.Array, IReadOnlyList<object?> list) => DifferenceOfLists(path, expected, list, tolerance),
            (JsonValueKind.Null, null) => null,
            (JsonValueKind.True, true) or (JsonValueKind.False, false) => null,
            (JsonValueKind.String, string text) when text == expected.GetString() => null,
            (JsonValueKind.Number or JsonValueKind.String, decimal or int) when expected.TryDecimal(out var wanted)
                && tolerance.Allows(wanted, Convert.ToDecimal(actual, CultureInfo.InvariantCulture)) => null,
            _ => $"{path}: expected {expected.GetRawText()}, got {actual ?? "null"}",
        };

    private static string? DifferenceOfObjects(string path, JsonElement expected, Outcome actual, Tolerance tolerance)
    {
        var wanted = expected.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal).ToArray();
        var found = actual.Keys.Order(StringComparer.Ordinal).ToArray();
        return wanted.SequenceEqual(found)
            ? expected.EnumerateObject()
                .Select(property => Difference($"{path}/{property.Name}", property.Value, actual[property.Name], tolerance))
                .FirstOrDefault(difference => difference is not null)
            : $"{path}: expected fields {string.Join(' ', wanted)}, got {string.Join(' ', found)} ({Show(actual)})";
    }

    private static string? DifferenceOfLists(string path, JsonElement expected, IReadOnlyList<object?> actual, Tolerance tolerance) =>
        expected.GetArrayLength() == actual.Count
            ? expected.EnumerateArray()
                .Select((item, index) => Difference($"{path}[{index}]", item, actual[index], tolerance))
                .FirstOrDefault(difference => difference is not null)
            : $"{path}: expected {expected.GetArrayLength()} items, got {actual.Count}";

    private static string Show(Outcome outcome) => string.Join(", ", outcome.Select(field => $"{field.Key}={field.Value}"));
}

/// <summary>When two numbers are equal.</summary>
internal sealed record Tolerance(decimal Absolute, decimal Relative)
{
    /// <summary>To the last digit.</summary>
    public static Tolerance None { get; } = new(0m, 0m);

    /// <summary>The rule of the vectors for everything but steps and splits.</summary>
    public static Tolerance OfVectors { get; } = new(1e-9m, 1e-12m);

    public bool Allows(decimal expected, decimal actual) => Math.Abs(expected - actual) <= Absolute + (Relative * Math.Abs(expected));
}
