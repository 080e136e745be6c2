namespace Executor.Silo.Hosting;

/// <summary>
/// Claims the data folder for this process: two silos on one storage would fight over every position. The operating system lifts the
/// claim when the process ends, however it ends.
/// </summary>
internal sealed class DataDirectoryLock : IDisposable
{
    private readonly FileStream _file;

    private DataDirectoryLock(FileStream file) => _file = file;

    /// <summary>Creates the folder if need be and claims it.</summary>
    /// <exception cref="IOException">Another process has it, or it cannot be written.</exception>
    public static DataDirectoryLock Claim(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "executor.lock");
        try
        {
            return new DataDirectoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception)
        {
            throw new IOException(
                $"{folder} is in use by another executor ({exception.Message}). Stop that one, or give this one its own EXECUTOR_DATA_DIR.", exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
