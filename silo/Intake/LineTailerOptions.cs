namespace Executor.Silo.Intake;

/// <summary>How a file is followed.</summary>
internal sealed record LineTailerOptions
{
    /// <summary>Longest line in bytes; a longer one is left out and reported. Above 0.</summary>
    public int MaxLineBytes { get; init; } = 1024 * 1024;

    /// <summary>Most lines in a batch. Above 0.</summary>
    public int MaxBatchLines { get; init; } = 512;

    /// <summary>A batch ends with the line that makes it this large or larger, bytes. Above 0.</summary>
    public long MaxBatchBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Look at the file this often although no change was announced: network file systems announce none.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(1);
}
