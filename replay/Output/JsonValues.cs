using System.Collections.Immutable;
using System.Text.Json;
using Executor.Replay.Reading;

namespace Executor.Replay.Output;

/// <summary>Values as the result's JSON spells them.</summary>
internal static class JsonValues
{
    public static void Numbers(this Utf8JsonWriter json, string name, ReadOnlySpan<decimal> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteNumberValue(Iso.Plain(value));
        }

        json.WriteEndArray();
    }

    public static void Number(this Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, Iso.Plain(number));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void Time(this Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            json.WriteString(name, Iso.Text(value));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void Problems(this Utf8JsonWriter json, string name, ImmutableArray<LineProblem> problems)
    {
        json.WriteStartArray(name);
        foreach (var (line, reason) in problems)
        {
            json.WriteStartObject();
            json.WriteNumber("line", line);
            json.WriteString("reason", reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
