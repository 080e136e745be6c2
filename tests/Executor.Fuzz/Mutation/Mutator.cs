namespace Executor.Fuzz.Mutation;

/// <summary>Makes hostile messages of good ones. The same seed gives the same messages.</summary>
internal sealed class Mutator(Random lot)
{
    private const int LongestMessage = 256 * 1024;

    /// <summary>What is drawn.</summary>
    public Random Lot => lot;

    /// <summary>A message with one to four changes; now and then as it was.</summary>
    public byte[] Json(byte[] seed)
    {
        var text = seed;
        for (var changes = lot.Next(5); changes > 0 && text.Length < LongestMessage; changes--)
        {
            text = lot.Next(3) == 0 ? Bytes(text) : Structure(text);
        }

        return text;
    }

    /// <summary>A hostile parameter, or the one that is given with some of its characters changed.</summary>
    public string Text(string value)
    {
        switch (lot.Next(4))
        {
            case 0 when value.Length > 0:
                var changed = value.ToCharArray();
                changed[lot.Next(changed.Length)] = (char)lot.Next(lot.Next(2) == 0 ? 128 : 0xD7FF);
                return new string(changed);
            case 1 when value.Length > 0:
                return value[..lot.Next(value.Length)];
            case 2:
                return value + HostileValues.Text[lot.Next(HostileValues.Text.Count)];
            default:
                return HostileValues.Text[lot.Next(HostileValues.Text.Count)];
        }
    }

    /// <summary>True once in so many.</summary>
    public bool OneIn(int times) => lot.Next(times) == 0;

    /// <summary>One of them.</summary>
    public T Of<T>(IReadOnlyList<T> values) => values[lot.Next(values.Count)];

    private byte[] Structure(byte[] text)
    {
        var scalars = JsonScalars.Find(text);
        if (scalars.Count == 0)
        {
            return Bytes(text);
        }

        var one = scalars[lot.Next(scalars.Count)];
        var other = scalars[lot.Next(scalars.Count)];
        switch (lot.Next(6))
        {
            case 0 or 1:
                return Splice(text, one.Start, one.Length, Of(HostileValues.Json));
            case 2:
                return Splice(text, one.Start, one.Length, text.AsSpan(other.Start, other.Length));
            case 3: // the same name twice, with another value
                return one.IsName
                    ? Splice(text, one.Start, 0, [.. text.AsSpan(one.Start, one.Length), (byte)':', .. Of(HostileValues.Json), (byte)','])
                    : Splice(text, one.Start, one.Length, Of(HostileValues.Json));
            case 4: // nested
                var depth = lot.Next(1, 90);
                return [.. Enumerable.Repeat((byte)'[', depth), .. text, .. Enumerable.Repeat((byte)']', depth)];
            default: // an element more, which is nothing
                var at = Array.IndexOf(text, (byte)'[');
                return at < 0 ? Splice(text, one.Start, one.Length, "null"u8) : Splice(text, at + 1, 0, "null,"u8);
        }
    }

    private byte[] Bytes(byte[] text)
    {
        if (text.Length == 0)
        {
            return [.. Of(HostileValues.Json)];
        }

        var at = lot.Next(text.Length);
        var span = lot.Next(Math.Min(64, text.Length - at) + 1);
        switch (lot.Next(7))
        {
            case 0:
                var flipped = (byte[])text.Clone();
                flipped[at] ^= (byte)(1 << lot.Next(8));
                return flipped;
            case 1:
                var drawn = new byte[lot.Next(1, 16)];
                lot.NextBytes(drawn);
                return Splice(text, at, 0, drawn);
            case 2:
                return Splice(text, at, span, []);
            case 3:
                return text[..at];
            case 4:
                return Splice(text, at, 0, text.AsSpan(at, span));
            case 5:
                return Splice(text, at, span, [0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80]);
            default:
                return [.. text, .. text.AsSpan(at, span)];
        }
    }

    private static byte[] Splice(byte[] text, int at, int removed, ReadOnlySpan<byte> put) => [.. text.AsSpan(0, at), .. put, .. text.AsSpan(at + removed)];
}
