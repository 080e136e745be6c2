namespace Executor.Architecture.Tests;

/// <summary>Finds the repository from the place of the test binary.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Executor.Orleans.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Executor.Orleans.sln above {AppContext.BaseDirectory}.");
    }
}
