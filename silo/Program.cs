using Executor.Silo;

return await CommandLine.RunAsync(args);
