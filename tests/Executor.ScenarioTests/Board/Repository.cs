namespace Executor.ScenarioTests.Board;

/// <summary>The folder that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>A file by its path in the repository.</summary>
    public static string PathOf(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Executor.Orleans.sln")))
                return Path.Combine(folder.FullName, path);
        }

        throw new InvalidOperationException($"{AppContext.BaseDirectory} does not lie in the repository.");
    }
}
