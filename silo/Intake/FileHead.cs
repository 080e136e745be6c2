using System.Globalization;
using System.Security.Cryptography;

namespace Executor.Silo.Intake;

/// <summary>
/// Recognises a file by the bytes that were read from its start, not by its name or inode: a log that was rotated, truncated and
/// written again, or replaced by a rename has other first bytes, while a copy with the same beginning is the same file for a reader.
/// </summary>
internal static class FileHead
{
    /// <summary>Bytes from the start that take part; enough to reach past a header into lines with times.</summary>
    public const int MaxLength = 1024;

    /// <summary>The fingerprint of a file of which nothing has been read: every file has it.</summary>
    public const string Nothing = "0:";

    /// <summary>Fingerprint of the bytes before <paramref name="offset"/>, at most <see cref="MaxLength"/> of them.</summary>
    public static string Of(FileStream file, long offset)
    {
        var length = (int)Math.Min(offset, MaxLength);
        return length == 0 ? Nothing : TryHash(file, length) ?? Nothing;
    }

    /// <summary>True when <paramref name="file"/> still begins with the bytes that <paramref name="identity"/> was taken from.</summary>
    public static bool Matches(FileStream file, string identity)
    {
        var colon = identity.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || !int.TryParse(identity.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > MaxLength)
            return false;
        return length == 0 || string.Equals(TryHash(file, length), identity, StringComparison.Ordinal);
    }

    private static string? TryHash(FileStream file, int length)
    {
        Span<byte> head = stackalloc byte[MaxLength];
        var read = 0;
        while (read < length)
        {
            var count = RandomAccess.Read(file.SafeFileHandle, head[read..length], read);
            if (count == 0)
                return null;
            read += count;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{length}:{Convert.ToHexStringLower(SHA256.HashData(head[..length]).AsSpan(0, 16))}");
    }
}
