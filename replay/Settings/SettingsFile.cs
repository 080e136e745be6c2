using System.Text.Json;

namespace Executor.Replay.Settings;

/// <summary>
/// A file of settings with the original's names: <c>NAME=value</c> lines (blank lines and lines that begin with <c>#</c> are passed over),
/// or one flat JSON object.
/// </summary>
internal static class SettingsFile
{
    /// <summary>The settings as text.</summary>
    /// <exception cref="ReplayInputException">The file cannot be read, names a setting twice, or has another form.</exception>
    public static IReadOnlyDictionary<string, string> Read(string path)
    {
        try
        {
            var text = File.ReadAllText(path).TrimStart('\uFEFF');
            return text.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal) ? FromJson(path, text) : FromLines(path, text);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReplayInputException($"{path}: cannot be read: {failure.Message}", failure);
        }
    }

    private static Dictionary<string, string> FromLines(string path, string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var trimmed = line.Trim();
            if (trimmed.IsEmpty || trimmed[0] == '#')
            {
                continue;
            }

            var separator = trimmed.IndexOf('=');
            if (separator <= 0)
            {
                throw new ReplayInputException($"{path}, line {number}: expected NAME=value, found: {trimmed}");
            }

            Add(values, path, trimmed[..separator].TrimEnd().ToString(), trimmed[(separator + 1)..].TrimStart().ToString());
        }

        return values;
    }

    private static Dictionary<string, string> FromJson(string path, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                Add(values, path, property.Name, TextOf(path, property));
            }

            return values;
        }
        catch (JsonException failure)
        {
            throw new ReplayInputException($"{path}: is not a JSON object: {failure.Message}", failure);
        }
    }

    private static string TextOf(string path, JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.String => property.Value.GetString() ?? string.Empty,
        JsonValueKind.Number => property.Value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => string.Empty,
        JsonValueKind.Undefined or JsonValueKind.Object or JsonValueKind.Array => throw new ReplayInputException(
            $"{path}: {property.Name} must be a text, a number, true or false, is {property.Value.GetRawText()}"),
    };

    private static void Add(Dictionary<string, string> values, string path, string name, string value)
    {
        if (!values.TryAdd(name, value))
        {
            throw new ReplayInputException($"{path}: {name} is given twice.");
        }
    }
}
