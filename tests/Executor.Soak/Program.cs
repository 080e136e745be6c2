using Xunit.Runner.InProc.SystemConsole;

namespace Executor.Soak;

internal static class Program
{
    public static async Task<int> Main(string[] args) => await ConsoleRunner.Run(args);
}
