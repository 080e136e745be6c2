namespace Executor.Core.Tests;

/// <summary>Texts of the repository in which the tests were built: what the documents say is compared with what the code says.</summary>
internal static class RepositoryText
{
    /// <summary>Full path of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Text of one file, with line feeds as line ends.</summary>
    public static string Of(params string[] path) =>
        File.ReadAllText(Path.Combine([Root, .. path])).ReplaceLineEndings("\n");

    /// <summary>Text of all sources in a folder and below.</summary>
    public static string OfSources(params string[] folder) => string.Join(
        '\n',
        Directory.EnumerateFiles(Path.Combine([Root, .. folder]), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Executor.Orleans.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException($"No Executor.Orleans.sln above {AppContext.BaseDirectory}.");
    }
}
