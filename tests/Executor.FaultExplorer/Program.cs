using Executor.FaultExplorer.Running;
using Xunit.Runner.InProc.SystemConsole;

namespace Executor.FaultExplorer;

/// <summary>With arguments of its own an explorer, else the runner of this test suite.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) =>
        ExplorerCommand.IsMeant(args) ? ExplorerCommand.Run(args, Console.Out) : await ConsoleRunner.Run(args);
}
