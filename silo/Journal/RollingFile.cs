using System.Globalization;

namespace Executor.Silo.Journal;

/// <summary>
/// A text file that is only ever appended to. After a number of lines it is renamed to <c>name.1</c> (the older ones move up) and a new
/// one is begun. Not safe for concurrent use.
/// </summary>
internal sealed class RollingFile(string path, int maxLines) : IDisposable
{
    /// <summary>Older files that are kept beside the present one.</summary>
    public const int KeptFiles = 9;

    private FileStream? _file;
    private long _lines;

    /// <summary>The files at <paramref name="path"/> that the newest lines can be in, oldest first; not each has to be there.</summary>
    public static IEnumerable<string> NewestOf(string path) => [path + ".1", Aside(path), path];

    /// <summary>All files of the log at <paramref name="path"/>, oldest first; not each has to be there.</summary>
    public static IEnumerable<string> AllOf(string path) => Enumerable.Range(1, KeptFiles).Reverse()
        .Select(number => $"{path}.{number.ToString(CultureInfo.InvariantCulture)}").Concat([Aside(path), path]);

    /// <summary>Appends whole lines, each with its end.</summary>
    /// <exception cref="IOException">The file cannot be written; nothing is remembered, the next call opens it anew.</exception>
    public void Append(ReadOnlySpan<byte> line)
    {
        try
        {
            if (_file is null)
                Open();
            if (_lines >= maxLines)
                Roll();
            _file!.Write(line);
            _lines++;
        }
        catch
        {
            _file?.Dispose();
            _file = null;
            throw;
        }
    }

    /// <summary>Hands what was appended to the operating system.</summary>
    public void Flush() => _file?.Flush();

    public void Dispose()
    {
        _file?.Flush(flushToDisk: true);
        _file?.Dispose();
        _file = null;
    }

    private void Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        _lines = CountLines(_file);
        if (_file.Length > 0 && LastByte(_file) != '\n')
            _file.WriteByte((byte)'\n'); // the last process was killed inside a line: ours must not be glued to it
    }

    /// <summary>
    /// The present file goes aside first, the older ones move up after. What fails is tried again after another round: nothing is deleted
    /// twice for it, and lines go on into the file that there is.
    /// </summary>
    private void Roll()
    {
        _lines = 0;
        try
        {
            FinishRoll(); // what an earlier attempt, or a kill, left
            File.Move(path, Aside(path));
            FinishRoll();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A log that grows too long is better than one that ends.
        }

        if (File.Exists(path))
            return;
        _file!.Dispose();
        _file = null;
        Open();
    }

    private void FinishRoll()
    {
        if (!File.Exists(Aside(path)))
            return;
        var free = Enumerable.Range(1, KeptFiles).FirstOrDefault(number => !File.Exists(Numbered(number)), KeptFiles);
        File.Delete(Numbered(free)); // there only when all are taken
        for (var number = free - 1; number >= 1; number--)
            File.Move(Numbered(number), Numbered(number + 1));
        File.Move(Aside(path), Numbered(1));
    }

    private static string Aside(string path) => path + ".rolling";

    private string Numbered(int number) => $"{path}.{number.ToString(CultureInfo.InvariantCulture)}";

    private static long CountLines(FileStream file)
    {
        var lines = 0L;
        Span<byte> buffer = stackalloc byte[8192];
        file.Position = 0;
        while (file.Read(buffer) is var read and > 0)
            lines += buffer[..read].Count((byte)'\n');
        return lines;
    }

    private static int LastByte(FileStream file)
    {
        file.Position = file.Length - 1;
        return file.ReadByte();
    }
}
