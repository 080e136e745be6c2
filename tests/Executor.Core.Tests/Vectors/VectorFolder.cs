namespace Executor.Core.Tests.Vectors;

/// <summary>Where the golden vectors lie: EXECUTOR_VECTORS, or <c>shared/vectors</c> beside the repository.</summary>
internal static class VectorFolder
{
    private const string Variable = "EXECUTOR_VECTORS";

    public static string Path
    {
        get
        {
            var named = Environment.GetEnvironmentVariable(Variable);
            var folder = string.IsNullOrWhiteSpace(named) ? BesideRepository() : named;
            return folder is not null && Directory.Exists(folder)
                ? folder
                : throw new DirectoryNotFoundException(
                    $"The golden vectors are not in '{folder ?? "../shared/vectors"}'; set {Variable} to their folder.");
        }
    }

    private static string? BesideRepository() =>
        Repository.Root?.Parent is { } parent ? System.IO.Path.Combine(parent.FullName, "shared", "vectors") : null;
}
