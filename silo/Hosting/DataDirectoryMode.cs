using Executor.Silo.Configuration;

namespace Executor.Silo.Hosting;

/// <summary>
/// A data folder belongs to one kind of money for good: positions of paper would be closed at the exchange, positions of the exchange would be
/// forgotten on paper.
/// </summary>
internal static class DataDirectoryMode
{
    private const string MarkFile = "executor.mode";
    private const string Paper = "paper";

    /// <summary>True when an executor has run in the folder before, wherever it keeps its positions.</summary>
    public static bool IsUsed(SiloSettings settings) => File.Exists(settings.DataPath(MarkFile)) || File.Exists(settings.DataPath(SiloHost.StateFile));

    /// <summary>Marks a new folder; one that was used without a mark is of paper, which is all there was then.</summary>
    /// <exception cref="IOException">The folder belongs to another mode.</exception>
    public static void Claim(SiloSettings settings)
    {
        var path = settings.DataPath(MarkFile);
        var owner = File.Exists(path) ? File.ReadAllText(path).Trim()
            : File.Exists(settings.DataPath(SiloHost.StateFile)) ? Paper
            : null;
        if (owner is not null && owner != settings.Mode)
        {
            throw new IOException(
                $"{settings.DataDirectory} holds positions of '{owner}', and this start is '{settings.Mode}'. Give each its own {SettingNames.DataDirectory}.");
        }

        if (!File.Exists(path))
            File.WriteAllText(path, $"{settings.Mode}\n");
    }
}
