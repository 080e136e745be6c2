using System.Text.RegularExpressions;

namespace Executor.Architecture.Tests;

/// <summary>House rules that a compiler does not check.</summary>
public sealed partial class SourceRulesTests
{
    [Fact]
    public void Sources_LeaveNothingUndoneAndTestsNeitherSkipNorSleep()
    {
        var sources = Directory.EnumerateFiles(Repository.Root, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

        foreach (var path in sources)
        {
            var text = File.ReadAllText(Path.Combine(Repository.Root, path));
            Assert.False(Unfinished().IsMatch(text), $"{path} leaves something undone.");
            Assert.False(path.StartsWith("tests", StringComparison.Ordinal) && SkippedOrSleeping().IsMatch(text), $"{path} skips or sleeps.");
        }
    }

    // Written in two parts each, so that this file passes its own test.
    [GeneratedRegex("TO" + "DO|FIX" + "ME|NotImplemented" + "Exception|HA" + "CK")]
    private static partial Regex Unfinished();

    [GeneratedRegex("Thread" + @"\.Sleep|Task" + @"\.Delay\(|Ski" + "p *= *\"")]
    private static partial Regex SkippedOrSleeping();
}
