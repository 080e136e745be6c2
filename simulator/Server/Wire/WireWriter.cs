using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Executor.Simulator.Server.Wire;

/// <summary>
/// Writes JSON as Binance does: amounts as strings with eight decimals, ids and times as whole numbers. Source: Binance spot API.
/// </summary>
public sealed class WireWriter : IDisposable
{
    private const int TicksPerMicrosecond = 10;
    private readonly ArrayBufferWriter<byte> _buffer = new(512);
    private readonly bool _microseconds;

    /// <summary>An empty text.</summary>
    /// <param name="microseconds">True when times are wanted in microseconds, else in milliseconds.</param>
    public WireWriter(bool microseconds = false)
    {
        _microseconds = microseconds;
        Json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>For what has no method here.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>The text so far.</summary>
    public byte[] ToArray()
    {
        Json.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    /// <summary>An object; <paramref name="name"/> is null at the root and inside an array.</summary>
    public WireWriter Fields(string? name, Action content)
    {
        Name(name);
        Json.WriteStartObject();
        content();
        Json.WriteEndObject();
        return this;
    }

    /// <summary>An object at the root or inside an array.</summary>
    public WireWriter Fields(Action content) => Fields(null, content);

    /// <summary>An array of whatever <paramref name="item"/> writes for each of <paramref name="items"/>.</summary>
    public WireWriter Array<T>(string? name, IEnumerable<T> items, Action<T> item)
    {
        Name(name);
        Json.WriteStartArray();
        foreach (var each in items)
            item(each);
        Json.WriteEndArray();
        return this;
    }

    /// <summary>A string; null is written as such.</summary>
    public WireWriter Text(string name, string? value)
    {
        Json.WriteString(name, value);
        return this;
    }

    /// <summary>A whole number.</summary>
    public WireWriter Number(string name, long value)
    {
        Json.WriteNumber(name, value);
        return this;
    }

    /// <summary>True or false.</summary>
    public WireWriter Flag(string name, bool value)
    {
        Json.WriteBoolean(name, value);
        return this;
    }

    /// <summary>An amount with eight decimals, as a string.</summary>
    public WireWriter Amount(string name, decimal value)
    {
        Json.WriteString(name, Padded(value));
        return this;
    }

    /// <summary>An amount without padding, as a string: how some margin fields are written.</summary>
    public WireWriter Plain(string name, decimal value)
    {
        Json.WriteString(name, Unpadded(value));
        return this;
    }

    /// <summary>A time since the epoch.</summary>
    public WireWriter Time(string name, DateTimeOffset value)
    {
        Json.WriteNumber(name, Epoch(value));
        return this;
    }

    /// <summary>A time since the epoch, or -1 where there is none.</summary>
    public WireWriter Time(string name, DateTimeOffset? value)
    {
        Json.WriteNumber(name, value is { } at ? Epoch(at) : -1);
        return this;
    }

    /// <summary>A time in the unit that was asked for.</summary>
    public long Epoch(DateTimeOffset at) =>
        _microseconds ? (at - DateTimeOffset.UnixEpoch).Ticks / TicksPerMicrosecond : at.ToUnixTimeMilliseconds();

    /// <summary>Eight decimals.</summary>
    public static string Padded(decimal value) => value.ToString("0.00000000", CultureInfo.InvariantCulture);

    /// <summary>As many decimals as it has, up to eight.</summary>
    public static string Unpadded(decimal value) => value.ToString("0.########", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public void Dispose() => Json.Dispose();

    private void Name(string? name)
    {
        if (name is not null)
            Json.WritePropertyName(name);
    }
}
