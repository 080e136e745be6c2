namespace Executor.Core.Tests.Vectors;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution; null when the tests lie elsewhere.</summary>
    public static DirectoryInfo? Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Executor.Orleans.sln")))
            {
                folder = folder.Parent;
            }

            return folder;
        }
    }
}
