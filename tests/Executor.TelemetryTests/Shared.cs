using Executor.TelemetryTests.Running;

[assembly: AssemblyFixture(typeof(ObservedCluster))] // one run is looked at by all tests
