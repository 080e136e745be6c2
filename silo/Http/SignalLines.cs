using System.Collections.Immutable;
using System.Text.Json;

namespace Executor.Silo.Http;

/// <summary>Cuts the body of a request into lines: one JSON object, over as many lines as it likes, or one object a line.</summary>
internal static class SignalLines
{
    public static ImmutableArray<byte[]> Split(ReadOnlySpan<byte> body)
    {
        if (IsOneValue(body))
        {
            // Line ends stand only between the tokens of valid JSON, where a blank means the same.
            var line = body.Trim(" \t\r\n"u8).ToArray();
            line.AsSpan().ReplaceAny(LineEnds, (byte)' ');
            return [line];
        }

        var lines = ImmutableArray.CreateBuilder<byte[]>();
        foreach (var range in body.Split((byte)'\n'))
        {
            var line = body[range].TrimEnd((byte)'\r');
            if (!line.Trim(" \t"u8).IsEmpty)
                lines.Add(line.ToArray());
        }

        return lines.DrainToImmutable();
    }

    private static readonly System.Buffers.SearchValues<byte> LineEnds = System.Buffers.SearchValues.Create("\r\n"u8);

    private static bool IsOneValue(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
