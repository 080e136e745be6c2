using Executor.Soak.Running;
using Xunit.Runner.InProc.SystemConsole;

namespace Executor.Soak;

/// <summary>With arguments of its own a long run, else the runner of this test suite.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) => SoakCommand.IsMeant(args) ? await SoakCommand.RunAsync(args) : await ConsoleRunner.Run(args);
}
