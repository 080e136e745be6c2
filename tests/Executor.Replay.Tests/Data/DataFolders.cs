namespace Executor.Replay.Tests.Data;

/// <summary>The folders of real market data: EXECUTOR_DATA, else <c>../shared/data</c> beside the repository.</summary>
public static class DataFolders
{
    private const string Variable = "EXECUTOR_DATA";

    /// <summary>Every folder with a feed, a log and an answer key.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none.</exception>
    public static TheoryData<string> All()
    {
        var root = Root();
        var names = Directory.EnumerateDirectories(root).Where(folder => File.Exists(Path.Combine(folder, "peaks.csv")))
            .Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal).ToArray();
        return names.Length > 0 ? [.. names] : throw new DirectoryNotFoundException($"{root} holds no folder with a peaks.csv.");
    }

    public static string PathOf(string folder, string file) => Path.Combine(Root(), folder, file);

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return Directory.Exists(given) ? given : throw new DirectoryNotFoundException($"{Variable} is {given}, which does not exist.");
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Executor.Orleans.sln")))
            {
                var root = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data"));
                return Directory.Exists(root) ? root : throw new DirectoryNotFoundException(
                    $"Market data is neither named by {Variable} nor at {root}.");
            }
        }

        throw new DirectoryNotFoundException($"Market data is not named by {Variable}, and no repository lies above {AppContext.BaseDirectory}.");
    }
}
