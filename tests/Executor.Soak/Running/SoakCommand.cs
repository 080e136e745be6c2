using System.CommandLine;
using Executor.Core.Exchange;

namespace Executor.Soak.Running;

/// <summary>The command line: <c>soak</c> and <c>weight</c>.</summary>
internal static class SoakCommand
{
    private const int NotClean = 1;

    /// <summary>True when the arguments are not for the test runner.</summary>
    public static bool IsMeant(string[] arguments) => arguments is ["soak" or "weight", ..];

    public static Task<int> RunAsync(string[] arguments)
    {
        var minutes = new Option<int>("--minutes") { Description = "Minutes of market.", DefaultValueFactory = _ => 60 };
        var speed = new Option<decimal>("--speed") { Description = "Minutes of market a minute.", DefaultValueFactory = _ => 20m };
        var faults = new Option<decimal>("--faults") { Description = "Share of calls that are struck by a fault, 0 to 1.", DefaultValueFactory = _ => 0.01m };
        var seed = new Option<ulong>("--seed") { Description = "Chooses markets, signals and faults.", DefaultValueFactory = _ => 1 };
        var symbols = new Option<int>("--symbols") { Description = "How many symbols, 1 to 20.", DefaultValueFactory = _ => 20 };
        var keep = new Option<string?>("--keep") { Description = "Folder that takes everything that is written; else it is removed." };
        var soak = new Command("soak", "Trades for hours of market on a failing exchange and judges the books.") { minutes, speed, faults, seed, symbols, keep };
        soak.SetAction(async (parsed, _) =>
        {
            var options = new SoakOptions
            {
                MarketMinutes = parsed.GetValue(minutes), Speed = parsed.GetValue(speed), Faults = parsed.GetValue(faults), Seed = parsed.GetValue(seed),
                Symbols = parsed.GetValue(symbols),
            };
            return await InFolderAsync(parsed.GetValue(keep), async folder =>
            {
                var report = await new SoakRun(options, folder, Console.Out).RunAsync();
                report.Write(Console.Out);
                return report.IsClean ? 0 : NotClean;
            });
        });
        var positions = new Option<int>("--positions") { Description = "How many positions, 1 to 20.", DefaultValueFactory = _ => 1 };
        var account = new Option<TradingAccount>("--account") { Description = "Wallet.", DefaultValueFactory = _ => TradingAccount.Spot };
        var style = new Option<string>("--style") { Description = "EXIT_STYLE.", DefaultValueFactory = _ => "OCO" };
        var rest = new Option<int>("--rest") { Description = "Minutes that are counted.", DefaultValueFactory = _ => 3 };
        var weight = new Command("weight", "Counts what open positions at rest cost of the exchange's limits.") { positions, account, style, rest };
        weight.SetAction(async (parsed, _) => await InFolderAsync(null, async folder =>
        {
            var run = new WeightRun(parsed.GetValue(positions), parsed.GetValue(account), parsed.GetValue(style)!, parsed.GetValue(rest), folder);
            (await run.RunAsync()).Write(Console.Out);
            return 0;
        }));
        return new RootCommand("Long runs of executor and simulator.") { soak, weight }.Parse(arguments).InvokeAsync();
    }

    private static async Task<int> InFolderAsync(string? keep, Func<string, Task<int>> run)
    {
        if (keep is not null)
            return await run(Directory.CreateDirectory(keep).FullName);
        var folder = Directory.CreateTempSubdirectory("executor-soak-").FullName;
        try
        {
            return await run(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
