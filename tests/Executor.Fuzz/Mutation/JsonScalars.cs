using System.Buffers;

namespace Executor.Fuzz.Mutation;

/// <summary>One scalar of a text that looks like JSON.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">Bytes, quotes included.</param>
/// <param name="IsName">True for the name of a property.</param>
internal readonly record struct JsonScalar(int Start, int Length, bool IsName);

/// <summary>Finds the scalars in bytes that need not be valid JSON any more.</summary>
internal static class JsonScalars
{
    private static readonly SearchValues<byte> Ends = SearchValues.Create(",]} \r\n\t:"u8);

    public static List<JsonScalar> Find(ReadOnlySpan<byte> text)
    {
        var found = new List<JsonScalar>();
        for (var at = 0; at < text.Length;)
        {
            var length = text[at] switch
            {
                (byte)'"' => QuotedLength(text[at..]),
                (byte)'-' or (byte)'t' or (byte)'f' or (byte)'n' or (>= (byte)'0' and <= (byte)'9') => BareLength(text[at..]),
                _ => 0,
            };
            if (length > 0)
            {
                var after = text[(at + length)..].TrimStart(" \r\n\t"u8);
                found.Add(new JsonScalar(at, length, !after.IsEmpty && after[0] == ':'));
            }

            at += Math.Max(1, length);
        }

        return found;
    }

    private static int QuotedLength(ReadOnlySpan<byte> text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == '"')
            {
                return at + 1;
            }
        }

        return text.Length;
    }

    private static int BareLength(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny(Ends);
        return end < 0 ? text.Length : end;
    }
}
