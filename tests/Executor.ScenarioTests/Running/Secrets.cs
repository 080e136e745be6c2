using System.Text;

namespace Executor.ScenarioTests.Running;

/// <summary>Searches everything that a run has written for what it must never write.</summary>
internal static class Secrets
{
    private static readonly string[] Forbidden = [SimulatorProcess.Key, SimulatorProcess.Secret, "signature=", "X-MBX-APIKEY"];

    /// <summary>Fails when a key, a secret or a signed address stands in a file below the folder or in one of the texts.</summary>
    public static void AssertNoneIn(string folder, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
            AssertClean("what was printed or answered", text);
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => file.EndsWith("executor.db", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith("executor.log", StringComparison.Ordinal));
        foreach (var file in files)
            AssertClean(file, Encoding.Latin1.GetString(File.ReadAllBytes(file))); // every byte stays what it is: databases are searched too
    }

    private static void AssertClean(string where, string text)
    {
        foreach (var forbidden in Forbidden)
        {
            var at = text.IndexOf(forbidden, StringComparison.OrdinalIgnoreCase);
            Assert.True(at < 0, $"{where} holds '{forbidden[..4]}...' at {at}.");
        }
    }
}
