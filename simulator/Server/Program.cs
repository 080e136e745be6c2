using System.CommandLine;
using Executor.Simulator.Server.Scenarios;
using Microsoft.Extensions.Hosting;

namespace Executor.Simulator.Server;

/// <summary>The simulator as a program.</summary>
internal static class Program
{
    private const int BadInput = 2;
    private const string ControlKeyVariable = "SIMULATOR_CONTROL_KEY";

    public static async Task<int> Main(string[] arguments)
    {
        var urls = new Option<string>("--urls") { Description = "Addresses to listen on, separated by semicolons.", DefaultValueFactory = _ => "http://127.0.0.1:9090" };
        var scenario = new Option<FileInfo?>("--scenario") { Description = "Scenario file (JSON); without it the default scenario." };
        var seed = new Option<ulong?>("--seed") { Description = "Seed of everything that is drawn; default: that of the scenario." };
        var data = new Option<string>("--data") { Description = "Folder of the books, which survive a restart.", DefaultValueFactory = _ => "simulator-data" };
        var memory = new Option<bool>("--memory") { Description = "Keep the books in memory alone." };
        var still = new Option<bool>("--still") { Description = "Prices stand still until the control API moves them." };
        var root = new RootCommand("A simulated Binance: spot, margin, order lists and streams.") { urls, scenario, seed, data, memory, still };
        root.SetAction(async (parsed, cancellation) =>
        {
            try
            {
                var chosen = parsed.GetValue(scenario) is { } file ? ScenarioFile.Read(file.FullName) : DefaultScenario.Create();
                await using var app = SimulatorHost.Build(new SimulatorOptions
                {
                    Urls = parsed.GetValue(urls)!,
                    Scenario = parsed.GetValue(seed) is { } drawn ? chosen with { Seed = drawn } : chosen,
                    Folder = parsed.GetValue(memory) ? null : parsed.GetValue(data),
                    MovesMarkets = !parsed.GetValue(still),
                    ControlKey = Environment.GetEnvironmentVariable(ControlKeyVariable) is { Length: > 0 } key ? key : null,
                });
                await app.StartAsync(cancellation);
                await app.WaitForShutdownAsync(cancellation);
                return 0;
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                await Console.Error.WriteLineAsync(exception.Message);
                return BadInput;
            }
        });
        return await root.Parse(arguments).InvokeAsync();
    }
}
