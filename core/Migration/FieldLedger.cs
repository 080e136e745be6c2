using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Executor.Core.Market;

namespace Executor.Core.Migration;

/// <summary>
/// Reads the fields of the original's state file one by one and keeps account: what was read counts as used until something else is said of
/// it, and what nobody asked for shows at the end. Numbers and flags may be written as text, as older versions did.
/// </summary>
internal sealed class FieldLedger
{
    private const int LongestValue = 80;

    private readonly JsonElement _root;
    private readonly List<string> _leaves = [];
    private readonly Dictionary<string, ImportedField> _entries = new(StringComparer.Ordinal);

    public FieldLedger(JsonElement root)
    {
        _root = root;
        Collect(root, string.Empty);
    }

    public bool HasRefusals => _entries.Values.Any(entry => entry.Outcome == FieldOutcome.Refused);

    /// <summary>True when the field is there and not null.</summary>
    public bool Has(string path) => Find(path) is { ValueKind: not JsonValueKind.Null };

    /// <summary>Names of the members of an object; empty when there is none.</summary>
    public ImmutableArray<string> Members(string path) =>
        Find(path) is { ValueKind: JsonValueKind.Object } branch ? [.. branch.EnumerateObject().Select(member => member.Name)] : [];

    /// <summary>Text without blanks around it; null when the field is missing, null or empty. A number is taken as its digits.</summary>
    public string? Text(string path)
    {
        if (Find(path) is not { } value)
        {
            return null;
        }

        Account(path, FieldOutcome.Used, string.Empty);
        switch (value.ValueKind)
        {
            case JsonValueKind.String when value.GetString()!.Trim() is { Length: > 0 } text:
                return text;
            case JsonValueKind.Number:
                return value.GetRawText();
            case JsonValueKind.String or JsonValueKind.Null:
                return null;
            default:
                Refuse(path, "a text is needed here");
                return null;
        }
    }

    /// <summary>A number that is 0 or more; null when the field is missing, null, empty, or refused.</summary>
    public decimal? Number(string path)
    {
        if (Text(path) is not { } text)
        {
            return null;
        }

        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            Refuse(path, "a finite number is needed here; correct it from what the exchange shows");
            return null;
        }

        if (number < 0m)
        {
            Refuse(path, "must not be negative; correct it from what the exchange shows");
            return null;
        }

        return number;
    }

    /// <summary>A number above 0; 0 counts as missing, as in the original.</summary>
    public decimal? Positive(string path) => Number(path) is > 0m and var number ? number : null;

    /// <summary>An order id; null when the field is missing, null, 0, or refused.</summary>
    public long? OrderId(string path)
    {
        if (Positive(path) is not { } number)
        {
            return null;
        }

        if (number <= long.MaxValue && decimal.Truncate(number) == number)
        {
            return (long)number;
        }

        Refuse(path, "an order id is a whole number");
        return null;
    }

    /// <summary>A flag; missing, null, empty, 0 and other words than 1, true, yes, y, on are false.</summary>
    public bool Flag(string path)
    {
        switch (Find(path))
        {
            case { ValueKind: JsonValueKind.True }:
                Account(path, FieldOutcome.Used, string.Empty);
                return true;
            case { ValueKind: JsonValueKind.False }:
                Account(path, FieldOutcome.Used, string.Empty);
                return false;
            default:
                return Text(path)?.ToUpperInvariant() is "1" or "1.0" or "TRUE" or "YES" or "Y" or "ON";
        }
    }

    /// <summary>A moment given in UNIX seconds; null when the field is missing, null, 0, or refused.</summary>
    public DateTimeOffset? UnixTime(string path)
    {
        if (Positive(path) is not { } seconds)
        {
            return null;
        }

        if (seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() - 1)
        {
            return DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
        }

        Refuse(path, "is no UNIX time in seconds");
        return null;
    }

    /// <summary>A moment given as ISO-8601; null when the field is missing, null, empty, or refused.</summary>
    public DateTimeOffset? IsoTime(string path)
    {
        if (Text(path) is not { } text)
        {
            return null;
        }

        if (IsoTimestamp.TryParse(Encoding.UTF8.GetBytes(text), out var time))
        {
            return time;
        }

        Refuse(path, "is no ISO-8601 time");
        return null;
    }

    /// <summary>A moment given in UNIX seconds or as ISO-8601; null when the field is missing, null, empty, or refused.</summary>
    public DateTimeOffset? UnixTimeOrIso(string path) => Find(path) is { ValueKind: JsonValueKind.String } ? IsoTime(path) : UnixTime(path);

    /// <summary>The texts of an array; empty when there is none. What is not a text is refused.</summary>
    public ImmutableArray<string> Texts(string path)
    {
        if (Find(path) is not { ValueKind: not JsonValueKind.Null } value)
        {
            return [];
        }

        Account(path, FieldOutcome.Used, string.Empty);
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
        {
            return [.. value.EnumerateArray().Select(item => item.GetString()!)];
        }

        Refuse(path, "a list of texts is needed here");
        return [];
    }

    /// <summary>Says that a field, or a whole branch, is not needed; nothing happens when it is not there.</summary>
    public void Ignore(string path, string why)
    {
        if (Find(path) is not null && !_entries.ContainsKey(path))
        {
            Account(path, FieldOutcome.Ignored, why);
        }
    }

    /// <summary>Says that a field became something else.</summary>
    public void Change(string path, string how) => Account(path, FieldOutcome.Changed, how);

    /// <summary>Says that a field, missing or wrong, stops the import.</summary>
    public void Refuse(string path, string whatToDo) => Account(path, FieldOutcome.Refused, whatToDo);

    /// <summary>The account: what is in the file in its order, then what is missing.</summary>
    public ImmutableArray<ImportedField> Close()
    {
        var order = _leaves.Select((path, index) => (path, index)).ToDictionary(leaf => leaf.path, leaf => leaf.index, StringComparer.Ordinal);
        var unknown = _leaves.Where(leaf => !_entries.Keys.Any(path => Covers(path, leaf)))
            .Select(leaf => new ImportedField(leaf, FieldOutcome.Unknown, Shown(leaf), "the original writes no such field; nothing was done with it"));
        return [.. _entries.Values.Concat(unknown).OrderBy(entry => Place(entry.Path)).ThenBy(entry => entry.Path, StringComparer.Ordinal)];

        int Place(string path) =>
            order.TryGetValue(path, out var index) ? index : _leaves.FindIndex(leaf => Covers(path, leaf)) is >= 0 and var first ? first : int.MaxValue;
    }

    private static bool Covers(string path, string leaf) =>
        path == "$" || leaf == path || (leaf.StartsWith(path, StringComparison.Ordinal) && leaf[path.Length] == '.');

    private void Account(string path, FieldOutcome outcome, string note)
    {
        if (_entries.TryGetValue(path, out var present) && present.Outcome >= outcome)
        {
            return; // the graver word stands, and of equals the first
        }

        _entries[path] = new ImportedField(path, outcome, Shown(path), note);
    }

    private string Shown(string path)
    {
        if (Find(path) is not { } value || value.ValueKind == JsonValueKind.Object)
        {
            return string.Empty;
        }

        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return text.Length <= LongestValue ? text : $"{text[..LongestValue]}...";
    }

    private JsonElement? Find(string path)
    {
        var value = _root;
        if (path == "$")
        {
            return value;
        }

        foreach (var name in path.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
            {
                return null;
            }
        }

        return value;
    }

    private void Collect(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Object || (path.Length > 0 && !value.EnumerateObject().Any()))
        {
            _leaves.Add(path);
            return;
        }

        foreach (var member in value.EnumerateObject())
        {
            Collect(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}");
        }
    }
}
