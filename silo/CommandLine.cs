using System.CommandLine;
using Executor.Silo.Migration;

namespace Executor.Silo;

/// <summary>The verbs: <c>run</c>, which is meant when there is none, <c>replay</c>, and <c>import-state</c>.</summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] args)
    {
        var run = new Command("run", "Starts a silo. With nothing configured it trades on paper, on an invented market.");
        run.SetAction((_, cancellationToken) => RunVerb.RunAsync(Console.Error, cancellationToken));
        var root = new RootCommand("Turns the PEAK events of DeltaScout into managed positions.") { run, ReplayVerb.Build(), ImportStateVerb.Build() };
        root.SetAction((_, cancellationToken) => RunVerb.RunAsync(Console.Error, cancellationToken));
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }); // the host ends in its own time
    }
}
