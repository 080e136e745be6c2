using Executor.GrainInterfaces;

namespace Executor.Silo.Intake;

/// <summary>Finds a file again that was renamed by a rotation: <c>name</c> became <c>name.1</c>, <c>name-20250101</c> and so on.</summary>
internal static class RotatedFiles
{
    private const int MostCandidates = 32;

    /// <summary>The newest file beside <paramref name="path"/> in which <paramref name="cursor"/> is a place; null when there is none.</summary>
    public static FileStream? Find(string path, FileCursor cursor)
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(path)!);
        if (!folder.Exists)
            return null;
        var candidates = folder.EnumerateFiles(Path.GetFileName(path) + "?*")
            .Where(file => file.FullName != path)
            .OrderByDescending(file => file.LastWriteTimeUtc)
            .Take(MostCandidates);
        foreach (var candidate in candidates)
        {
            if (TryOpenAt(candidate.FullName, cursor) is { } file)
                return file;
        }

        return null;
    }

    /// <summary>Null when <paramref name="cursor"/> is no place in the file, or it cannot be read: it is a neighbour, and may be anybody's.</summary>
    private static FileStream? TryOpenAt(string path, FileCursor cursor)
    {
        FileStream? file = null;
        try
        {
            file = TryOpen(path);
            if (file is not null && file.Length >= cursor.Offset && FileHead.Matches(file, cursor.Identity))
                return file;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Not ours to read; the next candidate may be the file.
        }

        file?.Dispose();
        return null;
    }

    /// <summary>Opens for reading and lets everyone else write, rename and delete; null when there is no such file.</summary>
    public static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
