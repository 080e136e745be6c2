using Executor.ScenarioTests.Board;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Scoreboard))]

// Scenarios wait far more than they compute; each brings two processes along.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 4)]
