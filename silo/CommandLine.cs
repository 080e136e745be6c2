using System.CommandLine;
using Executor.Silo.Explaining;
using Executor.Silo.Live.Validation;
using Executor.Silo.Migration;
using Executor.Silo.Operator;
using Executor.Silo.Reports;

namespace Executor.Silo;

/// <summary>The verbs: <c>run</c>, which is meant when there is none, <c>validate</c>, <c>replay</c>, <c>import-state</c>, <c>explain</c>, <c>report</c>, and
/// what an operator tells a running silo.</summary>
internal static class CommandLine
{
    public static Task<int> RunAsync(string[] args)
    {
        var run = new Command("run", "Starts a silo. With nothing configured it trades on paper, on an invented market.");
        run.SetAction((_, cancellationToken) => RunVerb.RunAsync(Console.Error, cancellationToken));
        var root = new RootCommand("Turns the PEAK events of DeltaScout into managed positions.")
        {
            run, ValidateVerb.Build(), ReplayVerb.Build(), ImportStateVerb.Build(), ExplainVerb.Build(), ReportVerb.Build(),
        };
        foreach (var verb in OperatorVerbs.Build())
            root.Subcommands.Add(verb);
        root.SetAction((_, cancellationToken) => RunVerb.RunAsync(Console.Error, cancellationToken));
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }); // the host ends in its own time
    }
}
